import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inRoot } from './paths.mjs';
import { commandFile, lastLines, runProgram } from './run-program.mjs';
import { formatDuration } from './terminal.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 *
 * @typedef {object} StaticCheck a check of the sources that counts as one test
 * @property {string} name
 * @property {() => string[][]} commands command lines for Node; the first that fails ends the check
 * @property {string} advice
 */

const mendTypes = 'Mend what it names';

/**
 * @param {string} project
 * @returns {string[][]}
 */
const typesOf = (project) =>
  existsSync(inRoot(project))
    ? [[commandFile('typescript', { command: 'tsc' }), '-p', project, '--pretty', 'false']]
    : [];

/** The longest first, because they run side by side. @type {readonly StaticCheck[]} */
const staticChecks = [
  {
    name: 'types of packages',
    commands: () => [[commandFile('typescript', { command: 'tsc' }), '-b', '--pretty', 'false']],
    advice: mendTypes,
  },
  { name: 'types of tests', commands: () => typesOf('tsconfig.test.json'), advice: mendTypes },
  { name: 'types of the designer', commands: () => typesOf('packages/designer-ui'), advice: mendTypes },
  {
    name: 'format (Prettier)',
    commands: () => [[commandFile('prettier'), '--check', '--log-level', 'warn', '.']],
    advice: 'npx prettier --write . mends it',
  },
  {
    name: 'lint (oxlint)',
    commands: () => [[commandFile('oxlint'), '--type-aware', '--deny-warnings', '--format', 'unix']],
    advice: 'Mend what it names',
  },
  { name: 'types of the launcher', commands: () => typesOf('packages/launcher'), advice: mendTypes },
  {
    name: 'unused code (knip)',
    commands: () => [[commandFile('knip'), '--no-progress', '--no-config-hints']],
    advice: 'Remove what is not used, or say in knip.json why it stays',
  },
];

/**
 * Runs all checks, as many at once as there are processors.
 *
 * @returns {Promise<Tally[]>} in no particular order
 */
export async function runStaticChecks() {
  const waiting = [...staticChecks];
  /** @type {Tally[]} */
  const tallies = [];
  const workers = Array.from({ length: Math.min(availableParallelism(), waiting.length) }, async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      tallies.push(await runStaticCheck(check));
    }
  });
  await Promise.all(workers);
  return tallies;
}

/**
 * Runs a check and prints how it went; what it found only if it failed.
 *
 * @param {StaticCheck} check
 * @returns {Promise<Tally>}
 */
async function runStaticCheck(check) {
  const begin = Date.now();
  for (const [file = '', ...args] of check.commands()) {
    const { code, output } = await runProgram(process.execPath, [file, ...args]);
    if (code !== 0) {
      console.log(`  ✗ ${check.name}\n\n${lastLines(output)}\n\n  ${check.advice}.\n`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  }
  console.log(`  ✓ ${check.name.padEnd(40)} ${formatDuration(Date.now() - begin).padStart(8)}`);
  return { passed: 1, failed: 0, skipped: 0 };
}
