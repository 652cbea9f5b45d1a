import { readFileSync } from 'node:fs';
import { fingerprint, unlessDone } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { lastLines, ProgramError, runProgram } from './run-program.mjs';

/** Everything that says which packages are needed. */
const manifests = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', '.npmrc'];

/**
 * Installs the packages that the lock file names, unless they were installed before.
 *
 * @param {(detail: string) => void} remark is told how it goes
 * @returns {Promise<boolean>} whether anything had to be installed
 * @throws {ProgramError} when that fails
 */
export function installPackages(remark) {
  const task = {
    name: 'install',
    // Another system or processor needs other programs, in a folder that both may see.
    input: `${fingerprint(manifests)} ${process.platform}-${process.arch}`,
    outputs: ['node_modules/.modules.yaml'],
  };
  return unlessDone(task, () => runInstall(remark));
}

/** @param {(detail: string) => void} remark */
async function runInstall(remark) {
  remark('getting packages');
  const args = ['-y', packageManager(), 'install', '--frozen-lockfile', '--reporter=append-only'];
  const { code, output } = await runProgram('npx', args, {
    // So that pnpm never asks.
    env: { CI: 'true' },
    onLine: (line) => {
      const progress = /^Progress: resolved (\d+), reused (\d+), downloaded (\d+), added (\d+)/.exec(line);
      if (progress !== null) remark(`${progress[4]} of ${progress[1]} packages`);
    },
  });
  if (code !== 0) {
    throw new ProgramError('The packages could not be installed', lastLines(output), installAdvice(output));
  }
}

/** @returns {string} such as pnpm@10.34.9 */
function packageManager() {
  return JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).packageManager;
}

/** @param {string} output */
function installAdvice(output) {
  if (/ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT/.test(output)) {
    return 'The package registry cannot be reached: check the network, and the proxy if you have one, then run again';
  }
  if (/ERR_PNPM_OUTDATED_LOCKFILE/.test(output)) {
    return `A package.json was changed: run "npx ${packageManager()} install", then run again`;
  }
  if (/ENOSPC/.test(output)) return 'The disk is full: free some space, then run again';
  if (/EACCES|EPERM/.test(output)) return 'Check that this folder belongs to you, then run again';
  return 'Run again; if it fails again, delete the folder node_modules first';
}
