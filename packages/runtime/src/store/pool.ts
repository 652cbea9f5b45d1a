import pg from 'pg';
import type { Logger } from 'pino';

/** The connections that all of the store shares; others only pass it on. */
export type DatabasePool = pg.Pool;

/** How long a statement may take before its connection counts as broken, in milliseconds. */
const queryTimeoutMs = 30_000;

/** Opens the pool that all of the store shares. */
export function createPool(connectionString: string, max: number, log: Logger): DatabasePool {
  const pool = new pg.Pool({
    connectionString,
    max,
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    query_timeout: queryTimeoutMs,
    application_name: 'crossdock',
  });
  // A connection that breaks is replaced by the pool. Without listeners it would end the process: the pool speaks for
  // idle ones only, and whoever has one in use hears of it from the statement.
  pool.on('error', (error) => log.warn({ err: error }, 'database connection lost'));
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
