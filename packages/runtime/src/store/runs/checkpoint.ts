import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type {
  Checkpoint,
  CheckpointStore,
  ExceptionRecord,
  Lease,
  StepRecord,
  Verdict,
} from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { groupCommit } from '../group-commit.ts';
import { jsonParam, plainText } from './json-param.ts';

interface Item {
  lease: Lease;
  checkpoint: Checkpoint;
}

/**
 * Makes the store that workers commit to. Checkpoints of concurrent runs share a commit; each is fenced by its
 * lease, so that nothing of a run that was taken over gets written.
 *
 * @param dispatch called after the commit with the runs that have become due by it, or will be
 */
export function checkpointStore(
  pool: pg.Pool,
  dispatch: (due: readonly Dispatch[]) => void,
): CheckpointStore {
  const commit = groupCommit({
    flush: (items: readonly Item[]) => commitAll(pool, items, dispatch),
    maxItems: 100,
    lanes: 2,
  });
  return { checkpoint: (lease, checkpoint) => commit({ lease, checkpoint }) };
}

async function commitAll(
  pool: pg.Pool,
  items: readonly Item[],
  dispatch: (due: readonly Dispatch[]) => void,
): Promise<boolean[]> {
  const { rows } = await pool.query<{
    id: string;
    dispatch_no: number;
    delay_ms: number | null;
    done: boolean;
  }>(commitCheckpoints, [
    jsonParam(items.map(toRunRow)),
    jsonParam(
      items.flatMap(({ lease, checkpoint }) => checkpoint.steps.map((step) => toStepRow(lease, step))),
    ),
    jsonParam(items.flatMap(toMilestoneRows)),
    jsonParam(items.flatMap(toExceptionRows)),
  ]);
  const ours = new Set(rows.map(({ id }) => id));
  const waiting = rows.flatMap(({ id, dispatch_no, delay_ms }) =>
    delay_ms === null ? [] : [{ runId: id, dispatchNo: dispatch_no, delayMs: Math.max(0, delay_ms) }],
  );
  const ended = rows.filter(({ done }) => done).map(({ id }) => id);
  const next = ended.length > 0 ? await wakeNextInLane(pool, ended) : [];
  if (waiting.length + next.length > 0) dispatch([...waiting, ...next]);
  return items.map(({ lease }) => ours.has(lease.runId));
}

function toRunRow({ lease, checkpoint }: Item) {
  return {
    id: lease.runId,
    token: lease.token,
    business_keys: checkpoint.businessKeys ?? null,
    ...verdictColumns(checkpoint.verdict),
  };
}

/** What a verdict writes; `status` null: the run goes on. */
function verdictColumns(verdict: Verdict | undefined) {
  const none = { status: null, waiting_for: null, wake_at: null, output: null, error: null, lane_held: true };
  switch (verdict?.kind) {
    case undefined:
      return none;
    case 'waiting':
      return {
        ...none,
        status: 'waiting',
        waiting_for: verdict.waitingFor,
        wake_at: verdict.wakeAt.toISOString(),
      };
    case 'succeeded':
      return { ...none, status: 'succeeded', output: verdict.output ?? null, lane_held: false };
    case 'failed':
      // A failed run keeps its lane until somebody has dealt with it.
      return { ...none, status: 'failed', error: verdict.error };
    case 'cancelled':
      return { ...none, status: 'cancelled', lane_held: false };
  }
}

function toStepRow(lease: Lease, step: StepRecord) {
  return {
    run_id: lease.runId,
    node_id: step.nodeId,
    path: step.path,
    attempt: step.attempt,
    status: step.status,
    ports: step.ports,
    effect: step.effect,
    origin: step.origin ?? null,
    started_at: step.startedAt.toISOString(),
    duration_ms: step.durationMs === undefined ? null : Math.round(step.durationMs),
    input: step.input ?? null,
    output: step.output ?? null,
    error: step.error ?? null,
    http: step.http ?? null,
    retry_at: step.retryAt?.toISOString() ?? null,
  };
}

function toMilestoneRows({ lease, checkpoint }: Item) {
  return checkpoint.milestones.map((milestone) => ({
    run_id: lease.runId,
    node_id: milestone.nodeId,
    path: milestone.path,
    name: milestone.name,
    business_type: plainText(milestone.businessKey.type),
    business_value: plainText(milestone.businessKey.value),
    at: milestone.at.toISOString(),
    data: milestone.data ?? null,
  }));
}

function toExceptionRows({ lease, checkpoint }: Item) {
  const { verdict } = checkpoint;
  return verdict?.kind === 'failed'
    ? verdict.exceptions.map((exception) => toExceptionRow(lease, exception))
    : [];
}

function toExceptionRow(lease: Lease, exception: ExceptionRecord) {
  return {
    id: uuidv7(),
    event_id: uuidv7(),
    run_id: lease.runId,
    node_id: exception.nodeId,
    node_name: exception.nodeName,
    path: exception.path,
    class: exception.error.class,
    code: plainText(exception.error.code),
    message: plainText(exception.error.message),
    error: exception.error,
    desk: exception.desk,
    input: exception.input ?? null,
    step_attempts: exception.stepAttempts,
  };
}

