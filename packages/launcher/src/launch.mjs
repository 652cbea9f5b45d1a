import { constants } from 'node:os';
import { buildAll } from './build.mjs';
import { installPackages } from './install.mjs';
import { onParentGone } from './parent-watch.mjs';
import { endPrograms, ProgramError } from './run-program.mjs';
import { runServer } from './server.mjs';
import { StepList } from './terminal.mjs';

/**
 * Brings the project from any state to a running server: installs and builds what is missing, then runs the server.
 *
 * @param {readonly string[]} args for the server
 * @returns {Promise<number>} the exit code
 */
export async function launch(args) {
  const list = new StepList();
  list.title('Crossdock');
  try {
    await prepare(list);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    list.problem(error);
    return 1;
  }
  return runServer(args, list);
}

/**
 * Installs and builds what is missing, as two steps.
 *
 * @param {StepList} list
 * @throws {ProgramError}
 */
export async function prepare(list) {
  /** @param {'SIGINT' | 'SIGTERM'} signal */
  const interrupt = (signal) => {
    endPrograms();
    list.interrupt();
    list.writeLine('\n  Stopped. The next start goes on from here.');
    // As shells have it.
    process.exit(128 + constants.signals[signal]);
  };
  const unwatch = onParentGone(() => interrupt('SIGTERM'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await list.run('install', async ({ remark }) =>
      (await installPackages(remark)) ? 'packages installed' : 'packages are up to date',
    );
    await list.run('build', async ({ remark }) => {
      const parts = await buildAll(remark);
      return parts.length > 0 ? `${parts.join(' and ')} built` : 'server and pages are up to date';
    });
  } finally {
    unwatch();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
