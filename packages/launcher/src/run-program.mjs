import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { inRoot, root } from './paths.mjs';

/** How much of a failed program's output is shown, in lines. */
const shownLines = 40;

/** Thrown when a program that a step depends on fails; `output` is the end of what it printed. */
export class ProgramError extends Error {
  /**
   * @param {string} message
   * @param {string} output
   * @param {string} advice what to do next
   */
  constructor(message, output, advice) {
    super(message);
    this.name = 'ProgramError';
    this.output = output;
    this.advice = advice;
  }
}

/** Variables that keep tools from downloading programs that we do not use. */
const withoutDownloads = {
  // `prisma generate` works by WebAssembly, but insists on a native engine: any program that exists will do.
  PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  PRISMA_ENGINES_CHECKSUM_IGNORE_MISSING: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  CHECKPOINT_DISABLE: '1',
  PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1',
};

/** Captured output is shown later, if at all, and perhaps in a log file. */
const withoutColours = { NO_COLOR: '1', FORCE_COLOR: '0' };

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the repository's root if not given
 * @property {Record<string, string>} [env] in addition to our own
 * @property {number} [timeout] in milliseconds; then the program is ended
 * @property {(line: string) => void} [onLine] gets the output as it comes, by lines
 * @property {(text: string) => void} [onOutput] gets the output as it comes
 *
 * @typedef {object} RunResult
 * @property {number} code 0 if all went well; 124 after the timeout, 127 if the program is missing
 * @property {string} output standard output and standard error, as they came
 */

/** Programs that are running now, so that they can be ended with us. @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends the programs that are running: for Ctrl-C. */
export function endPrograms() {
  for (const child of running) child.kill('SIGTERM');
}

/**
 * Runs a program to its end and collects what it prints.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<RunResult>}
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve) => {
    // npx and pnpm are scripts on Windows, which only a shell can start.
    const shell = process.platform === 'win32' && command !== process.execPath;
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...withoutDownloads, ...withoutColours, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    running.add(child);
    let output = '';
    let expired = false;
    const timer = setTimeout(
      () => {
        expired = true;
        child.kill('SIGKILL');
      },
      options.timeout ?? 2 ** 31 - 1,
    );
    const collect = (/** @type {Buffer} */ chunk) => {
      const text = chunk.toString('utf8');
      output += text;
      options.onOutput?.(text);
      if (options.onLine)
        for (const line of text.split('\n')) if (line.trim() !== '') options.onLine(line.trim());
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      resolve({ code: expired ? 124 : code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/**
 * Finds the JavaScript file behind a package's command, so that it can be run by Node itself: faster than by npx or
 * pnpm, and the same on every system.
 *
 * @param {string} packageName
 * @param {{ command?: string, from?: string }} [options] the command if it is not called like the package; the
 *   folder (relative to the root) of the package that depends on it
 * @returns {string}
 */
export function commandFile(packageName, { command = packageName, from = '' } = {}) {
  const require = createRequire(inRoot(from, 'package.json'));
  const manifestPath = manifestOf(require, packageName);
  const { bin } = JSON.parse(readFileSync(manifestPath, 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  return join(dirname(manifestPath), file);
}

/**
 * @param {NodeJS.Require} require
 * @param {string} packageName
 */
function manifestOf(require, packageName) {
  // Not by resolving "<package>/package.json": many packages do not export it.
  for (const folder of require.resolve.paths(packageName) ?? []) {
    const path = join(folder, packageName, 'package.json');
    try {
      readFileSync(path);
      return path;
    } catch {
      // It is installed further up.
    }
  }
  throw new ProgramError(
    `The package ${packageName} is not installed`,
    '',
    'Run npm start: it installs what is missing',
  );
}

/**
 * Runs a package's command by Node and insists on success.
 *
 * @param {string} title what it does, for the message of a failure
 * @param {string} file from `commandFile`
 * @param {readonly string[]} args
 * @param {RunOptions & { advice?: string }} [options] `advice` is the next step after a failure
 * @throws {ProgramError} when it fails
 */
export async function runNode(
  title,
  file,
  args,
  { advice = 'Mend what it names and run again', ...options } = {},
) {
  const { code, output } = await runProgram(process.execPath, [file, ...args], options);
  if (code !== 0) throw new ProgramError(`${title} failed`, lastLines(output), advice);
}

/**
 * @param {string} output
 * @returns {string} its last lines
 */
export function lastLines(output) {
  return output.trimEnd().split('\n').slice(-shownLines).join('\n');
}
