import type pg from 'pg';
import type { Override } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';

/** A failed run to be set going again from its failed steps. */
export interface Resume {
  runId: string;
  /** Version to go on with; undefined: the one it has. */
  version?: number;
  overrides?: Readonly<Record<string, Override>>;
}

/**
 * Sets a failed run going again, in the caller's transaction, with all the time that its flow gives a run.
 * @returns undefined when the run is not failed (any more)
 */
export async function resumeRun(client: pg.ClientBase, resume: Resume): Promise<Dispatch | undefined> {
  const { rows } = await client.query<{ dispatch_no: number }>(
    `UPDATE runs r SET status = 'queued', attempts = attempts + 1, dispatch_no = dispatch_no + 1, dispatched_at = now(),
       next_attempt_at = now(), waiting_for = NULL, finished_at = NULL, error = NULL, cancel_requested_by = NULL,
       deadline_at = now() + (settings->>'timeoutMs')::float8 * interval '1 ms',
       concurrency = CASE WHEN NOT r.test THEN (settings->>'concurrency')::int END,
       version = coalesce($2, version),
       overrides = (coalesce(overrides::jsonb, '{}') || $3::jsonb)::json
     FROM (
       SELECT f.id AS run_id, coalesce(f.definition, v.definition)->'settings' AS settings FROM runs f
       LEFT JOIN flow_versions v ON v.flow_id = f.flow_id AND v.version = coalesce($2, f.version)
       WHERE f.id = $1
     ) AS goes_on
     WHERE r.id = run_id AND r.status = 'failed'
     RETURNING dispatch_no`,
    [resume.runId, resume.version ?? null, JSON.stringify(resume.overrides ?? {})],
  );
  const row = rows[0];
  return row && { runId: resume.runId, dispatchNo: row.dispatch_no };
}

/**
 * Asks for a run to be cancelled. One that nobody works on ends at once; else its worker sees the request.
 * @returns the status it has now, or undefined when the run had ended already (or does not exist)
 */
export async function requestCancel(
  pool: pg.Pool,
  runId: string,
  actor: string,
): Promise<'cancelled' | 'running' | undefined> {
  const { rows } = await pool.query<{ status: 'cancelled' | 'running' }>(
    `WITH cancelled AS (UPDATE runs SET
       cancel_requested_by = $2,
       status = CASE WHEN idle THEN 'cancelled' ELSE runs.status END,
       finished_at = CASE WHEN idle THEN now() END,
       waiting_for = CASE WHEN idle THEN NULL ELSE runs.waiting_for END,
       lease_token = CASE WHEN idle THEN NULL ELSE runs.lease_token END,
       lease_expires_at = CASE WHEN idle THEN NULL ELSE runs.lease_expires_at END,
       lane_held = runs.lane_held AND NOT idle
     FROM (
       SELECT id, (lease_expires_at IS NULL OR lease_expires_at <= now()) AS idle
       FROM runs WHERE id = $1 AND status IN ('queued', 'running', 'waiting') FOR UPDATE
     ) AS target
     WHERE runs.id = target.id
     RETURNING runs.id, runs.flow_id, runs.environment, runs.test,
       CASE WHEN runs.status = 'cancelled' THEN 'cancelled' ELSE 'running' END AS status)
     SELECT status, CASE WHEN status = 'cancelled'
       THEN pg_notify('crossdock_run', json_build_object('runId', id, 'flowId', flow_id, 'environment', environment,
         'status', status, 'test', test)::text)
       ELSE pg_notify('crossdock_cancel', json_build_object('runId', id, 'by', $2::text)::text) END
     FROM cancelled`,
    [runId, actor],
  );
  return rows[0]?.status;
}
