import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createFolder, fileProblem } from '../private-file.ts';
import { StartError } from '../start-error.ts';
import { ensureDatabase, holdLock, type HeldLock } from '../store/admin.ts';
import { findBinaries } from './binaries.ts';
import { claimFolder, holdsCluster } from './cluster-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { settleRunning, waitUntilGone, waitUntilReady } from './postmaster.ts';
import {
  runInitdb,
  signalStop,
  spawnServer,
  stopOnExit,
  type ClusterPrograms,
  type StopOnExit,
} from './programs.ts';
import {
  accessProblem,
  claimPort,
  connectionUrl,
  loadOrCreateAccess,
  serverDatabase,
  type ServerAccess,
} from './server-access.ts';
import { chooseServiceUser } from './service-user.ts';
import { serverSettings, type ServerSettings } from './settings.ts';

/** A PostgreSQL server of our own. */
export interface EmbeddedPostgres {
  /** Connection string of the database `crossdock`; holds the password, so it must not be logged. */
  readonly url: string;
  readonly pid: number;
  /** Stops the server in good order: a checkpoint is written, nothing is left to recover. May be called again. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** The installation's data folder; the database goes to `postgres` in it. */
  readonly dataDir: string;
  /** Takes remarks for a person, without secrets. */
  readonly log: (line: string) => void;
  /** Changes to the usual settings, such as tests that do not need to survive a power cut. */
  readonly settings?: ServerSettings;
}

/** Held by the one Crossdock that works with this database; any number that PostgreSQL's other users do not take. */
const ownerLock = 4_207_130_118;

/** Times in milliseconds. Recovery after a crash may have gigabytes of log to read; an owner may be just stopping. */
const patience = { start: 300_000, stop: 60_000, folder: 5_000, owner: 2_000, dying: 5_000 };

/**
 * Starts the embedded PostgreSQL in `<dataDir>/postgres`, creating it on the first start. A server that a killed
 * Crossdock left running is taken over. It listens on 127.0.0.1 only, on a port chosen once and remembered.
 *
 * @throws StartError when the folder cannot be used (permission, full disk, damage, another version, in use by
 *   another Crossdock) or there are no programs for this platform
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  await createFolder(dataDir);
  const folder = await lockFolder(dataDir, patience.folder);
  if (folder === undefined) throw inUse(dataDir);
  try {
    const server = await startInFolder(dataDir, options);
    const stop = async (): Promise<void> => {
      await server.stop();
      await folder.release();
    };
    return { ...server, stop };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

async function startInFolder(dataDir: string, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const clusterDir = join(dataDir, 'postgres');
  const isNew = !(await holdsCluster(clusterDir));
  const user = await chooseServiceUser(clusterDir, options.log);
  const programs = { clusterDir, user, binaries: await findBinaries(user) };
  const settings = { ...serverSettings, ...options.settings };
  const access = await loadOrCreateAccess(dataDir, isNew);
  if (isNew) await createCluster(programs, access, settings['fsync'] !== 'off');
  else await claimFolder(clusterDir, user);
  const onExit = stopOnExit(programs);
  try {
    const { running, lock } = await runAndOpen({ programs, dataDir, access, settings, onExit }, options.log);
    if (lock === undefined) throw inUse(dataDir);
    onExit.watch(running.pid);
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => stopServer(programs, running.pid, lock).finally(() => onExit.end());
    return { url: connectionUrl(running.access), pid: running.pid, stop: () => (stopping ??= stop()) };
  } catch (error) {
    onExit.end();
    throw error;
  }
}

/** What a server is started with. */
interface Launch {
  readonly programs: ClusterPrograms;
  readonly dataDir: string;
  readonly access: ServerAccess;
  readonly settings: ServerSettings;
  readonly onExit: StopOnExit;
}

interface RunningServer {
  readonly pid: number;
  readonly access: ServerAccess;
  /** Whether it ran already, left by a Crossdock that was killed. */
  readonly adopted: boolean;
}

