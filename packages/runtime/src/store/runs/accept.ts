import type { BusinessKey, FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { ClaimedRun, Override } from '../../engine/ports.ts';
import { groupCommit } from '../group-commit.ts';
import { inTransaction } from '../transaction.ts';
import type { ClaimedRow } from './claim.ts';
import { jsonParam, payloads, payloadsIn, plainText, type PayloadTexts } from './json-param.ts';

/** A message to accept. */
export interface NewRun {
  flowId: string;
  /** null: a test run of a draft, whose `definition` is given. */
  version: number | null;
  environment: string;
  trigger: TriggerMessage;
  test?: boolean;
  definition?: FlowDefinition;
  untilNode?: string;
  partner?: string;
  idempotencyKey?: string;
  orderingKey?: string;
  businessKeys?: readonly BusinessKey[];
  /** Milliseconds from now after which the run times out. */
  timeoutMs?: number;
  /** How many runs of the flow may be under way at once for this one to begin. Tests are not held up by it. */
  concurrency?: number;
  /** Run from whose id effects take their idempotency keys, for a replay. */
  effectRoot?: string;
  replayOf?: string;
  /** Nodes whose outcome in the replayed run is taken over: they are not run again. */
  takeOver?: readonly string[];
  /** What a person changed, for a replay. */
  overrides?: Readonly<Record<string, Override>>;
  /** Milliseconds for which the accepting process takes the run for itself, to work on it at once. */
  leaseMs?: number;
  /** Fires once for each tick: makes the acceptance conditional on it. */
  tick?: Date;
}

export interface Accepted {
  runId: string;
  /** The message was there before: `runId` is the run that it made then. */
  duplicate: boolean;
  /** The run as this process holds it; set if `leaseMs` was asked for and the run is new. */
  claimed?: ClaimedRow;
}

/**
 * Makes the function that accepts messages: when it resolves, the run is on disk. Concurrent ones share a
 * commit. A message whose idempotency key is known in its flow and environment gives the run of then.
 */
export function acceptor(pool: pg.Pool): (run: NewRun) => Promise<Accepted> {
  return groupCommit({ flush: (runs) => acceptAll(pool, runs), maxItems: 200, lanes: 2 });
}

async function acceptAll(pool: pg.Pool, runs: readonly NewRun[]): Promise<Accepted[]> {
  const rows = runs.map((run, index) => toRow(run, index + 1));
  const lanes = lanesOf(rows);
  const heirs = heirsOf(runs, rows);
  const texts: PayloadTexts = new Map();
  const insert = (db: Pick<pg.ClientBase, 'query'>) =>
    db.query<Inserted>({
      name: 'accept',
      text: insertRuns,
      values: [
        jsonParam(rows),
        payloads(runs, ({ trigger }) => trigger, texts),
        payloads(runs, ({ definition }) => definition),
        payloads(runs, ({ overrides }) => overrides),
      ],
    });
  // One statement is a transaction by itself.
  const inserted =
    lanes.length + heirs.length === 0
      ? await insert(pool)
      : await inTransaction(pool, async (client) => {
          if (lanes.length > 0) await client.query(lockLanes, [lanes]);
          const result = await insert(client);
          for (const heir of heirs) await client.query(copySteps, heir);
          return result;
        });
  const fresh = new Map(inserted.rows.map((row) => [row.id, row]));
  const earlier = fresh.size === rows.length ? new Map<string, string>() : await findEarlier(pool, rows);
  return runs.map((run, index) => {
    const row = rows[index] as Row;
    const made = fresh.get(row.id);
    if (!made) return { runId: earlierRun(row, earlier), duplicate: true };
    const claimed = claimedFrom(run, row, made, texts.get(run.trigger) ?? '');
    return { runId: row.id, duplicate: false, ...(claimed && { claimed }) };
  });
}

interface Inserted {
  id: string;
  started_at: Date | null;
}

type Row = ReturnType<typeof toRow>;

function toRow(run: NewRun, n: number) {
  const id = uuidv7();
  return {
    n,
    id,
    flow_id: run.flowId,
    version: run.version,
    environment: run.environment,
    test: run.test ?? false,
    until_node: run.untilNode ?? null,
    partner: run.partner ?? null,
    idempotency_key: run.idempotencyKey ?? null,
    // Also the name of a lock, which has to be the same as what is stored.
    ordering_key: run.orderingKey === undefined ? null : plainText(run.orderingKey),
    business_keys: (run.businessKeys ?? []).map(({ type, value }) => ({ type, value: plainText(value) })),
    timeout_ms: run.timeoutMs ?? null,
    concurrency: run.test ? null : (run.concurrency ?? null),
    effect_root: run.effectRoot ?? id,
    replay_of: run.replayOf ?? null,
    lease_token: run.leaseMs === undefined ? null : crypto.randomUUID(),
    lease_ms: run.leaseMs ?? null,
    tick: run.tick?.toISOString() ?? null,
  };
}

/** Lanes in a fixed order, so that two servers that accept for the same ones don't lock each other out. */
function lanesOf(rows: readonly Row[]): string[] {
  const lanes = rows.flatMap(({ flow_id, environment, ordering_key }) =>
    ordering_key === null ? [] : [`${flow_id}/${environment}/${ordering_key}`],
  );
  return [...new Set(lanes)].toSorted();
}

/** Parameters of `copySteps` for each run that takes over steps. */
function heirsOf(runs: readonly NewRun[], rows: readonly Row[]): [string, string, readonly string[]][] {
  return runs.flatMap(({ replayOf, takeOver = [] }, index) => {
    const heir = rows[index]?.id;
    return replayOf === undefined || heir === undefined || takeOver.length === 0
      ? []
      : [[replayOf, heir, takeOver]];
  });
}

// What the last attempt came to, if the flow went on from there: by success, or by the error port.
const copySteps = `
  INSERT INTO steps (run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
    input, output, error, http)
  SELECT DISTINCT ON (node_id, path) $2::uuid, node_id, path, 1, status, ports, effect, 'replay', started_at,
    duration_ms, input, output, error, http
  FROM steps
  WHERE run_id = $1 AND node_id = ANY ($3::text[]) AND (status = 'succeeded' OR 'error' = ANY (ports))
  ORDER BY node_id, path, attempt DESC`;

// Without it, a message could be committed after one of the same lane that took its number later.
const lockLanes = `
  SELECT pg_advisory_xact_lock(hashtextextended(lane, 0)) FROM unnest($1::text[]) WITH ORDINALITY AS l (lane, n)
  ORDER BY n`;

const columns = `
  n bigint, id uuid, flow_id uuid, version int, environment text, test boolean, until_node text, partner text, idempotency_key text, ordering_key text, business_keys jsonb, timeout_ms float8,
  concurrency int,   effect_root uuid, replay_of uuid, lease_token uuid, lease_ms float8, tick timestamptz`;

const insertRuns = `
  WITH message AS MATERIALIZED (
    SELECT m.*, p.trigger::json AS trigger, p.definition::json AS definition, p.overrides::json AS overrides
    FROM json_to_recordset($1::json) AS m (${columns})
    JOIN ${payloadsIn(2, 3, 4)} WITH ORDINALITY AS p (trigger, definition, overrides, n) USING (n)
  ), ticked AS (
    INSERT INTO schedule_ticks (flow_id, environment, tick, run_id)
    SELECT flow_id, environment, tick, id FROM message WHERE tick IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING run_id
  )
  INSERT INTO runs (
    id, flow_id, version, environment, test, definition, until_node, status, trigger, partner, idempotency_key,
    ordering_key, lane_held, concurrency, business_keys, effect_root, replay_of, overrides, deadline_at, dispatched_at,
    lease_token, lease_expires_at, started_at
  )
  SELECT
    id, flow_id, version, environment, test, definition, until_node,
    CASE WHEN lease_token IS NULL THEN 'queued' ELSE 'running' END,
    trigger, partner, idempotency_key, ordering_key, ordering_key IS NOT NULL, concurrency, business_keys, effect_root,
    replay_of, overrides, now() + timeout_ms * interval '1 ms', now(),
    lease_token, now() + lease_ms * interval '1 ms', CASE WHEN lease_token IS NOT NULL THEN now() END
  FROM message
  WHERE tick IS NULL OR id IN (SELECT run_id FROM ticked)
  ON CONFLICT DO NOTHING
  RETURNING id, started_at`;

const earlierRuns = `
  SELECT DISTINCT m.id AS asked, r.id
  FROM json_to_recordset($1::json) AS m (${columns})
  LEFT JOIN schedule_ticks t ON t.flow_id = m.flow_id AND t.environment = m.environment AND t.tick = m.tick
  JOIN runs r ON r.id = t.run_id OR (
    m.idempotency_key IS NOT NULL AND NOT r.test AND r.flow_id = m.flow_id
    AND r.environment = m.environment AND r.idempotency_key = m.idempotency_key
  )`;

async function findEarlier(pool: pg.Pool, rows: readonly Row[]): Promise<Map<string, string>> {
  const found = await pool.query<{ asked: string; id: string }>(earlierRuns, [jsonParam(rows)]);
  return new Map(found.rows.map(({ asked, id }) => [asked, id]));
}

function earlierRun(row: Row, earlier: ReadonlyMap<string, string>): string {
  const runId = earlier.get(row.id);
  if (runId === undefined) throw new Error(`run ${row.id} was neither inserted nor found`);
  return runId;
}

/**
 * The run as a worker would load it. The trigger is read from the text that was stored, so that a run sees the same now
 * as after a crash.
 */
function claimedFrom(run: NewRun, row: Row, made: Inserted, trigger: string): ClaimedRow | undefined {
  if (row.lease_token === null || made.started_at === null) return undefined;
  return {
    lease: { runId: row.id, token: row.lease_token },
    id: row.id,
    flowId: row.flow_id,
    version: row.version,
    environment: row.environment,
    test: row.test,
    draft: run.definition,
    untilNode: run.untilNode,
    trigger: JSON.parse(trigger) as ClaimedRun['trigger'],
    businessKeys: row.business_keys,
    effectRoot: row.effect_root,
    attempts: 1,
    overrides: run.overrides ?? {},
    startedAt: made.started_at,
    deadlineAt: run.timeoutMs === undefined ? undefined : new Date(Date.now() + run.timeoutMs),
    cancelRequestedBy: undefined,
    steps: [],
  };
}
