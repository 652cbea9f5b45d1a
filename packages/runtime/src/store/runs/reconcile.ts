import type pg from 'pg';
import type { Dispatch } from '../../queue/dispatch-queue.ts';

/**
 * Finds runs that are due and that nobody works on, though they should have been dispatched a while ago: after a
 * crash, a lost queue, or a missed wake-up. They get the same dispatch number again if they were never taken
 * (a job that is still in the queue is then recognised), and a new one if a worker died over them.
 *
 * @param graceMs how long after its dispatch a run is left to the queue
 * @param options.limit how many at the most
 * @param options.patienceMs the same as `graceMs`, for runs that nobody has taken since: longer where the queue is
 * known to be behind, since most of them are in it still
 */
export async function findStranded(
  pool: pg.Pool,
  graceMs: number,
  { limit = 500, patienceMs = graceMs }: { limit?: number; patienceMs?: number } = {},
): Promise<Dispatch[]> {
  const { rows } = await pool.query<{ id: string; dispatch_no: number }>(
    `WITH stranded AS (
       SELECT id FROM runs
       WHERE status IN ('queued', 'running', 'waiting') AND next_attempt_at <= now()
         AND (lease_expires_at IS NULL OR lease_expires_at <= now())
         AND (dispatched_at IS NULL OR dispatched_at <= now()
           - CASE WHEN lease_token IS NULL THEN $3::float8 ELSE $1::float8 END * interval '1 ms')
       ORDER BY next_attempt_at
       LIMIT $2
       FOR UPDATE SKIP LOCKED
     )
     UPDATE runs r
     SET dispatched_at = now(),
       dispatch_no = r.dispatch_no + CASE WHEN r.lease_token IS NULL THEN 0 ELSE 1 END,
       lease_token = NULL, lease_expires_at = NULL
     FROM stranded s WHERE r.id = s.id
     RETURNING r.id, r.dispatch_no`,
    [graceMs, limit, patienceMs],
  );
  return rows.map(({ id, dispatch_no }) => ({ runId: id, dispatchNo: dispatch_no }));
}
