import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../private-file.ts';

/** A data folder held by this process. */
export interface FolderLock {
  release(): Promise<void>;
}

const retryInterval = 100;

/**
 * Takes a folder for this process, as long as it lives. A lock file would outlive a killed process; the name that a
 * process listens on goes with it, however it ends.
 *
 * @param folder an existing folder
 * @param patience how long to wait for another holder, in milliseconds
 * @returns undefined if another process on this machine goes on holding it
 */
export async function lockFolder(folder: string, patience: number): Promise<FolderLock | undefined> {
  const name = nameOf(await realpath(folder));
  const deadline = Date.now() + patience;
  for (;;) {
    const server = await listen(name);
    if (server) return { release: () => new Promise((resolve) => server.close(() => resolve())) };
    if (Date.now() > deadline) return undefined;
    await pause(retryInterval);
  }
}

/** Linux has names outside of the file system, Windows its pipes; elsewhere it is a socket's file. */
function nameOf(folder: string): string {
  const name = `crossdock-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

async function listen(name: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy());
  server.unref();
  const error = await new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen(name, () => resolve(undefined));
  });
  if (!error) return server;
  if (errorCode(error) !== 'EADDRINUSE') throw error;
  if (name.startsWith(tmpdir()) && !(await answers(name))) await rm(name, { force: true });
  return undefined;
}

/** Whether somebody listens: a socket's file stays behind when its process is killed. */
function answers(name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(name, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
