import type { FlowDefinition } from '@crossdock/flow-schema';
import type pg from 'pg';

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
