import type { Step } from '@crossdock/flow-schema';
import type pg from 'pg';
import type { ClaimedRun, StepRecord } from '../../engine/ports.ts';
import { groupCommit } from '../group-commit.ts';

/** A run row as claimed, before its definition is known. */
export type ClaimedRow = Omit<ClaimedRun, 'definition' | 'flowName'> & {
  /** The draft of a test run. */
  draft: ClaimedRun['definition'] | undefined;
};

/**
 * Makes the function that takes a run for this process, for `leaseMs`. It gives undefined when there is nothing to do:
 * the run has ended, is not due, is worked on elsewhere, or an earlier one of its ordering key goes first (which is
 * then written down as what it waits for).
 */
export function claimer(pool: pg.Pool, leaseMs: number): (runId: string) => Promise<ClaimedRow | undefined> {
  return groupCommit({ flush: (ids) => claimAll(pool, leaseMs, ids), maxItems: 100, lanes: 2 });
}

async function claimAll(
  pool: pg.Pool,
  leaseMs: number,
  runIds: readonly string[],
): Promise<(ClaimedRow | undefined)[]> {
  const ids = [...new Set(runIds)];
  const tokens = ids.map(() => crypto.randomUUID());
  const { rows } = await pool.query<Row>(claimRuns, [ids, tokens, leaseMs]);
  if (rows.length < ids.length) await pool.query(parkBehind, [ids]);
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

const returned = `
  r.id, r.flow_id, r.version, r.environment, r.test, r.definition, r.until_node, r.trigger, r.business_keys,
  r.effect_root, r.attempts, r.overrides, r.started_at, r.deadline_at, r.cancel_requested_by, r.lease_token`;

/** An earlier run of the same ordering key that has not been dealt with. */
const earlierInLane = `
  SELECT p.id FROM runs p
  WHERE p.lane_held AND p.flow_id = r.flow_id AND p.environment = r.environment
    AND p.ordering_key = r.ordering_key AND p.seq < r.seq`;

const claimRuns = `
  WITH due AS (
    SELECT r.id, c.token, r.started_at IS NOT NULL AS begun
    FROM unnest($1::uuid[], $2::uuid[]) AS c (id, token)
    JOIN runs r ON r.id = c.id
    WHERE r.status IN ('queued', 'running', 'waiting')
      AND r.next_attempt_at <= now()
      AND (r.lease_expires_at IS NULL OR r.lease_expires_at <= now())
      AND (r.ordering_key IS NULL OR NOT EXISTS (${earlierInLane}))
    ORDER BY r.id
    FOR UPDATE OF r SKIP LOCKED
  )
  UPDATE runs r
  SET status = 'running', waiting_for = NULL, started_at = coalesce(r.started_at, now()),
    lease_token = due.token, lease_expires_at = now() + $3 * interval '1 ms'
  FROM due WHERE r.id = due.id
  RETURNING ${returned}, due.begun`;

// The run behind is woken when the one ahead is done; looking again now and then mends a wake-up that was missed. One
// that is woken while it is being parked has another dispatch number by then, and is not parked.
const parkBehind = `
  UPDATE runs r
  SET status = 'waiting', next_attempt_at = now() + interval '30 s', dispatch_no = r.dispatch_no + 1,
    waiting_for = json_build_object(
      'reason', 'ordering', 'runId', ahead.id,
      'message', 'Waits for an earlier message with the same ordering key.'
    )
  FROM (
    SELECT r.id AS behind, r.dispatch_no, (${earlierInLane} ORDER BY p.seq LIMIT 1) AS id
    FROM runs r WHERE r.id = ANY ($1::uuid[]) AND r.ordering_key IS NOT NULL
  ) AS ahead
  WHERE r.id = ahead.behind AND ahead.id IS NOT NULL AND r.dispatch_no = ahead.dispatch_no
    AND r.status IN ('queued', 'running', 'waiting')
    AND r.next_attempt_at <= now() AND (r.lease_expires_at IS NULL OR r.lease_expires_at <= now())`;

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
  deadline_at: Date | null;
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
    deadlineAt: row.deadline_at ?? undefined,
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
  retry_at: Date | null;
}

// Inputs are needed again only where a step failed; outputs of all that succeeded are.
const selectSteps = `
  SELECT run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
    CASE WHEN status = 'succeeded' THEN NULL ELSE input END AS input, output, output IS NOT NULL AS has_output,
    error, retry_at
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
    ...(row.retry_at ? { retryAt: row.retry_at } : {}),
  };
}
