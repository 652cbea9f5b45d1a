import type pg from 'pg';

/** Whether there has ever been a flow; deleted ones count. */
export async function hasHadFlows(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('SELECT 1 FROM flows LIMIT 1');
  return rowCount !== 0;
}

/** Where a connection leads, if there is one; read without Prisma, which takes its time at its first query. */
export async function baseUrlOf(
  pool: pg.Pool,
  { key, environment }: { key: string; environment: string },
): Promise<unknown> {
  const { rows } = await pool.query<{ url: unknown }>(
    `SELECT config->>'baseUrl' AS url FROM connections WHERE key = $1 AND environment = $2`,
    [key, environment],
  );
  return rows[0]?.url;
}
