import type { Step } from '@crossdock/flow-schema';
import type pg from 'pg';
import type { ClaimedRun, StepRecord } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { groupCommit } from '../group-commit.ts';
import { inTransaction } from '../transaction.ts';
import { underWay, wakeForRoom } from './wake.ts';

/** A run row as claimed, before its definition is known. */
export type ClaimedRow = Omit<ClaimedRun, 'definition' | 'flowName'> & {
  /** The draft of a test run. */
  draft: ClaimedRun['definition'] | undefined;
};

export interface ClaimerOptions {
  leaseMs: number;
  /** Takes runs that have become due, because there is room for them after all. */
  dispatch(due: readonly Dispatch[]): void;
}

/**
 * Makes the function that takes a run for this process, for `leaseMs`. It gives undefined when there is nothing to do:
 * the run has ended, is not due, is worked on elsewhere, an earlier one of its ordering key goes first, or its flow has
 * as many under way as it may, over all processes (either is then written down as what it waits for).
 */
export function claimer(
  pool: pg.Pool,
  options: ClaimerOptions,
): (runId: string) => Promise<ClaimedRow | undefined> {
  return groupCommit({ flush: (ids) => claimAll(pool, options, ids), maxItems: 100, lanes: 2 });
}

async function claimAll(
  pool: pg.Pool,
  { leaseMs, dispatch }: ClaimerOptions,
  runIds: readonly string[],
): Promise<(ClaimedRow | undefined)[]> {
  const ids = [...new Set(runIds)];
  const tokens = ids.map(() => crypto.randomUUID());
  const { rows } = await pool.query<Row>(claimRuns, [ids, tokens, leaseMs]);
  if (rows.length < ids.length) {
    const { rows: limited } = await pool.query<Limited>(parkBehind, [ids]);
    if (limited.length > 0) rows.push(...(await claimLimited(pool, { leaseMs, dispatch }, limited)));
  }
  const begun = rows.filter(({ begun }) => begun).map(({ id }) => id);
  const steps = begun.length === 0 ? new Map<string, StepRecord[]>() : await loadSteps(pool, begun);
  const claimed = new Map(rows.map((row) => [row.id, toClaimed(row, steps.get(row.id) ?? [])]));
  // The same id twice in one batch: the first gets it.
  return runIds.map((id) => {
    const run = claimed.get(id);
    claimed.delete(id);
    return run;
  });
}

/** Milliseconds to a time by the clock of the database. */
const spanTo = (time: string): string => `(extract(epoch FROM ${time} - now()) * 1000)::float8`;

/** The time in so many milliseconds, by the clock of this process. */
const timeIn = (ms: number | null): Date | undefined => (ms === null ? undefined : new Date(Date.now() + ms));

const returned = `
  r.id, r.flow_id, r.version, r.environment, r.test, r.definition, r.until_node, r.trigger, r.business_keys,
  r.effect_root, r.attempts, r.overrides, r.started_at, ${spanTo('r.deadline_at')} AS time_left_ms, r.cancel_requested_by, r.lease_token`;

/** An earlier run of the same ordering key that has not been dealt with. */
const earlierInLane = `
  SELECT p.id FROM runs p
  WHERE p.lane_held AND p.flow_id = r.flow_id AND p.environment = r.environment
    AND p.ordering_key = r.ordering_key AND p.seq < r.seq`;

/** Whether a run is to be worked on now, and nobody does. */
const due = `
  r.status IN ('queued', 'running', 'waiting') AND r.next_attempt_at <= now()
  AND (r.lease_expires_at IS NULL OR r.lease_expires_at <= now())`;

const first = `(r.ordering_key IS NULL OR NOT EXISTS (${earlierInLane}))`;

/** Gives runs to this process. `$3` is the lease in milliseconds. */
const give = `
  UPDATE runs r
  SET status = 'running', waiting_for = NULL, started_at = coalesce(r.started_at, now()),
    lease_token = given.token, lease_expires_at = now() + $3 * interval '1 ms'
  FROM given WHERE r.id = given.id
  RETURNING ${returned}, given.begun`;

const claimRuns = `
  WITH given AS (
    SELECT r.id, c.token, r.started_at IS NOT NULL AS begun
    FROM unnest($1::uuid[], $2::uuid[]) AS c (id, token)
    JOIN runs r ON r.id = c.id
    WHERE r.concurrency IS NULL AND ${due} AND ${first}
    ORDER BY r.id
    FOR UPDATE OF r SKIP LOCKED
  ) ${give}`;

/** Has a run wait until it is woken; a worker that has died over it has no right to it any more. */
const park = `
  SET status = 'waiting', next_attempt_at = 'infinity', dispatch_no = r.dispatch_no + 1,
    lease_token = NULL, lease_expires_at = NULL`;

// The run behind is woken when the one ahead is done. One that is woken while it is being parked has another dispatch
// number by then, and is not parked. What is left are runs whose flow has a limit.
const parkBehind = `
  WITH parked AS (
    UPDATE runs r
    ${park},
      waiting_for = json_build_object(
        'reason', 'ordering', 'runId', ahead.id,
        'message', 'Waits for an earlier message with the same ordering key.'
      )
    FROM (
      SELECT r.id AS behind, r.dispatch_no, (${earlierInLane} ORDER BY p.seq LIMIT 1) AS id
      FROM runs r WHERE r.id = ANY ($1::uuid[]) AND r.ordering_key IS NOT NULL
    ) AS ahead
    WHERE r.id = ahead.behind AND ahead.id IS NOT NULL AND r.dispatch_no = ahead.dispatch_no AND ${due}
    RETURNING r.id
  )
  SELECT r.id, r.flow_id || '/' || r.environment AS flow FROM runs r
  WHERE r.id = ANY ($1::uuid[]) AND r.concurrency IS NOT NULL AND ${due} AND r.id NOT IN (SELECT id FROM parked)`;

