import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import {
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
  chown,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileProblem } from '../private-file.ts';
import { StartError } from '../start-error.ts';
import type { PostgresBinaries } from './binaries.ts';
import { serverUser } from './server-access.ts';
import type { ServiceUser } from './service-user.ts';
import { asArguments, type ServerSettings } from './settings.ts';

/** A cluster's folder with the programs and the user that work on it. */
export interface ClusterPrograms {
  readonly clusterDir: string;
  readonly binaries: PostgresBinaries;
  readonly user: ServiceUser | undefined;
}

/** A log of this size is put aside at the next start. */
const maxLogBytes = 5_000_000;

/** How much of a program's output an error message may hold, in lines. */
const shownLines = 3;

/**
 * Creates the files of a new, empty cluster in a folder that exists and is empty.
 *
 * @throws StartError with the reason `initdb` gives
 */
export async function runInitdb(programs: ClusterPrograms, password: string, sync: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-initdb-'));
  const passwordFile = join(folder, 'password');
  try {
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (programs.user !== undefined) {
      await chown(folder, programs.user.uid, programs.user.gid);
      await chown(passwordFile, programs.user.uid, programs.user.gid);
    }
    const flags = [
      ...['--pgdata', folderArgument(programs), '--username', serverUser, '--pwfile', passwordFile],
      // One sort order on every platform, and messages that we can read.
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--auth=scram-sha-256', ...(sync ? [] : ['--no-sync'])],
    ];
    const initdb = spawn(programs.binaries.initdb, flags, {
      ...options(programs),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A stop does not wait for it, and it must not go on when we have gone.
    const end = (): void => void initdb.kill();
    process.once('exit', end);
    const { code, output } = await finished(initdb).finally(() => process.off('exit', end));
    if (code !== 0) throw serverProblem('The embedded database could not be created', output);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Starts the server in its own process group, so that Ctrl-C in the terminal reaches us but not the database, which
 * must outlive our last checkpoint.
 *
 * @returns `ended` rejects with a StartError when the program ends; `pid` is the server's, on Windows of no use
 */
export async function spawnServer(
  programs: ClusterPrograms,
  port: number,
  settings: ServerSettings,
  logFile: string,
): Promise<{ readonly ended: Promise<never>; readonly pid: number }> {
  const log = await openLog(logFile);
  const begin = (await log.stat()).size;
  const server =
    process.platform === 'win32'
      ? spawnByPgCtl(programs, port, settings, log)
      : spawn(
          programs.binaries.postgres,
          ['-D', folderArgument(programs), '-p', String(port), ...asArguments(settings)],
          { ...options(programs), detached: true, stdio: ['ignore', log.fd, log.fd] },
        );
  server.unref();
  const ended = finished(server).then(async ({ code, output }) => {
    if (process.platform === 'win32' && code === 0) return new Promise<never>(() => undefined);
    const written = (await readFile(logFile)).subarray(begin).toString('utf8');
    throw serverProblem('The embedded database did not start', written + output);
  });
  // The caller may have stopped listening when the server is stopped later on.
  ended.catch(() => undefined);
  await log.close();
  // Without a number it was not even started, which `ended` says.
  return { ended, pid: server.pid ?? 0 };
}

/** On Windows `pg_ctl` drops the administrator's rights, with which PostgreSQL would refuse to run. */
function spawnByPgCtl(
  programs: ClusterPrograms,
  port: number,
  settings: ServerSettings,
  log: FileHandle,
): ChildProcess {
  const serverArguments = ['-p', String(port), ...asArguments(settings)].map((argument) => `"${argument}"`);
  return spawn(
    programs.binaries.pgCtl,
    ['start', '-W', '-D', programs.clusterDir, '-o', serverArguments.join(' ')],
    { ...options(programs), detached: true, windowsHide: true, stdio: ['ignore', log.fd, log.fd] },
  );
}

/**
 * Asks a server to stop: `fast` ends its connections and writes a checkpoint, `immediate` leaves recovery to the
 * next start.
 */
export async function signalStop(
  programs: ClusterPrograms,
  pid: number,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (process.platform === 'win32') {
    const flags = ['stop', '-W', '-D', programs.clusterDir, '-m', mode];
    await finished(spawn(programs.binaries.pgCtl, flags, { ...options(programs), stdio: 'ignore' }));
    return;
  }
  try {
    process.kill(pid, mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  } catch {
    // It has gone already.
  }
}

/** Stops a server when this process ends without having done so. */
export interface StopOnExit {
  /** @param pid the server's, known from now on */
  watch(pid: number): void;
  /** The server may live, or is gone. */
  end(): void;
}

/**
 * A stop during the start, a second Ctrl-C and an error that nobody caught leave no server behind. (Those who are
 * killed can't see to that; the next start takes their server over.)
 */
export function stopOnExit(programs: ClusterPrograms): StopOnExit {
  let server = 0;
  const stop = (): void => void (server > 0 && signalStop(programs, server, 'fast'));
  process.once('exit', stop);
  return {
    watch: (pid) => {
      server = pid;
    },
    end: () => void process.off('exit', stop),
  };
}

function options({ clusterDir, user }: ClusterPrograms): SpawnOptions {
  const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('PG'));
  return {
    cwd: clusterDir,
    // The user's own PGDATA, PGPORT and the like are meant for other servers.
    env: { ...Object.fromEntries(environment), LC_ALL: 'C' },
    ...(user !== undefined && { uid: user.uid, gid: user.gid }),
  };
}

/**
 * How a program is told its folder. The service user often cannot enter a folder above it (a clone in root's
 * home): on Linux the working directory, which we set while still root, stands in for the path.
 */
function folderArgument({ clusterDir, user }: ClusterPrograms): string {
  return user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : clusterDir;
}

async function openLog(path: string): Promise<FileHandle> {
  try {
    const size = await stat(path).then(
      (file) => file.size,
      () => 0,
    );
    if (size > maxLogBytes) await rename(path, `${path}.1`);
    return await open(path, 'a', 0o600);
  } catch (cause) {
    throw fileProblem(`Cannot write ${path}`, cause);
  }
}

function finished(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ code: null, output: `${output}\n${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Causes that a person can mend, found by PostgreSQL's own words. */
const knownProblems: ReadonlyArray<readonly [pattern: RegExp, reason: string, advice: string]> = [
  [/no space left on device|disk full/i, 'the disk is full', 'Free some space and start again'],
  [
    /permission denied|must be owned|has wrong ownership|invalid permissions|operation not permitted/i,
    'permission denied',
    'The database folder must belong to the user who starts Crossdock: give it to that user, or start as its owner',
  ],
  [
    /address already in use|could not bind/i,
    'its port is in use',
    'Start again: another port is chosen then',
  ],
  [
    /error while loading shared libraries|image not found|not found \(required by/i,
    'a system library is missing',
    'Install the library named in the log file, or set DATABASE_URL to a PostgreSQL server of your own',
  ],
  [
    /shared memory|out of memory|cannot allocate memory/i,
    'there is not enough memory',
    'Free some memory, or set DATABASE_URL to a PostgreSQL server of your own',
  ],
  [
    /could not locate a valid checkpoint|invalid checkpoint|corrupt|could not (open|read) file|bogus data|incorrect checksum/i,
    'its files are damaged',
    'Restore the data folder from a backup. If it holds nothing that you need, move it away and start again',
  ],
];

/** Turns what PostgreSQL printed into a plain message. */
export function serverProblem(what: string, output: string): StartError {
  const serious = output
    .split('\n')
    .map((text) => text.trim())
    .filter((text) => /FATAL|PANIC|error:|ERROR/.test(text));
  const said = (serious.length > 0 ? serious : output.trim().split('\n')).slice(-shownLines).join(' / ');
  const known = knownProblems.find(([pattern]) => pattern.test(output));
  if (known !== undefined) return new StartError(`${what}: ${known[1]} (${said})`, known[2]);
  return new StartError(
    `${what}: ${said === '' ? 'it ended without a message' : said}`,
    'See postgres.log in the data folder, or set DATABASE_URL to a PostgreSQL server of your own',
  );
}
