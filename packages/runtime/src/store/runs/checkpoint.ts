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
import type { Announce } from '../announcements.ts';
import { groupCommit } from '../group-commit.ts';
import { jsonParam, payloads, payloadsIn, type PayloadTexts } from './json-param.ts';
import { wakeForRoom, wakeNextInLane } from './wake.ts';

interface Item {
  lease: Lease;
  checkpoint: Checkpoint;
}

interface AfterCommit {
  /** Takes the runs that have become due by a commit, or will be. */
  dispatch(due: readonly Dispatch[]): void;
  announce: Announce;
}

/**
 * Makes the store that workers commit to. Checkpoints of concurrent runs share a commit; each is fenced by its
 * lease, so that nothing of a run that was taken over gets written.
 */
export function checkpointStore(pool: pg.Pool, after: AfterCommit): CheckpointStore {
  const commit = groupCommit({
    flush: (items: readonly Item[]) => commitAll(pool, items, after),
    maxItems: 100,
    lanes: 2,
  });
  return { checkpoint: (lease, checkpoint) => commit({ lease, checkpoint }) };
}

/** A run whose checkpoint was committed. */
interface Committed {
  id: string;
  flow_id: string;
  environment: string;
  test: boolean;
  status: string;
  dispatch_no: number;
  delay_ms: number | null;
  /** Has given up its lane. */
  done: boolean;
  /** Has given room to others of its flow, which has a limit. */
  freed: boolean;
  /** Exceptions that were opened. */
  opened: string[];
}

async function commitAll(
  pool: pg.Pool,
  items: readonly Item[],
  { dispatch, announce }: AfterCommit,
): Promise<boolean[]> {
  const { rows } = await pool.query<Committed>({
    name: 'checkpoints',
    text: commitCheckpoints,
    values: parametersOf(items),
  });
  const ours = new Set(rows.map(({ id }) => id));
  const waiting = rows.flatMap(({ id, dispatch_no, delay_ms }) =>
    delay_ms === null ? [] : [{ runId: id, dispatchNo: dispatch_no, delayMs: Math.max(0, delay_ms) }],
  );
  const next = await wakeNextInLane(pool, idsOf(rows, 'done'));
  const others = await wakeForRoom(pool, idsOf(rows, 'freed'));
  if (waiting.length + next.length + others.length > 0) dispatch([...waiting, ...next, ...others]);
  for (const row of rows) tellOf(row, announce);
  return items.map(({ lease }) => ours.has(lease.runId));
}

const idsOf = (rows: readonly Committed[], what: 'done' | 'freed'): string[] =>
  rows.filter((row) => row[what]).map(({ id }) => id);

function tellOf({ id, flow_id, environment, test, status, opened }: Committed, announce: Announce): void {
  const run = { runId: id, flowId: flow_id, environment };
  announce('crossdock_run', id, { ...run, status, test });
  for (const exceptionId of opened)
    announce('crossdock_exception', exceptionId, { exceptionId, ...run, status: 'open' });
}

interface Of<Part> {
  runId: string;
  part: Part;
}

function parametersOf(items: readonly Item[]): unknown[] {
  const verdicts = items.map(({ checkpoint }) => verdictColumns(checkpoint.verdict));
  const steps = partsOf(items, ({ steps }) => steps);
  const milestones = partsOf(items, ({ milestones }) => milestones);
  const texts: PayloadTexts = new Map();
  const exceptions = partsOf(items, ({ verdict }) => (verdict?.kind === 'failed' ? verdict.exceptions : []));
  return [
    jsonParam(items.map(toRunRow)),
    payloads(verdicts, ({ waitingFor }) => waitingFor),
    payloads(verdicts, ({ output }) => output, texts),
    payloads(verdicts, ({ error }) => error),
    jsonParam(steps.map(toStepRow)),
    payloads(steps, ({ part }) => part.input, texts),
    payloads(steps, ({ part }) => part.output, texts),
    payloads(steps, ({ part }) => part.error),
    payloads(steps, ({ part }) => part.http),
    jsonParam(milestones.map(toMilestoneRow)),
    payloads(milestones, ({ part }) => part.data),
    jsonParam(exceptions.map(toExceptionRow)),
    payloads(exceptions, ({ part }) => part.error),
    payloads(exceptions, ({ part }) => part.input, texts),
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
    business_keys: checkpoint.businessKeys ?? null,
    status,
    wake_in_ms: wakeAt === undefined ? null : spanTo(wakeAt),
    lane_held: laneHeld,
  };
}

/**
 * Milliseconds from now. Times that something is to happen at come to the database as spans, and go from it as such: so
 * it does not matter that the clocks of the processes and of the database differ.
 */
const spanTo = (time: Date): number => time.getTime() - Date.now();

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
    retry_in_ms: step.retryAt === undefined ? null : spanTo(step.retryAt),
  };
}

function toMilestoneRow({ runId, part: milestone }: Of<MilestoneRecord>, index: number) {
  return {
    n: index + 1,
    run_id: runId,
    node_id: milestone.nodeId,
    path: milestone.path,
    name: milestone.name,
    business_type: milestone.businessKey.type,
    business_value: milestone.businessKey.value,
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
    code: exception.error.code,
    message: exception.error.message,
    desk: exception.desk,
    step_attempts: exception.stepAttempts,
    cause: exception.cause ?? null,
  };
}