/** A run whose flow has a limit, and the flow in its environment. */
interface Limited {
  id: string;
  flow: string;
}

/**
 * Takes runs for which there is room in their flows, and has the others wait for it. Claims of one flow come one after
 * the other; to give room takes no lock, so that some may have become free while runs were told to wait.
 */
async function claimLimited(
  pool: pg.Pool,
  { leaseMs, dispatch }: ClaimerOptions,
  limited: readonly Limited[],
): Promise<Row[]> {
  const ids = limited.map(({ id }) => id);
  const flows = [...new Set(limited.map(({ flow }) => flow))].toSorted();
  const claimed = await inTransaction(pool, async (client) => {
    await client.query(lockFlows, [flows]);
    const { rows } = await client.query<Row>(claimWithRoom, [
      ids,
      ids.map(() => crypto.randomUUID()),
      leaseMs,
    ]);
    return rows;
  });
  if (claimed.length < ids.length) {
    const woken = await wakeForRoom(pool, ids);
    if (woken.length > 0) dispatch(woken);
  }
  return claimed;
}

const lockFlows = `
  SELECT pg_advisory_xact_lock(hashtextextended('concurrency/' || flow, 0))
  FROM unnest($1::text[]) WITH ORDINALITY AS f (flow, n) ORDER BY n`;

const claimWithRoom = `
  WITH ready AS (
    SELECT r.id, r.flow_id, r.environment, r.seq, r.concurrency, c.token, r.started_at IS NOT NULL AS begun
    FROM unnest($1::uuid[], $2::uuid[]) AS c (id, token)
    JOIN runs r ON r.id = c.id
    WHERE r.concurrency IS NOT NULL AND ${due} AND ${first}
    ORDER BY r.id
    FOR UPDATE OF r SKIP LOCKED
  ), placed AS (
    SELECT r.id, r.token, r.begun, r.concurrency >= (${underWay})
      + row_number() OVER (PARTITION BY r.flow_id, r.environment ORDER BY r.seq) AS room
    FROM ready r
  ), parked AS (
    UPDATE runs r
    ${park},
      waiting_for = json_build_object(
        'reason', 'concurrency',
        'message', format('The flow has %s runs under way, as many as it may.', r.concurrency)
      )
    FROM placed p WHERE r.id = p.id AND NOT p.room
  ), given AS (
    SELECT id, token, begun FROM placed WHERE room
  ) ${give}`;

interface Row {
  id: string;
  flow_id: string;
  version: number | null;
  environment: string;
  test: boolean;
  definition: ClaimedRun['definition'] | null;
  until_node: string | null;
  trigger: ClaimedRun['trigger'];
  business_keys: ClaimedRun['businessKeys'];
  effect_root: string;
  attempts: number;
  overrides: ClaimedRun['overrides'] | null;
  started_at: Date;
  time_left_ms: number | null;
  cancel_requested_by: string | null;
  lease_token: string;
  begun: boolean;
}

function toClaimed(row: Row, steps: StepRecord[]): ClaimedRow {
  return {
    lease: { runId: row.id, token: row.lease_token },
    id: row.id,
    flowId: row.flow_id,
    version: row.version,
    environment: row.environment,
    test: row.test,
    draft: row.definition ?? undefined,
    untilNode: row.until_node ?? undefined,
    trigger: row.trigger,
    businessKeys: row.business_keys,
    effectRoot: row.effect_root,
    attempts: row.attempts,
    overrides: row.overrides ?? {},
    startedAt: row.started_at,
    deadlineAt: timeIn(row.time_left_ms),
    cancelRequestedBy: row.cancel_requested_by ?? undefined,
    steps,
  };
}

interface StepRow {
  run_id: string;
  node_id: string;
  path: string;
  attempt: number;
  status: Step['status'];
  ports: string[];
  effect: Step['effect'];
  origin: NonNullable<Step['origin']> | null;
  started_at: Date;
  duration_ms: number | null;
  input: unknown;
  output: unknown;
  /** Tells an output of `null` from none. */
  has_output: boolean;
  error: NonNullable<Step['error']> | null;
  retry_in_ms: number | null;
}

// Inputs are needed again only where a step failed; outputs of all that succeeded are.
const selectSteps = `
  SELECT run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
    CASE WHEN status = 'succeeded' THEN NULL ELSE input END AS input, output, output IS NOT NULL AS has_output,
    error, ${spanTo('retry_at')} AS retry_in_ms
  FROM steps WHERE run_id = ANY ($1::uuid[])
  ORDER BY run_id, started_at, attempt`;

async function loadSteps(pool: pg.Pool, runIds: readonly string[]): Promise<Map<string, StepRecord[]>> {
  const { rows } = await pool.query<StepRow>(selectSteps, [runIds]);
  const byRun = new Map<string, StepRecord[]>();
  for (const row of rows) {
    const steps = byRun.get(row.run_id) ?? [];
    steps.push(toStep(row));
    byRun.set(row.run_id, steps);
  }
  return byRun;
}

function toStep(row: StepRow): StepRecord {
  const retryAt = timeIn(row.retry_in_ms);
  return {
    nodeId: row.node_id,
    path: row.path,
    attempt: row.attempt,
    status: row.status,
    ports: row.ports,
    effect: row.effect,
    startedAt: row.started_at,
    input: row.input ?? undefined,
    output: row.has_output ? row.output : undefined,
    ...(row.origin ? { origin: row.origin } : {}),
    ...(row.duration_ms === null ? {} : { durationMs: row.duration_ms }),
    ...(row.error ? { error: row.error } : {}),
    ...(retryAt ? { retryAt } : {}),
  };
}
