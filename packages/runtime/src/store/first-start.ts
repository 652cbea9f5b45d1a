import type pg from 'pg';

/** Whether there has ever been a flow; deleted ones count. */
export async function hasHadFlows(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM flows LIMIT 1');
  return rowCount !== 0;
}
