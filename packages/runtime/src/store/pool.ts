import pg from 'pg';
import type { Logger } from 'pino';

/** Opens the pool that all of the store shares. `json` columns come as text: see `jsonColumn`. */
export function createPool(connectionString: string, max: number, log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    application_name: 'crossdock',
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  return pool;
}
