import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { commandFile, lastLines, runProgram } from './run-program.mjs';
import { formatDuration } from './terminal.mjs';

/**
 * @typedef {object} StaticCheck a check of the sources that counts as one test
 * @property {string} name
 * @property {() => string[][]} commands command lines for Node; the first that fails ends the check
 * @property {string} advice
 */

/** @type {readonly StaticCheck[]} */
export const staticChecks = [
  {
    name: 'format (Prettier)',
    commands: () => [[commandFile('prettier'), '--check', '--log-level', 'warn', '.']],
    advice: 'npx prettier --write . mends it',
  },
  {
    name: 'lint (oxlint)',
    commands: () => [[commandFile('oxlint'), '--type-aware', '--deny-warnings']],
    advice: 'Mend what it names',
  },
  {
    name: 'types (TypeScript)',
    commands: () => {
      const tsc = commandFile('typescript', { command: 'tsc' });
      const projects = ['tsconfig.test.json', 'packages/designer-ui', 'packages/launcher'].filter((path) =>
        existsSync(inRoot(path)),
      );
      return [[tsc, '-b'], ...projects.map((project) => [tsc, '-p', project])];
    },
    advice: 'Mend what it names',
  },
  {
    name: 'unused code (knip)',
    commands: () => [[commandFile('knip'), '--no-progress']],
    advice: 'Remove what is not used, or say in knip.json why it stays',
  },
];

/**
 * Runs a check and prints how it went; what it found only if it failed.
 *
 * @param {StaticCheck} check
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runStaticCheck(check) {
  const begin = Date.now();
  for (const [file = '', ...args] of check.commands()) {
    const { code, output } = await runProgram(process.execPath, [file, ...args], {
      env: { FORCE_COLOR: '0' },
    });
    if (code !== 0) {
      console.log(`  ✗ ${check.name}\n\n${lastLines(output)}\n\n  ${check.advice}.\n`);
      return { passed: 0, failed: 1, skipped: 0 };
    }
  }
  console.log(`  ✓ ${check.name.padEnd(40)} ${formatDuration(Date.now() - begin).padStart(8)}`);
  return { passed: 1, failed: 0, skipped: 0 };
}
