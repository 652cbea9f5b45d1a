import type pg from 'pg';
import { until } from '../system/until.ts';
import type { World } from '../system/world.ts';

export interface CheckpointLock {
  /** Lets checkpoints through again. */
  release(): Promise<void>;
}

/**
 * Keeps every checkpoint waiting, from outside the server: steps may be read but not written. Runs can still be
 * accepted and claimed, and calls made.
 */
export async function holdCheckpoints({ pool }: World): Promise<CheckpointLock> {
  const client = await pool.connect();
  await client.query('BEGIN; LOCK TABLE steps IN SHARE MODE');
  return {
    async release() {
      await client.query('ROLLBACK');
      client.release();
    },
  };
}

const waitingForSteps = `
  SELECT l.pid FROM pg_locks l JOIN pg_database d ON d.oid = l.database
  WHERE d.datname = current_database() AND l.relation = 'steps'::regclass AND NOT l.granted`;

/** Waits until a server has an answer in its hands and can't write it down. */
export async function checkpointWaiting({ pool }: World): Promise<void> {
  await until('a checkpoint held up', async () => (await pool.query(waitingForSteps)).rows.length > 0);
}

/**
 * Takes checkpoints that wait back out of PostgreSQL. One that a killed process had sent already would else be
 * committed as soon as the lock is released: the database does not know that its client is dead.
 */
export async function dropWaitingCheckpoints({ pool }: World): Promise<void> {
  const { rows } = await pool.query<{ pid: number }>(
    `SELECT pid, pg_terminate_backend(pid) FROM (${waitingForSteps}) AS waiting`,
  );
  await until('the checkpoints that waited are gone', async () => {
    const left = await pool.query('SELECT FROM pg_stat_activity WHERE pid = ANY ($1::int[])', [
      rows.map(({ pid }) => pid),
    ]);
    return left.rowCount === 0;
  });
}

/** Cuts all connections of the servers to the database, also the queue's and those that listen. */
export async function cutConnections(pool: pg.Pool): Promise<void> {
  await until('connections to cut', async () => {
    const { rowCount } = await pool.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'tests'`,
    );
    return (rowCount ?? 0) > 0;
  });
}
