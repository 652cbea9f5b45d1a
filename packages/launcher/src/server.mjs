import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { onParentGone } from './parent-watch.mjs';
import { inRoot, root } from './paths.mjs';

const windows = process.platform === 'win32';

/** Signals that ask us to stop; a terminal that is closed sends SIGHUP. */
const stopSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * @typedef {import('./terminal.mjs').Step} Step
 * @typedef {import('./terminal.mjs').StepList} StepList
 */

/**
 * Runs the server until it ends: shows the steps that it reports, and passes on requests to stop.
 *
 * @param {readonly string[]} args for the server, such as `--role worker`
 * @param {StepList} list
 * @returns {Promise<number>} the server's exit code
 */
export function runServer(args, list) {
  const server = spawn(
    process.execPath,
    ['--enable-source-maps', inRoot('packages', 'runtime', 'dist', 'main.js'), ...args],
    {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // In a process group of its own the server gets Ctrl-C from us alone, and so once. Windows has no such groups:
      // there the console tells both of us.
      detached: !windows,
    },
  );
  const stop = passSignals(server, list);
  server.on('message', showMessages(list, stop.wasAsked));
  return new Promise((resolve) => {
    server.once('error', (error) => {
      list.problem({ message: `The server could not be started: ${error.message}` });
      stop.end();
      resolve(1);
    });
    server.once('exit', (code, signal) => {
      list.interrupt();
      stop.end();
      if (signal !== null && !stop.wasAsked())
        list.problem({
          message: `The server was ended by ${signal}`,
          advice: 'Start it again: nothing that it had accepted is lost',
        });
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']);
    });
  });
}

/**
 * Passes requests to stop on to the server; that our parent has gone is one, too.
 *
 * @param {import('node:child_process').ChildProcess} server
 * @param {StepList} list
 * @returns {{ wasAsked: () => boolean, end: () => void }} whether we were asked to stop; `end` ends the passing on
 */
function passSignals(server, list) {
  let stopping = false;
  const unwatch = onParentGone(() => {
    stopping = true;
    server.kill('SIGTERM');
  });
  const handlers = stopSignals.map((signal) => {
    const handler = () => {
      list.interrupt();
      if (!stopping) list.writeLine('\n  Stopping: running steps are brought to an end …');
      stopping = true;
      // Windows would end the server at once instead of asking it.
      if (!windows) server.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
    };
    process.on(signal, handler);
    return () => void process.off(signal, handler);
  });
  return {
    wasAsked: () => stopping,
    end: () => {
      unwatch();
      handlers.forEach((off) => off());
    },
  };
}

/**
 * @param {StepList} list
 * @param {() => boolean} isStopping a step that breaks off then has not failed
 * @returns {(message: unknown) => void}
 */
function showMessages(list, isStopping) {
  /** @type {Map<string, Step>} */
  const steps = new Map();
  return (message) => {
    const report = /** @type {Record<string, string>} */ (message);
    const { type, name = '', state, detail, advice, url = '' } = report;
    if (type === 'ready') list.ready(url);
    if (type !== 'step') return;
    if (state === 'start') steps.set(name, list.step(name));
    if (state === 'done') steps.get(name)?.done(detail);
    if (state === 'failed' && !isStopping()) {
      steps.get(name)?.failed('');
      list.problem({
        message: detail ?? `The step "${name}" failed`,
        ...(advice !== undefined && { advice }),
      });
    }
  };
}