// One statement, one commit. `held` is the gate: only runs whose lease is still ours go through it. It locks their rows
// and leaves them as they are; they are written again only with a verdict or new keys. A run that is to be cancelled
// waits for nothing: its worker had not heard of it yet, the next one will.
const commitCheckpoints = `
  WITH checkpoint AS MATERIALIZED (
    SELECT c.*, p.waiting_for::json AS waiting_for, p.output::json AS output, p.error::json AS error
    FROM json_to_recordset($1::json) AS c (
      n bigint, id uuid, token uuid, business_keys jsonb, status text, wake_in_ms float8, lane_held boolean
    ) JOIN ${payloadsIn(2, 3, 4)} WITH ORDINALITY AS p (waiting_for, output, error, n) USING (n)
  ), held AS MATERIALIZED (
    SELECT r.id, r.flow_id, r.environment, r.partner, r.test, r.status,
      coalesce(c.business_keys, r.business_keys) AS business_keys,
      CASE WHEN r.cancel_requested_by IS NULL THEN c.wake_in_ms ELSE least(c.wake_in_ms, 0) END AS wake_in_ms
    FROM checkpoint c JOIN runs r ON r.id = c.id AND r.lease_token = c.token
    ORDER BY r.id
    FOR UPDATE OF r
  ), changed AS (
    UPDATE runs r SET
      business_keys = coalesce(c.business_keys, r.business_keys),
      status = coalesce(c.status, r.status),
      waiting_for = c.waiting_for,
      next_attempt_at = coalesce(now() + h.wake_in_ms * interval '1 ms', r.next_attempt_at),
      dispatch_no = r.dispatch_no + CASE WHEN c.status = 'waiting' THEN 1 ELSE 0 END,
      dispatched_at = CASE WHEN c.status = 'waiting' THEN now() + h.wake_in_ms * interval '1 ms' ELSE r.dispatched_at END,
      output = coalesce(c.output, r.output),
      error = c.error,
      lane_held = r.lane_held AND c.lane_held,
      finished_at = CASE WHEN c.status IN ('succeeded', 'failed', 'cancelled') THEN now() END,
      lease_token = CASE WHEN c.status IS NULL THEN r.lease_token END,
      lease_expires_at = CASE WHEN c.status IS NULL THEN r.lease_expires_at END
    FROM checkpoint c, held h
    WHERE r.id = h.id AND c.id = h.id AND (c.status IS NOT NULL OR c.business_keys IS NOT NULL)
    RETURNING r.id, r.status, r.dispatch_no,
      h.wake_in_ms AS delay_ms,
      r.ordering_key IS NOT NULL AND NOT r.lane_held AS done, r.concurrency IS NOT NULL AND c.status IS NOT NULL AS freed
  ), step AS (
    INSERT INTO steps (run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
      input, output, error, http, retry_at)
    SELECT s.run_id, s.node_id, s.path, s.attempt, s.status, s.ports, s.effect, s.origin, s.started_at,
      s.duration_ms, p.input::json, p.output::json, p.error::json, p.http::json,
      now() + s.retry_in_ms * interval '1 ms'
    FROM json_to_recordset($5::json) AS s (
      n bigint, run_id uuid, node_id text, path text, attempt int, status text, ports text[], effect text,
      origin text, started_at timestamptz, duration_ms int, retry_in_ms float8
    )
    JOIN ${payloadsIn(6, 7, 8, 9)}
      WITH ORDINALITY AS p (input, output, error, http, n) USING (n)
    JOIN held f ON f.id = s.run_id
    ON CONFLICT (run_id, node_id, path, attempt) DO UPDATE SET
      status = excluded.status, ports = excluded.ports, duration_ms = excluded.duration_ms,
      output = excluded.output, error = excluded.error, http = coalesce(excluded.http, steps.http), retry_at = excluded.retry_at
  ), milestone AS (
    INSERT INTO milestones (run_id, node_id, path, flow_id, environment, name, business_type, business_value, at, data)
    SELECT m.run_id, m.node_id, m.path, f.flow_id, f.environment, m.name, m.business_type, m.business_value, m.at, p.data::json
    FROM json_to_recordset($10::json) AS m (
      n bigint, run_id uuid, node_id text, path text, name text, business_type text, business_value text, at timestamptz
    )
    JOIN ${payloadsIn(11)} WITH ORDINALITY AS p (data, n) USING (n)
    JOIN held f ON f.id = m.run_id
    ON CONFLICT DO NOTHING
  ), opened AS (
    INSERT INTO exceptions (id, run_id, flow_id, environment, node_id, node_name, path, class, code, message, error,
      desk, partner, cause, input, step_attempts, business_keys)
    SELECT e.id, e.run_id, f.flow_id, f.environment, e.node_id, e.node_name, e.path, e.class, e.code, e.message,
      p.error::json, e.desk, f.partner, e.cause, p.input::json, e.step_attempts, f.business_keys
    FROM json_to_recordset($12::json) AS e (
      n bigint, id uuid, run_id uuid, node_id text, node_name text, path text, class text, code text,
      message text, desk text, step_attempts int, cause text
    )
    JOIN ${payloadsIn(13, 14)} WITH ORDINALITY AS p (error, input, n) USING (n)
    JOIN held f ON f.id = e.run_id
    WHERE NOT f.test
    ON CONFLICT DO NOTHING
    RETURNING id, run_id
  ), told AS (
    INSERT INTO exception_events (id, exception_id, actor, kind)
    SELECT gen_random_uuid(), id, 'Crossdock', 'opened' FROM opened
  )
  SELECT h.id, h.flow_id, h.environment, h.test, coalesce(c.status, h.status) AS status, c.dispatch_no, c.delay_ms,
    coalesce(c.done, FALSE) AS done, coalesce(c.freed, FALSE) AS freed, ARRAY(SELECT o.id FROM opened o WHERE o.run_id = h.id) AS opened
  FROM held h LEFT JOIN changed c USING (id)`;
