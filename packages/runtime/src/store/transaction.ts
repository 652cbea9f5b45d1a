import type pg from 'pg';
import { isDatabaseUnavailable } from './unavailable.ts';

/** Does the work in one transaction: all of it is committed, or nothing. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    broken = await rollBack(client, error);
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Undoes what a transaction has done. A connection that failed to answer is closed instead, which undoes it as well:
 * to ask it would mean to wait once more, and the pool must not hand it out again.
 * @returns why the connection is of no use any more
 */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  if (error instanceof Error && isDatabaseUnavailable(error)) return error;
  return client.query('ROLLBACK').then(
    () => undefined,
    (failure: Error) => failure,
  );
}
