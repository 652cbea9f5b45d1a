import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname, parse } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);

/** The system user that PostgreSQL runs as when we are root, which PostgreSQL refuses to be. */
export interface ServiceUser {
  readonly uid: number;
  readonly gid: number;
}

const ownName = 'crossdock';

/** Tried in this order; macOS keeps its service users behind an underscore. */
const knownNames = [ownName, 'postgres', '_postgres'];

/** How a system user is created: shadow-utils (most of Linux), then BusyBox (Alpine). */
const creators: ReadonlyArray<readonly [command: string, ...args: string[]]> = [
  ['useradd', '--system', '--no-create-home', '--user-group', '--shell', '/usr/sbin/nologin', ownName],
  ['adduser', '-S', '-D', '-H', '-s', '/sbin/nologin', ownName],
];

/**
 * Says who PostgreSQL has to run as.
 *
 * @param clusterDir the database's folder: if it exists, its owner goes on owning it
 * @param log told when a system user is created
 * @returns `undefined` if PostgreSQL can run as the user of this process
 * @throws StartError when we are root and there is no other user and none can be created
 */
export async function chooseServiceUser(
  clusterDir: string,
  log: (line: string) => void,
): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(clusterDir).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await findUser(knownNames)) ?? (await createUser(log)) ?? (await nobody());
}

async function createUser(log: (line: string) => void): Promise<ServiceUser | undefined> {
  for (const [command, ...args] of creators) {
    try {
      await run(command, args);
    } catch {
      continue;
    }
    log(`Created the system user "${ownName}", because PostgreSQL does not run as root`);
    return findUser([ownName]);
  }
  return undefined;
}

async function nobody(): Promise<ServiceUser> {
  const user = await findUser(['nobody']);
  if (user !== undefined) return user;
  throw new StartError(
    'PostgreSQL does not run as root, and no other system user could be found or created',
    'Start as an ordinary user, create a system user "crossdock", or set DATABASE_URL',
  );
}

async function findUser(names: readonly string[]): Promise<ServiceUser | undefined> {
  for (const name of names) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) };
    } catch {
      // There is no such user: try the next name.
    }
  }
  return undefined;
}

/**
 * Tells whether a user can reach a path: may enter it and every folder above it.
 * Counts the permission bits alone; where access lists allow more, the answer is needlessly `false`.
 */
export async function canReach(path: string, user: ServiceUser): Promise<boolean> {
  const { mode, uid, gid } = await stat(path);
  const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0;
  if (((mode >> shift) & 0o1) === 0) return false;
  return path === parse(path).root || canReach(dirname(path), user);
}