/** Creates the cluster aside and moves it into place, so that an interrupted creation leaves nothing half done. */
async function createCluster(programs: ClusterPrograms, access: ServerAccess, sync: boolean): Promise<void> {
  const draft = `${programs.clusterDir}.new`;
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { mode: 0o700 });
    // The process may have a narrower or wider mask; PostgreSQL insists on this mode.
    await chmod(draft, 0o700);
    if (programs.user !== undefined) await chown(draft, programs.user.uid, programs.user.gid);
  } catch (cause) {
    throw fileProblem(`Cannot create the database folder ${draft}`, cause);
  }
  try {
    await runInitdb({ ...programs, clusterDir: draft }, access.password, sync);
  } catch (error) {
    // What is half done only takes room, which may be just what was missing.
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  await rm(programs.clusterDir, { recursive: true, force: true });
  await rename(draft, programs.clusterDir);
}

/** Runs the server and opens it. One that was found running may be dying just then: another takes its place. */
async function runAndOpen(
  launch: Launch,
  log: (line: string) => void,
): Promise<{ running: RunningServer; lock: HeldLock | undefined }> {
  const { programs } = launch;
  const running = await runServer(launch);
  try {
    return { running, lock: await openServer(running, log) };
  } catch (error) {
    if (!running.adopted) await signalStop(programs, running.pid, 'fast');
    const isGone = await waitUntilGone(programs.clusterDir, running.pid, patience.dying);
    if (!running.adopted || !isGone) throw accessProblem(error, launch.dataDir);
    return runAndOpen(launch, log);
  }
}

async function runServer({ programs, dataDir, access, settings, onExit }: Launch): Promise<RunningServer> {
  const orphan = await settleRunning(programs.clusterDir, startTimeout());
  if (orphan !== undefined)
    return { pid: orphan.pid, access: { ...access, port: orphan.port }, adopted: true };
  const claimed = await claimPort(dataDir, access);
  const log = join(dataDir, 'postgres.log');
  const child = await spawnServer(programs, claimed.port, settings, log);
  onExit.watch(child.pid);
  const waiting = new AbortController();
  const signal = AbortSignal.any([waiting.signal, startTimeout()]);
  try {
    const { pid } = await Promise.race([waitUntilReady(programs.clusterDir, signal), child.ended]);
    return { pid, access: claimed, adopted: false };
  } finally {
    waiting.abort();
  }
}

/** Creates our database on the first start and takes the lock of its one owner, if nobody else holds it. */
async function openServer(
  { access }: RunningServer,
  log: (line: string) => void,
): Promise<HeldLock | undefined> {
  await ensureDatabase(connectionUrl(access, 'postgres'), serverDatabase);
  return holdLock(connectionUrl(access), ownerLock, patience.owner, (error) => {
    log(`The connection to the embedded database broke: ${error.message}`);
  });
}

function inUse(dataDir: string): StartError {
  return new StartError(
    `Another Crossdock is using the data folder ${dataDir}`,
    'Stop it first, or start this one with another data folder or with DATABASE_URL',
  );
}

async function stopServer(programs: ClusterPrograms, pid: number, lock: HeldLock): Promise<void> {
  await lock.release();
  await signalStop(programs, pid, 'fast');
  if (await waitUntilGone(programs.clusterDir, pid, patience.stop)) return;
  await signalStop(programs, pid, 'immediate');
  await waitUntilGone(programs.clusterDir, pid, patience.stop);
}

function startTimeout(): AbortSignal {
  const late = new StartError(
    `The embedded database is not ready after ${patience.start / 60_000} minutes`,
    'See postgres.log in the data folder: after a crash, recovery may still be going on; then start again',
  );
  const controller = new AbortController();
  setTimeout(() => controller.abort(late), patience.start).unref();
  return controller.signal;
}
