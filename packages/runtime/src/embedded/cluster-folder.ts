import { chmod, chown, lchown, readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, fileProblem } from '../private-file.ts';
import { StartError } from '../start-error.ts';
import type { ServiceUser } from './service-user.ts';

/** The major version of the embedded PostgreSQL: a cluster of another one cannot be opened. */
export const postgresMajor = '18';

const folderMode = 0o700;

/**
 * Looks whether a folder holds a database cluster that we can open.
 *
 * @returns `false` if it is missing or empty, so that a cluster has to be created
 * @throws StartError when there is something else in it, or a cluster of another version
 */
export async function holdsCluster(clusterDir: string): Promise<boolean> {
  const entries = await list(clusterDir);
  if (entries.length === 0) return false;
  const version = await readVersion(clusterDir);
  if (version === undefined || !entries.includes('global')) {
    throw new StartError(
      `The database folder ${clusterDir} is damaged: it holds files, but no complete database`,
      'Restore the data folder from a backup. If it holds nothing that you need, move it away and start again',
    );
  }
  if (version !== postgresMajor) {
    throw new StartError(
      `The database in ${clusterDir} was made by PostgreSQL ${version}; this version of Crossdock brings PostgreSQL ${postgresMajor}`,
      `Dump the database with PostgreSQL ${version} and load it into a new data folder, or set DATABASE_URL to a PostgreSQL ${version} server`,
    );
  }
  return true;
}

/**
 * Gives an existing cluster the owner and mode that PostgreSQL insists on: copying or restoring a data folder
 * changes both.
 *
 * @param user who PostgreSQL runs as, if we are root
 * @throws StartError when the folder belongs to somebody else
 */
export async function claimFolder(clusterDir: string, user: ServiceUser | undefined): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    const { uid, mode } = await stat(clusterDir);
    if (user !== undefined && uid !== user.uid) await chownAll(clusterDir, user);
    if ((mode & 0o777) !== folderMode) await chmod(clusterDir, folderMode);
  } catch (cause) {
    throw fileProblem(`Cannot use the database folder ${clusterDir}`, cause);
  }
}

async function chownAll(folder: string, { uid, gid }: ServiceUser): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) await lchown(join(entry.parentPath, entry.name), uid, gid);
  // Last, because the folder's owner says whether this was done.
  await chown(folder, uid, gid);
}

async function list(clusterDir: string): Promise<string[]> {
  try {
    return await readdir(clusterDir);
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return [];
    throw fileProblem(`Cannot read the database folder ${clusterDir}`, cause);
  }
}

async function readVersion(clusterDir: string): Promise<string | undefined> {
  try {
    return (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8')).trim();
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw fileProblem(`Cannot read the database folder ${clusterDir}`, cause);
  }
}
