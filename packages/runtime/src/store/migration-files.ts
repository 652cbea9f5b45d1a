import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../private-file.ts';
import { StartError } from '../start-error.ts';

/** One migration on disk, in Prisma's layout: `<folder>/<name>/migration.sql`. */
export interface Migration {
  /** The folder's name, which begins with its time and so gives the order. */
  readonly name: string;
  readonly sql: string;
}

/**
 * Reads all migrations of a folder in the order in which they are applied.
 *
 * @throws StartError when the folder, or the script of a migration, is missing
 */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw incomplete(`The folder with the database migrations, ${folder}, cannot be read`, cause);
  });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(names.sort().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  try {
    return { name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') };
  } catch (cause) {
    const problem = errorCode(cause) === 'ENOENT' ? 'has no migration.sql' : 'cannot be read';
    throw incomplete(`The database migration ${name} ${problem}`, cause);
  }
}

function incomplete(message: string, cause: unknown): StartError {
  return new StartError(message, 'The installation is incomplete: get the files of this version again', {
    cause,
  });
}

/** The checksum that Prisma records: SHA-256 of the script, in hexadecimal. */
export function checksum(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}

/**
 * Tells whether a recorded checksum fits a script. Like Prisma, takes line ends of either kind for the same,
 * because version control may change them.
 */
export function matchesChecksum(sql: string, recorded: string): boolean {
  const unix = sql.replaceAll('\r\n', '\n');
  return [sql, unix, unix.replaceAll('\n', '\r\n')].some((variant) => checksum(variant) === recorded);
}

/**
 * Tells whether a migration asks, by a first line `-- no-transaction`, to be run outside a transaction.
 * Some statements insist on that (`CREATE INDEX CONCURRENTLY`); such a migration has to be a single statement.
 */
export function wantsNoTransaction(sql: string): boolean {
  return /^\s*--\s*no-transaction\b/.test(sql);
}
