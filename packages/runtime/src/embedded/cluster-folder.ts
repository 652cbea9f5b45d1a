import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, fileProblem } from '../private-file.ts';
import { StartError } from '../start-error.ts';

/** The major version of the embedded PostgreSQL: a cluster of another one cannot be opened. */
export const postgresMajor = '18';

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
