import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { inRoot } from './paths.mjs';
import { commandFile, runProgram } from './run-program.mjs';
import { chromium, providePrograms, redis } from './system-programs.mjs';
import { nothing, tallyPlaywright, tallyVitest } from './tally.mjs';

/** No suite may take longer, in milliseconds: a test that hangs must not hang the run. */
const patience = 30 * 60_000;

/** @typedef {import('./tally.mjs').Tally} Tally */

/**
 * Runs the unit and integration tests.
 *
 * @returns {Promise<Tally>}
 */
export async function runVitest() {
  const redisPath = (await providePrograms([redis], log)).get(redis);
  if (redisPath === undefined)
    log(missing('Redis', 'the queue tests on Redis are skipped', 'apt-get install redis-server'));
  const report = reportPath('vitest.json');
  const args = [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    '--passWithNoTests',
  ];
  const code = await runVisibly([commandFile('vitest'), ...args], {
    ...(redisPath !== undefined && { [redis.variable]: redisPath }),
  });
  return tallyVitest(readReport(report), code);
}

/**
 * Runs the tests in a real browser.
 *
 * @returns {Promise<Tally>} one skipped test if there is no browser
 */
export async function runPlaywright() {
  const config = 'e2e/playwright.config.ts';
  if (!existsSync(inRoot(config))) {
    log('There are no browser tests');
    return nothing;
  }
  const browser = (await providePrograms([chromium], log)).get(chromium);
  if (browser === undefined) {
    log(missing('Chromium', 'the browser tests are skipped', 'apt-get install chromium'));
    return { ...nothing, skipped: 1 };
  }
  const report = reportPath('playwright.json');
  const args = ['test', '-c', config, '--reporter=list,json', '--pass-with-no-tests'];
  const code = await runVisibly([commandFile('@playwright/test', { command: 'playwright' }), ...args], {
    [chromium.variable]: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return tallyPlaywright(readReport(report), code);
}

/**
 * Runs a program by Node and shows its output as it comes.
 *
 * @param {readonly string[]} args
 * @param {Record<string, string>} env
 */
async function runVisibly(args, env) {
  const { code } = await runProgram(process.execPath, args, {
    env: { ...(process.stdout.isTTY ? { FORCE_COLOR: '1', NO_COLOR: '' } : {}), ...env },
    timeout: patience,
    onOutput: (text) => process.stdout.write(text),
  });
  if (code === 124) log('The run took too long and was ended');
  return code;
}

/** @param {string} name */
function reportPath(name) {
  const path = inRoot('node_modules', '.cache', 'crossdock', name);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  return path;
}

/** @param {string} path */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} name
 * @param {string} consequence
 * @param {string} command
 */
function missing(name, consequence, command) {
  return `Skipped: ${name} is not installed, so ${consequence}. To have them: ${command}`;
}

/** @param {string} line */
function log(line) {
  console.log(`  ${line}`);
}
