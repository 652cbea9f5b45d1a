import type { BusinessKey, FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { groupCommit } from '../group-commit.ts';
import { jsonParam, payloads, plainText } from './json-param.ts';

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
  /** Run from whose id effects take their idempotency keys, for a replay. */
  effectRoot?: string;
  replayOf?: string;
  /** Milliseconds for which the accepting process keeps the run to itself, to answer a waiting caller. */
  leaseMs?: number;
  /** Fires once for each tick: makes the acceptance conditional on it. */
  tick?: Date;
}

export interface Accepted {
  runId: string;
  /** The message was there before: `runId` is the run that it made then. */
  duplicate: boolean;
  /** Set if `leaseMs` was asked for and the run is new. */
  leaseToken?: string;
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
  const client = await pool.connect();
  try {
    const lanes = lanesOf(rows);
    if (lanes.length > 0) await client.query('BEGIN');
    if (lanes.length > 0) await client.query(lockLanes, [lanes]);
    const inserted = await client.query<{ id: string }>(insertRuns, [
      jsonParam(rows),
      payloads(runs, ({ trigger }) => trigger),
      payloads(runs, ({ definition }) => definition),
    ]);
    if (lanes.length > 0) await client.query('COMMIT');
    const fresh = new Set(inserted.rows.map(({ id }) => id));
    const earlier = fresh.size === rows.length ? new Map<string, string>() : await findEarlier(client, rows);
    return rows.map((row) => accepted(row, fresh, earlier));
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
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
    idempotency_key: run.idempotencyKey === undefined ? null : plainText(run.idempotencyKey),
    ordering_key: run.orderingKey === undefined ? null : plainText(run.orderingKey),
    business_keys: (run.businessKeys ?? []).map(({ type, value }) => ({ type, value: plainText(value) })),
    timeout_ms: run.timeoutMs ?? null,
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

// Without it, a message could be committed after one of the same lane that took its number later.
const lockLanes = `
  SELECT pg_advisory_xact_lock(hashtextextended(lane, 0)) FROM unnest($1::text[]) WITH ORDINALITY AS l (lane, n)
  ORDER BY n`;

const columns = `
  n bigint, id uuid, flow_id uuid, version int, environment text, test boolean, until_node text, partner text, idempotency_key text, ordering_key text, business_keys jsonb, timeout_ms float8,
  effect_root uuid, replay_of uuid, lease_token uuid, lease_ms float8, tick timestamptz`;

const insertRuns = `
  WITH message AS MATERIALIZED (
    SELECT m.*, p.trigger::json AS trigger, p.definition::json AS definition
    FROM json_to_recordset($1::json) AS m (${columns})
    JOIN unnest($2::text[], $3::text[]) WITH ORDINALITY AS p (trigger, definition, n) USING (n)
  ), ticked AS (
    INSERT INTO schedule_ticks (flow_id, environment, tick, run_id)
    SELECT flow_id, environment, tick, id FROM message WHERE tick IS NOT NULL
    ON CONFLICT DO NOTHING
    RETURNING run_id
  )
  INSERT INTO runs (
    id, flow_id, version, environment, test, definition, until_node, status, trigger, partner, idempotency_key,
    ordering_key, lane_held, business_keys, effect_root, replay_of, deadline_at, dispatched_at,
    lease_token, lease_expires_at, started_at
  )
  SELECT
    id, flow_id, version, environment, test, definition, until_node,
    CASE WHEN lease_token IS NULL THEN 'queued' ELSE 'running' END,
    trigger, partner, idempotency_key, ordering_key, ordering_key IS NOT NULL, business_keys, effect_root,
    replay_of, now() + timeout_ms * interval '1 ms', now(),
    lease_token, now() + lease_ms * interval '1 ms', CASE WHEN lease_token IS NOT NULL THEN now() END
  FROM message
  WHERE tick IS NULL OR id IN (SELECT run_id FROM ticked)
  ON CONFLICT DO NOTHING
  RETURNING id`;

const earlierRuns = `
  SELECT DISTINCT m.id AS asked, r.id
  FROM json_to_recordset($1::json) AS m (${columns})
  LEFT JOIN schedule_ticks t ON t.flow_id = m.flow_id AND t.environment = m.environment AND t.tick = m.tick
  JOIN runs r ON r.id = t.run_id OR (
    m.idempotency_key IS NOT NULL AND NOT r.test AND r.flow_id = m.flow_id
    AND r.environment = m.environment AND r.idempotency_key = m.idempotency_key
  )`;

async function findEarlier(client: pg.PoolClient, rows: readonly Row[]): Promise<Map<string, string>> {
  const found = await client.query<{ asked: string; id: string }>(earlierRuns, [jsonParam(rows)]);
  return new Map(found.rows.map(({ asked, id }) => [asked, id]));
}

function accepted(row: Row, fresh: ReadonlySet<string>, earlier: ReadonlyMap<string, string>): Accepted {
  if (fresh.has(row.id)) {
    return {
      runId: row.id,
      duplicate: false,
      ...(row.lease_token === null ? {} : { leaseToken: row.lease_token }),
    };
  }
  const runId = earlier.get(row.id);
  if (runId === undefined) throw new Error(`run ${row.id} was neither inserted nor found`);
  return { runId, duplicate: true };
}
