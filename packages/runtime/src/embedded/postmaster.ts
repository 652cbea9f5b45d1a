import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../private-file.ts';

const run = promisify(execFile);

/** What a running PostgreSQL writes about itself into `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** False while it starts, recovers or shuts down. */
  readonly ready: boolean;
}

/** How often a changing process or file is looked at again, in milliseconds. */
const pollInterval = 20;

/** Lines of `postmaster.pid`, counted from 0 (PostgreSQL, src/include/utils/pidfile.h). */
const line = { pid: 0, port: 3, status: 7 } as const;

/** Reads `postmaster.pid`; gives `undefined` if it is missing or still being written. */
export async function readPostmaster(clusterDir: string): Promise<Postmaster | undefined> {
  const text = await readFile(pidFile(clusterDir), 'utf8').catch(() => '');
  const lines = text.split(/\r?\n/);
  const pid = Number.parseInt(lines[line.pid] ?? '', 10);
  const port = Number.parseInt(lines[line.port] ?? '', 10);
  if (!Number.isInteger(pid) || !Number.isInteger(port)) return undefined;
  return { pid, port, ready: lines[line.status]?.trim() === 'ready' };
}

/**
 * Finds the PostgreSQL that runs in a cluster's folder, left over by a process that was killed.
 * A `postmaster.pid` whose process number has since gone to another program (usual after a restart of a
 * container) is removed, because PostgreSQL would take it for a running server and refuse to start.
 */
export async function findRunning(clusterDir: string): Promise<Postmaster | undefined> {
  const postmaster = await readPostmaster(clusterDir);
  if (postmaster === undefined) return undefined;
  if (!isAlive(postmaster.pid)) return undefined;
  if (await runsIn(postmaster.pid, clusterDir)) return postmaster;
  await rm(pidFile(clusterDir), { force: true });
  return undefined;
}

/**
 * Waits until a server left running takes connections, or has gone because it was being stopped.
 *
 * @param signal ends the waiting
 * @throws the signal's reason
 */
export async function settleRunning(
  clusterDir: string,
  signal: AbortSignal,
): Promise<Postmaster | undefined> {
  for (;;) {
    signal.throwIfAborted();
    const postmaster = await findRunning(clusterDir);
    if (postmaster === undefined || postmaster.ready) return postmaster;
    await pause(pollInterval);
  }
}

/**
 * Waits until the server just started in this folder takes connections.
 *
 * @param signal ends the waiting
 * @throws the signal's reason
 */
export async function waitUntilReady(clusterDir: string, signal: AbortSignal): Promise<Postmaster> {
  for (;;) {
    signal.throwIfAborted();
    const postmaster = await readPostmaster(clusterDir);
    if (postmaster?.ready === true && isAlive(postmaster.pid)) return postmaster;
    await pause(pollInterval);
  }
}

/**
 * Waits until a server has gone: PostgreSQL removes its `postmaster.pid` as the last thing it does, and a killed
 * one no longer exists.
 *
 * @param patience in milliseconds
 * @returns false if it is still there after that time
 */
export async function waitUntilGone(clusterDir: string, pid: number, patience: number): Promise<boolean> {
  const deadline = Date.now() + patience;
  for (;;) {
    const current = await readPostmaster(clusterDir);
    if (current?.pid !== pid || !(await runsIn(pid, clusterDir))) return true;
    if (Date.now() > deadline) return false;
    await pause(pollInterval);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to another user.
    return errorCode(error) === 'EPERM';
  }
}

/** Tells whether a process is a PostgreSQL server with this folder. */
async function runsIn(pid: number, clusterDir: string): Promise<boolean> {
  if (process.platform === 'linux') {
    // A server works in its cluster's folder. A zombie, or a stranger's process, has no link to read.
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
    return folder !== undefined && folder === (await realpath(clusterDir).catch(() => undefined));
  }
  if (process.platform === 'win32') {
    const { stdout } = await run('tasklist', ['/FI', `PID eq ${pid}`, '/NH', '/FO', 'CSV']);
    return stdout.toLowerCase().includes('postgres');
  }
  const { stdout } = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres') && stdout.includes(clusterDir);
}

function pidFile(clusterDir: string): string {
  return join(clusterDir, 'postmaster.pid');
}
