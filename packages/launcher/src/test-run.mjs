import { buildAll } from './build.mjs';
import { installPackages } from './install.mjs';
import { generatePrismaClient } from './prisma-generate.mjs';
import { endPrograms, ProgramError } from './run-program.mjs';
import { runStaticChecks } from './static-checks.mjs';
import { asLine, sum } from './tally.mjs';
import { StepList } from './terminal.mjs';
import { runPlaywright, runVitest } from './test-suites.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ title: string, needsBuild: boolean, run: () => Promise<Tally> }} Part
 */

const interruptedCode = 130;

/** What `--only` can name. @type {Readonly<Record<string, Part>>} */
const parts = {
  static: { title: 'Static checks', needsBuild: false, run: async () => sum(await runStaticChecks()) },
  unit: { title: 'Unit and integration tests', needsBuild: false, run: runVitest },
  e2e: { title: 'Browser tests', needsBuild: true, run: runPlaywright },
};

/**
 * Runs the tests and prints, as its last line, how many went which way.
 *
 * @param {readonly string[]} args `--only static|unit|e2e` for a part
 * @returns {Promise<number>} the exit code
 */
export async function runTests(args) {
  const chosen = chooseParts(args);
  if (chosen === undefined) {
    console.error(`Usage: npm test [-- --only ${Object.keys(parts).join('|')}]`);
    return 2;
  }
  process.once('SIGINT', () => {
    endPrograms();
    process.exit(interruptedCode);
  });
  const total = await runParts(chosen);
  console.log(`\n${asLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/** @param {readonly string[]} args */
function chooseParts(args) {
  if (args.length === 0) return Object.values(parts);
  const [flag, name = ''] = args;
  const part = parts[name];
  return flag === '--only' && part !== undefined && args.length === 2 ? [part] : undefined;
}

/** @param {readonly Part[]} chosen */
async function runParts(chosen) {
  const list = new StepList();
  list.title('Preparation');
  const failure = { passed: 0, failed: 1, skipped: 0 };
  if (!(await attempt(list, 'install', (remark) => installPackages(remark)))) return failure;
  if (!(await attempt(list, 'generate', generatePrismaClient))) return failure;
  // What was compiled is needed in the browser tests only; the others say more about sources that do not compile.
  const needsBuild = chosen.some((part) => part.needsBuild);
  const built =
    needsBuild && (await attempt(list, 'build', async (remark) => (await buildAll(remark)).length > 0));
  /** @type {Tally[]} */
  const tallies = [];
  for (const part of chosen) {
    list.title(part.title);
    if (part.needsBuild && !built) console.log('  Not run, because the build failed');
    tallies.push(part.needsBuild && !built ? failure : await part.run());
  }
  return sum(tallies);
}

/**
 * @param {StepList} list
 * @param {string} name
 * @param {(remark: (detail: string) => void) => Promise<boolean>} work gives whether anything had to be done
 * @returns {Promise<boolean>} whether it succeeded
 */
async function attempt(list, name, work) {
  try {
    await list.run(name, async ({ remark }) => ((await work(remark)) ? 'done' : 'up to date'));
    return true;
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    list.problem(error);
    return false;
  }
}
