import pg from 'pg';
import type { Logger } from 'pino';

/** The connections that all of the store shares; others only pass it on. */
export type DatabasePool = pg.Pool;

/** Opens the pool that all of the store shares. */
export function createPool(connectionString: string, max: number, log: Logger): DatabasePool {
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
