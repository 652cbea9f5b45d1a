import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type {
  Checkpoint,
  CheckpointStore,
  ExceptionRecord,
  Lease,
  MilestoneRecord,
  StepRecord,
  Verdict,
} from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { groupCommit } from '../group-commit.ts';
import { jsonParam, payloads, plainText } from './json-param.ts';

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
  }>(commitCheckpoints, parametersOf(items));
  const ours = new Set(rows.map(({ id }) => id));
  const waiting = rows.flatMap(({ id, dispatch_no, delay_ms }) =>
    delay_ms === null ? [] : [{ runId: id, dispatchNo: dispatch_no, delayMs: Math.max(0, delay_ms) }],
  );
  const ended = rows.filter(({ done }) => done).map(({ id }) => id);
  const next = ended.length > 0 ? await wakeNextInLane(pool, ended) : [];
  if (waiting.length + next.length > 0) dispatch([...waiting, ...next]);
  return items.map(({ lease }) => ours.has(lease.runId));
}

interface Of<Part> {
  runId: string;
  part: Part;
}

function parametersOf(items: readonly Item[]): unknown[] {
  const verdicts = items.map(({ checkpoint }) => verdictColumns(checkpoint.verdict));
  const steps = partsOf(items, ({ steps }) => steps);
  const milestones = partsOf(items, ({ milestones }) => milestones);
  const exceptions = partsOf(items, ({ verdict }) => (verdict?.kind === 'failed' ? verdict.exceptions : []));
  return [
    jsonParam(items.map(toRunRow)),
    payloads(verdicts, ({ waitingFor }) => waitingFor),
    payloads(verdicts, ({ output }) => output),
    payloads(verdicts, ({ error }) => error),
    jsonParam(steps.map(toStepRow)),
    payloads(steps, ({ part }) => part.input),
    payloads(steps, ({ part }) => part.output),
    payloads(steps, ({ part }) => part.error),
    payloads(steps, ({ part }) => part.http),
    jsonParam(milestones.map(toMilestoneRow)),
    payloads(milestones, ({ part }) => part.data),
    jsonParam(exceptions.map(toExceptionRow)),
    payloads(exceptions, ({ part }) => part.error),
    payloads(exceptions, ({ part }) => part.input),
  ];
}

const partsOf = <Part>(
  items: readonly Item[],
  parts: (checkpoint: Checkpoint) => readonly Part[],
): Of<Part>[] =>
  items.flatMap(({ lease, checkpoint }) => parts(checkpoint).map((part) => ({ runId: lease.runId, part })));

function toRunRow({ lease, checkpoint }: Item, index: number) {
  const { status, wakeAt, laneHeld } = verdictColumns(checkpoint.verdict);
  return {
    n: index + 1,
    id: lease.runId,
    token: lease.token,
    business_keys:
      checkpoint.businessKeys?.map(({ type, value }) => ({
        type: plainText(type),
        value: plainText(value),
      })) ?? null,
    status,
    wake_at: wakeAt?.toISOString() ?? null,
    lane_held: laneHeld,
  };
}

interface VerdictColumns {
  /** null: the run goes on. */
  status: string | null;
  laneHeld: boolean;
  wakeAt?: Date;
  waitingFor?: unknown;
  output?: unknown;
  error?: unknown;
}

function verdictColumns(verdict: Verdict | undefined): VerdictColumns {
  switch (verdict?.kind) {
    case undefined:
      return { status: null, laneHeld: true };
    case 'waiting':
      return { status: 'waiting', laneHeld: true, wakeAt: verdict.wakeAt, waitingFor: verdict.waitingFor };
    case 'succeeded':
      return { status: 'succeeded', laneHeld: false, output: verdict.output };
    case 'failed':
      // A failed run keeps its lane until somebody has dealt with it.
      return { status: 'failed', laneHeld: true, error: verdict.error };
    case 'cancelled':
      return { status: 'cancelled', laneHeld: false };
  }
}

function toStepRow({ runId, part: step }: Of<StepRecord>, index: number) {
  return {
    n: index + 1,
    run_id: runId,
    node_id: step.nodeId,
    path: step.path,
    attempt: step.attempt,
    status: step.status,
    ports: step.ports,
    effect: step.effect,
    origin: step.origin ?? null,
    started_at: step.startedAt.toISOString(),
    duration_ms: step.durationMs === undefined ? null : Math.round(step.durationMs),
    retry_at: step.retryAt?.toISOString() ?? null,
  };
}