// One statement, one commit. `fenced` is the gate: only runs whose lease is still ours go through it.
const commitCheckpoints = `
  WITH checkpoint AS MATERIALIZED (
    SELECT * FROM json_to_recordset($1::json) AS c (
      id uuid, token uuid, business_keys jsonb, status text, waiting_for json, wake_at timestamptz,
      output json, error json, lane_held boolean
    )
  ), fenced AS (
    UPDATE runs r SET
      business_keys = coalesce(c.business_keys, r.business_keys),
      status = coalesce(c.status, r.status),
      waiting_for = c.waiting_for,
      next_attempt_at = coalesce(c.wake_at, r.next_attempt_at),
      dispatch_no = r.dispatch_no + CASE WHEN c.status = 'waiting' THEN 1 ELSE 0 END,
      dispatched_at = CASE WHEN c.status = 'waiting' THEN c.wake_at ELSE r.dispatched_at END,
      output = coalesce(c.output, r.output),
      error = c.error,
      lane_held = r.lane_held AND c.lane_held,
      finished_at = CASE WHEN c.status IN ('succeeded', 'failed', 'cancelled') THEN now() END,
      lease_token = CASE WHEN c.status IS NULL THEN r.lease_token END,
      lease_expires_at = CASE WHEN c.status IS NULL THEN r.lease_expires_at END
    FROM checkpoint c
    WHERE r.id = c.id AND r.lease_token = c.token
    RETURNING r.id, r.flow_id, r.environment, r.partner, r.test, r.business_keys, r.dispatch_no, c.status,
      CASE WHEN c.status = 'waiting' THEN (extract(epoch FROM c.wake_at - now()) * 1000)::float8 END AS delay_ms,
      r.ordering_key IS NOT NULL AND NOT r.lane_held AS done
  ), step AS (
    INSERT INTO steps (run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
      input, output, error, http, retry_at)
    SELECT s.run_id, s.node_id, s.path, s.attempt, s.status, s.ports, s.effect, s.origin, s.started_at,
      s.duration_ms, s.input, s.output, s.error, s.http, s.retry_at
    FROM json_to_recordset($2::json) AS s (
      run_id uuid, node_id text, path text, attempt int, status text, ports text[], effect text, origin text,
      started_at timestamptz, duration_ms int, input json, output json, error json, http json, retry_at timestamptz
    ) JOIN fenced f ON f.id = s.run_id
    ON CONFLICT (run_id, node_id, path, attempt) DO UPDATE SET
      status = excluded.status, ports = excluded.ports, duration_ms = excluded.duration_ms,
      output = excluded.output, error = excluded.error, http = excluded.http, retry_at = excluded.retry_at
  ), milestone AS (
    INSERT INTO milestones (run_id, node_id, path, flow_id, environment, name, business_type, business_value, at, data)
    SELECT m.run_id, m.node_id, m.path, f.flow_id, f.environment, m.name, m.business_type, m.business_value, m.at, m.data
    FROM json_to_recordset($3::json) AS m (
      run_id uuid, node_id text, path text, name text, business_type text, business_value text, at timestamptz, data json
    ) JOIN fenced f ON f.id = m.run_id
    ON CONFLICT DO NOTHING
  ), opened AS (
    INSERT INTO exceptions (id, run_id, flow_id, environment, node_id, node_name, path, class, code, message, error,
      desk, partner, input, step_attempts, business_keys)
    SELECT e.id, e.run_id, f.flow_id, f.environment, e.node_id, e.node_name, e.path, e.class, e.code, e.message,
      e.error, e.desk, f.partner, e.input, e.step_attempts, f.business_keys
    FROM json_to_recordset($4::json) AS e (
      id uuid, event_id uuid, run_id uuid, node_id text, node_name text, path text, class text, code text,
      message text, error json, desk text, input json, step_attempts int
    ) JOIN fenced f ON f.id = e.run_id
    WHERE NOT f.test
    ON CONFLICT DO NOTHING
    RETURNING id, run_id, flow_id, environment
  ), told AS (
    INSERT INTO exception_events (id, exception_id, actor, kind)
    SELECT gen_random_uuid(), id, 'Crossdock', 'opened' FROM opened
  ), announced AS (
    SELECT
      (SELECT count(pg_notify('crossdock_run', json_build_object('runId', id, 'flowId', flow_id,
        'environment', environment, 'status', coalesce(status, 'running'), 'test', test)::text)) FROM fenced)
      + (SELECT count(pg_notify('crossdock_exception', json_build_object('exceptionId', id, 'runId', run_id,
        'flowId', flow_id, 'environment', environment, 'status', 'open')::text)) FROM opened) AS n
  )
  SELECT f.id, f.dispatch_no, f.delay_ms, f.done, a.n FROM fenced f, announced a`;

/** The run that comes after one that has given up its lane, if any, becomes due. */
export async function wakeNextInLane(pool: pg.Pool, runIds: readonly string[]): Promise<Dispatch[]> {
  const { rows } = await pool.query<{ id: string; dispatch_no: number }>(wakeNext, [runIds]);
  return rows.map(({ id, dispatch_no }) => ({ runId: id, dispatchNo: dispatch_no }));
}

const wakeNext = `
  UPDATE runs r
  SET next_attempt_at = now(), dispatch_no = r.dispatch_no + 1, dispatched_at = now()
  FROM (
    SELECT DISTINCT first.id FROM runs ended, LATERAL (
      SELECT n.id FROM runs n
      WHERE n.lane_held AND n.flow_id = ended.flow_id AND n.environment = ended.environment
        AND n.ordering_key = ended.ordering_key
      ORDER BY n.seq LIMIT 1
    ) AS first
    WHERE ended.id = ANY ($1::uuid[])
  ) AS next
  WHERE r.id = next.id AND r.status = 'waiting' AND r.waiting_for->>'reason' = 'ordering'
  RETURNING r.id, r.dispatch_no`;
