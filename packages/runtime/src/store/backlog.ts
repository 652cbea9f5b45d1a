import type pg from 'pg';

/** What stands in this installation now, for whoever watches over it. */
export interface Backlog {
  /** Exceptions that nobody has dealt with. */
  openExceptions: readonly { class: string; desk: string; count: number }[];
  /** Runs that wait, by what they wait for. */
  waiting: readonly { reason: string; count: number }[];
  /** For how many seconds the oldest run that is due has waited for a worker; 0 if there is none. */
  oldestDueS: number;
}

export async function readBacklog(pool: pg.Pool): Promise<Backlog> {
  const [exceptions, waiting, due] = await Promise.all([
    pool.query<Backlog['openExceptions'][number]>(openExceptions),
    pool.query<Backlog['waiting'][number]>(waitingRuns),
    pool.query<{ seconds: number }>(oldestDue),
  ]);
  return {
    openExceptions: exceptions.rows,
    waiting: waiting.rows,
    oldestDueS: due.rows[0]?.seconds ?? 0,
  };
}

const openExceptions = `
  SELECT class, desk, count(*)::int AS count FROM exceptions WHERE status = 'open' GROUP BY class, desk`;

const waitingRuns = `
  SELECT waiting_for->>'reason' AS reason, count(*)::int AS count FROM runs
  WHERE status = 'waiting' AND waiting_for IS NOT NULL GROUP BY 1`;

const oldestDue = `
  SELECT extract(epoch FROM now() - next_attempt_at)::float8 AS seconds FROM runs
  WHERE status IN ('queued', 'running', 'waiting') AND next_attempt_at <= now()
    AND (lease_expires_at IS NULL OR lease_expires_at <= now())
  ORDER BY next_attempt_at LIMIT 1`;
