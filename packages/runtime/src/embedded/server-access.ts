import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { errorCode, readPrivateJson, writePrivateJson } from '../private-file.ts';
import { StartError } from '../start-error.ts';

/** How the embedded server is reached; kept in `<dataDir>/postgres.json`, readable by the owner only. */
export interface ServerAccess {
  readonly password: string;
  readonly port: number;
}

export const serverUser = 'crossdock';
export const serverDatabase = 'crossdock';

const passwordBytes = 24;
const accessFile = 'postgres.json';

/**
 * Reads the server's password and port, or makes them up for a new cluster.
 *
 * @param isNew whether the cluster is still to be created
 * @throws StartError when the file is damaged, or missing beside an existing cluster
 */
export async function loadOrCreateAccess(dataDir: string, isNew: boolean): Promise<ServerAccess> {
  const path = join(dataDir, accessFile);
  const stored = await readPrivateJson(path);
  if (stored !== undefined) return parseAccess(stored, path);
  if (!isNew) {
    throw new StartError(
      `The file ${path} with the password of the embedded database is missing`,
      'Restore it from a backup of the data folder: database and password belong together',
    );
  }
  const access = { password: randomBytes(passwordBytes).toString('base64url'), port: await freePort() };
  await writePrivateJson(path, access);
  return access;
}

/** Keeps the port if nobody else listens there, else chooses and remembers another. */
export async function claimPort(dataDir: string, access: ServerAccess): Promise<ServerAccess> {
  if (await isFree(access.port)) return access;
  const moved = { ...access, port: await freePort() };
  await writePrivateJson(join(dataDir, accessFile), moved);
  return moved;
}

/** The connection string of a database of the embedded server. */
export function connectionUrl(access: ServerAccess, database: string = serverDatabase): string {
  return `postgresql://${serverUser}:${access.password}@127.0.0.1:${access.port}/${database}`;
}

function parseAccess(stored: unknown, path: string): ServerAccess {
  if (typeof stored === 'object' && stored !== null && 'password' in stored && 'port' in stored) {
    const { password, port } = stored;
    if (typeof password === 'string' && typeof port === 'number' && Number.isInteger(port)) {
      return { password, port };
    }
  }
  throw new StartError(
    `The file ${path} is damaged: it holds no password and port`,
    'Restore it from a backup',
  );
}

/** PostgreSQL's code for a wrong password. */
const wrongPassword = '28P01';

/** Says why a server of ours, though it runs, lets us not in. */
export function accessProblem(cause: unknown, dataDir: string): StartError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (errorCode(cause) === wrongPassword)
    return new StartError(
      `The password in ${join(dataDir, accessFile)} is not that of the embedded database`,
      'Restore the whole data folder from one backup: database and password belong together',
      { cause },
    );
  return new StartError(
    `The embedded database runs, but cannot be used: ${reason}`,
    'See postgres.log in the data folder. If its files are damaged, restore the data folder from a backup',
    { cause },
  );
}

async function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

async function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Listens for a moment and gives the port; 0 lets the system choose. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      probe.close(() => resolve(chosen));
    });
  });
}
