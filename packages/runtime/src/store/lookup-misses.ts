import { lookupMissCode, type LookupMiss } from '@crossdock/flow-schema';
import { lookupCausePrefix } from '@crossdock/mapping';
import type pg from 'pg';

/** An open exception of a key that a table did not know. */
export interface OpenMiss {
  exceptionId: string;
  runId: string;
  environment: string;
  cause: string;
  miss: LookupMiss;
  /** What `$now()` says in the run: the moment at which a row has to be valid. */
  runStartedAt: Date;
  openedAt: Date;
}

/** Misses read at the most; bulk actions take no more either. */
const most = 10_000;

/** Open exceptions of the misses of a table, the oldest first. */
export async function openMisses(pool: pg.Pool, table: string): Promise<OpenMiss[]> {
  const { rows } = await pool.query<Columns>(
    `SELECT e.id, e.run_id, e.environment, e.cause, e.error, e.created_at,
       coalesce(r.started_at, e.created_at) AS started_at
     FROM exceptions e JOIN runs r ON r.id = e.run_id
     WHERE e.status = 'open' AND e.code = $1 AND e.cause LIKE $2 || '%'
     ORDER BY e.created_at, e.id LIMIT $3`,
    [lookupMissCode, lookupCausePrefix(table), most],
  );
  return rows.map((row) => ({
    exceptionId: row.id,
    runId: row.run_id,
    environment: row.environment,
    cause: row.cause,
    miss: row.error.detail,
    runStartedAt: row.started_at,
    openedAt: row.created_at,
  }));
}

interface Columns {
  id: string;
  run_id: string;
  environment: string;
  cause: string;
  error: { detail: LookupMiss };
  created_at: Date;
  started_at: Date;
}
