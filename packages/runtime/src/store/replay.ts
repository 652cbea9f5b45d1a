import type { FlowDefinition } from '@crossdock/flow-schema';
import type pg from 'pg';
import type { Override } from '../engine/ports.ts';
import { inTransaction } from './transaction.ts';

/** A run that takes over steps of another one and goes on from there. */
export interface ReplaySteps {
  fromRunId: string;
  toRunId: string;
  /** Nodes whose outcome is taken over. */
  nodeIds: readonly string[];
  overrides?: Readonly<Record<string, Override>>;
}

/**
 * Copies the last succeeded attempt of each of the nodes into the new run, marked as taken over, and lets it go.
 * The new run must have been accepted with a lease, so that nobody works on it before its steps are there.
 */
export async function takeOverSteps(pool: pg.Pool, replay: ReplaySteps): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query(
      `INSERT INTO steps (run_id, node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms,
         input, output, http)
       SELECT DISTINCT ON (node_id, path) $2::uuid, node_id, path, 1, status, ports, effect, 'replay', started_at,
         duration_ms, input, output, http
       FROM steps WHERE run_id = $1 AND node_id = ANY ($3::text[]) AND status = 'succeeded'
       ORDER BY node_id, path, attempt DESC`,
      [replay.fromRunId, replay.toRunId, replay.nodeIds],
    );
    await client.query(
      `UPDATE runs SET overrides = $2::json, lease_token = NULL, lease_expires_at = NULL, status = 'queued'
       WHERE id = $1`,
      [replay.toRunId, JSON.stringify(replay.overrides ?? {})],
    );
  });
}

/** What a replay needs to know of the run it repeats. */
export interface ReplayedRun {
  id: string;
  flowId: string;
  version: number | null;
  environment: string;
  status: string;
  test: boolean;
  draft: FlowDefinition | null;
  effectRoot: string;
  trigger: { receivedAt: string };
  latestVersion: number | null;
}

export async function loadForReplay(pool: pg.Pool, runId: string): Promise<ReplayedRun | undefined> {
  const { rows } = await pool.query<ReplayedRun>(
    `SELECT r.id, r.flow_id AS "flowId", r.version, r.environment, r.status, r.test, r.definition AS draft,
       r.effect_root AS "effectRoot", r.trigger,
       (SELECT max(version) FROM flow_versions v WHERE v.flow_id = r.flow_id) AS "latestVersion"
     FROM runs r WHERE r.id = $1`,
    [runId],
  );
  return rows[0];
}

/** Nodes that failed for good in a run: whose last attempt failed, without taking the error port. */
export async function failedNodes(pool: pg.Pool, runId: string): Promise<string[]> {
  const { rows } = await pool.query<{ node_id: string; status: string; ports: string[] }>(
    `SELECT DISTINCT ON (node_id, path) node_id, status, ports FROM steps
     WHERE run_id = $1 ORDER BY node_id, path, attempt DESC`,
    [runId],
  );
  return rows
    .filter(({ status, ports }) => status === 'failed' && ports.length === 0)
    .map(({ node_id }) => node_id);
}
