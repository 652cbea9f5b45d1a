import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { StartError } from '../start-error.ts';
import { connect } from './connect.ts';
import {
  checksum,
  matchesChecksum,
  readMigrations,
  wantsNoTransaction,
  type Migration,
} from './migration-files.ts';

/** One pending migration is about to be applied. */
export interface MigrationProgress {
  readonly name: string;
  /** Counted from 1. */
  readonly position: number;
  /** How many are pending in this run. */
  readonly total: number;
}

/** A row of `_prisma_migrations`, as far as we judge by it. */
interface RecordedMigration {
  readonly name: string;
  readonly checksum: string;
  readonly finished: boolean;
}

/** The lock that Prisma's own tools take, so that they and we never migrate at the same time. */
const migrationLock = 72_707_369;

/** The table as Prisma creates it. */
const createTable = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

/**
 * Brings a database to this version's schema: applies what is pending, in order, each migration in a transaction of
 * its own, and records it as Prisma does, so that `prisma migrate deploy` agrees. Several processes may call it at
 * once: one works, the others wait and find nothing left to do.
 *
 * @param connectionString the database
 * @param folder holds the migrations, `prisma/migrations`
 * @param onProgress called before each migration
 * @returns the names of those applied now
 * @throws StartError when the database cannot be reached, a migration fails (its changes are rolled back), was edited after it was applied, or is
 *   unknown here because the database belongs to a newer version
 */
export async function applyMigrations(
  connectionString: string,
  folder: string,
  onProgress: (progress: MigrationProgress) => void = () => undefined,
): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = await connect(connectionString, 'crossdock migrations');
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(createTable);
    const recorded = await readRecorded(client);
    const pending = findPending(migrations, recorded);
    for (const [index, migration] of pending.entries()) {
      onProgress({ name: migration.name, position: index + 1, total: pending.length });
      await apply(client, migration);
    }
    return pending.map(({ name }) => name);
  } finally {
    // Ends the session, and with it the lock.
    await client.end();
  }
}

async function readRecorded(client: pg.Client): Promise<RecordedMigration[]> {
  const { rows } = await client.query<RecordedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at`,
  );
  return rows;
}

function findPending(migrations: readonly Migration[], recorded: readonly RecordedMigration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const row of recorded) checkRecorded(row, known.get(row.name));
  const applied = new Set(recorded.map(({ name }) => name));
  return migrations.filter(({ name }) => !applied.has(name));
}

function checkRecorded(row: RecordedMigration, migration: Migration | undefined): void {
  if (!row.finished) {
    throw new StartError(
      `The database migration ${row.name} was begun, but did not finish`,
      'Restore the database from a backup, or mend it by hand and mark the migration with "prisma migrate resolve"',
    );
  }
  if (migration === undefined) {
    throw new StartError(
      `The database has the migration ${row.name}, which this version of Crossdock does not know`,
      'The database was used by a newer version: start that version, or restore a backup from before the update',
    );
  }
  if (!matchesChecksum(migration.sql, row.checksum)) {
    throw new StartError(
      `The database migration ${row.name} was edited after it had been applied to this database`,
      'Put the original file back; a change of the schema needs a migration of its own',
    );
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await (wantsNoTransaction(migration.sql) ? applyLoose(client, migration) : applyWhole(client, migration));
  } catch (cause) {
    throw new StartError(
      `The database migration ${migration.name} failed: ${describe(cause, migration.sql)}`,
      'Nothing of it was kept unless it runs outside a transaction. Mend the cause and start again',
      { cause },
    );
  }
}

/** Script and record in one transaction: either both are there or neither. */
async function applyWhole(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    const id = await recordStart(client, migration);
    await client.query(migration.sql);
    await recordEnd(client, id);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The record comes first: if the script fails, its row stays unfinished and says so at the next start. */
async function applyLoose(client: pg.Client, migration: Migration): Promise<void> {
  const id = await recordStart(client, migration);
  try {
    await client.query(migration.sql);
  } catch (error) {
    const log = error instanceof Error ? error.message : String(error);
    await client.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, log]);
    throw error;
  }
  await recordEnd(client, id);
}

async function recordStart(client: pg.Client, { name, sql }: Migration): Promise<string> {
  const id = randomUUID();
  await client.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, $2, $3, clock_timestamp())',
    [id, checksum(sql), name],
  );
  return id;
}

async function recordEnd(client: pg.Client, id: string): Promise<void> {
  await client.query(
    'UPDATE _prisma_migrations SET finished_at = clock_timestamp(), applied_steps_count = 1 WHERE id = $1',
    [id],
  );
}

/** PostgreSQL's message with the line of the script that it points at. */
function describe(cause: unknown, sql: string): string {
  if (!(cause instanceof Error)) return String(cause);
  const position = cause instanceof pg.DatabaseError ? Number(cause.position) : Number.NaN;
  if (!Number.isInteger(position)) return cause.message;
  const lineNumber = sql.slice(0, position).split('\n').length;
  return `${cause.message} (line ${lineNumber} of migration.sql)`;
}
