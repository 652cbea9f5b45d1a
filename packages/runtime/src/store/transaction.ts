import type pg from 'pg';

/** Does the work in one transaction: all of it is committed, or nothing. */
export async function inTransaction<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that can't even roll back is broken; the pool must not hand it out again.
    await client.query('ROLLBACK').catch((broken: Error) => client.release(broken));
    throw error;
  } finally {
    releaseOnce(client);
  }
}

function releaseOnce(client: pg.PoolClient): void {
  try {
    client.release();
  } catch {
    // Released already, as broken.
  }
}
