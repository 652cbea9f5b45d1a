import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.mjs';

/** How long the system's package manager may take, in milliseconds. */
const patience = { update: 120_000, install: 300_000 };

/**
 * @typedef {object} SystemProgram a program that some tests need and that is not a package of ours
 * @property {string} name for people
 * @property {string} debianPackage
 * @property {string} variable names its path in the environment
 * @property {readonly string[]} commands looked for on the path
 * @property {readonly string[]} places where it may be besides
 */

/** @type {SystemProgram} */
export const redis = {
  name: 'Redis',
  debianPackage: 'redis-server',
  variable: 'CROSSDOCK_TEST_REDIS',
  commands: ['redis-server'],
  places: [],
};

/** @type {SystemProgram} */
export const chromium = {
  name: 'Chromium',
  debianPackage: 'chromium',
  variable: 'CROSSDOCK_TEST_CHROMIUM',
  commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
  places: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * Finds programs for the tests; as root on Debian installs those that are missing. That this fails (no network, no
 * right) is not an error: the tests that need the program are then skipped.
 *
 * @param {readonly SystemProgram[]} programs
 * @param {(line: string) => void} log
 * @returns {Promise<Map<SystemProgram, string | undefined>>} the path of each, if it is there
 */
export async function providePrograms(programs, log) {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  if (missing.length > 0 && canInstall()) await installPrograms(missing, log);
  return new Map(programs.map((program) => [program, findProgram(program)]));
}

/**
 * @param {SystemProgram} program
 * @returns {string | undefined} its path
 */
export function findProgram({ variable, commands, places }) {
  const named = process.env[variable];
  if (named !== undefined) return isExecutable(named) ? named : undefined;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, withSuffix(command))));
  return [...onPath, ...places].find(isExecutable);
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/**
 * @param {readonly SystemProgram[]} missing
 * @param {(line: string) => void} log
 */
async function installPrograms(missing, log) {
  const packages = missing.map((program) => program.debianPackage);
  log(
    `Installing ${packages.join(' and ')} from Debian, because tests need ${packages.length > 1 ? 'them' : 'it'}`,
  );
  // Run level 1 keeps the packages from starting services of their own.
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const update = await runProgram('apt-get', ['update', '-q'], { env, timeout: patience.update });
  if (update.code !== 0)
    log(`apt-get update ended with code ${update.code}; trying with the lists that are there`);
  const args = [
    'install',
    '-y',
    '-q',
    '--no-install-recommends',
    '-o',
    'DPkg::Lock::Timeout=60',
    ...packages,
  ];
  const install = await runProgram('apt-get', args, { env, timeout: patience.install });
  if (install.code !== 0)
    log(
      `apt-get install ended with code ${install.code}: ${install.output.trimEnd().split('\n').at(-1) ?? ''}`,
    );
}

/** @param {string} command */
function withSuffix(command) {
  return process.platform === 'win32' ? `${command}.exe` : command;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