function toMilestoneRow({ runId, part: milestone }: Of<MilestoneRecord>, index: number) {
  return {
    n: index + 1,
    run_id: runId,
    node_id: milestone.nodeId,
    path: milestone.path,
    name: milestone.name,
    business_type: plainText(milestone.businessKey.type),
    business_value: plainText(milestone.businessKey.value),
    at: milestone.at.toISOString(),
  };
}

function toExceptionRow({ runId, part: exception }: Of<ExceptionRecord>, index: number) {
  return {
    n: index + 1,
    id: uuidv7(),
    run_id: runId,
    node_id: exception.nodeId,
    node_name: exception.nodeName,
    path: exception.path,
    class: exception.error.class,
    code: plainText(exception.error.code),
    message: plainText(exception.error.message),
    desk: exception.desk,
    step_attempts: exception.stepAttempts,
  };
}

// One statement, one commit. `fenced` is the gate: only runs whose lease is still ours go through it.
const commitCheckpoints = `
  WITH checkpoint AS MATERIALIZED (
    SELECT c.*, p.waiting_for::json AS waiting_for, p.output::json AS output, p.error::json AS error
    FROM json_to_recordset($1::json) AS c (
      n bigint, id uuid, token uuid, business_keys jsonb, status text, wake_at timestamptz, lane_held boolean
    ) JOIN unnest($2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS p (waiting_for, output, error, n) USING (n)
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
      s.duration_ms, p.input::json, p.output::json, p.error::json, p.http::json, s.retry_at
    FROM json_to_recordset($5::json) AS s (
      n bigint, run_id uuid, node_id text, path text, attempt int, status text, ports text[], effect text,
      origin text, started_at timestamptz, duration_ms int, retry_at timestamptz
    )
    JOIN unnest($6::text[], $7::text[], $8::text[], $9::text[])
      WITH ORDINALITY AS p (input, output, error, http, n) USING (n)
    JOIN fenced f ON f.id = s.run_id
    ON CONFLICT (run_id, node_id, path, attempt) DO UPDATE SET
      status = excluded.status, ports = excluded.ports, duration_ms = excluded.duration_ms,
      output = excluded.output, error = excluded.error, http = coalesce(excluded.http, steps.http), retry_at = excluded.retry_at
  ), milestone AS (
    INSERT INTO milestones (run_id, node_id, path, flow_id, environment, name, business_type, business_value, at, data)
    SELECT m.run_id, m.node_id, m.path, f.flow_id, f.environment, m.name, m.business_type, m.business_value, m.at, p.data::json
    FROM json_to_recordset($10::json) AS m (
      n bigint, run_id uuid, node_id text, path text, name text, business_type text, business_value text, at timestamptz
    )
    JOIN unnest($11::text[]) WITH ORDINALITY AS p (data, n) USING (n)
    JOIN fenced f ON f.id = m.run_id
    ON CONFLICT DO NOTHING
  ), opened AS (
    INSERT INTO exceptions (id, run_id, flow_id, environment, node_id, node_name, path, class, code, message, error,
      desk, partner, input, step_attempts, business_keys)
    SELECT e.id, e.run_id, f.flow_id, f.environment, e.node_id, e.node_name, e.path, e.class, e.code, e.message,
      p.error::json, e.desk, f.partner, p.input::json, e.step_attempts, f.business_keys
    FROM json_to_recordset($12::json) AS e (
      n bigint, id uuid, run_id uuid, node_id text, node_name text, path text, class text, code text,
      message text, desk text, step_attempts int
    )
    JOIN unnest($13::text[], $14::text[]) WITH ORDINALITY AS p (error, input, n) USING (n)
    JOIN fenced f ON f.id = e.run_id
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

/**
 * The run that comes after one that has given up its lane, if any, becomes due: also when it has not been parked behind
 * it yet, since its worker may just be about to.
 */
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
  WHERE r.id = next.id AND r.lease_token IS NULL AND (
    r.status = 'queued' OR r.status = 'waiting' AND r.waiting_for->>'reason' = 'ordering'
  )
  RETURNING r.id, r.dispatch_no`;
