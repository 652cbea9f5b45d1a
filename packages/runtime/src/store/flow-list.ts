import type { FlowDefinition } from '@crossdock/flow-schema';
import type pg from 'pg';
import type { DeploymentRow } from './deployments.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';

/** Newest outcomes shown of each flow. */
const shownRuns = 20;

export interface RecentRun {
  id: string;
  status: string;
  createdAt: Date;
  durationMs: number | null;
}

/** A flow in the list, with all that its row shows except what stands in the definition. */
export interface ListedFlow {
  id: string;
  name: string;
  revision: number;
  latestVersion: number | null;
  updatedAt: Date;
  updatedBy: string;
  deployments: DeploymentRow[];
  lastRuns: RecentRun[];
  openExceptions: number;
}

export interface FlowList {
  /**
   * By name. Takes four queries, however many flows there are.
   * @param search part of the name
   */
  page(page: PageRequest, search: string | undefined): Promise<PageResult<ListedFlow>>;
  /** Drafts of several flows at once. */
  drafts(ids: readonly string[]): Promise<{ id: string; revision: number; definition: FlowDefinition }[]>;
}

type FlowColumns = Omit<ListedFlow, 'deployments' | 'lastRuns' | 'openExceptions'>;

export function flowList(pool: pg.Pool): FlowList {
  return {
    async page({ limit, after }, search) {
      const flows = await pool.query<FlowColumns>(selectFlows, [
        search === undefined ? null : `%${escapeLike(search)}%`,
        after === undefined ? null : String(after[0]),
        after === undefined ? null : String(after[1]),
        limit + 1,
      ]);
      const { items, next } = cutPage(flows.rows, limit, ({ name, id }) => [name, id]);
      return { items: await withActivity(pool, items), next };
    },
    async drafts(ids) {
      if (ids.length === 0) return [];
      const { rows } = await pool.query<{ id: string; revision: number; definition: FlowDefinition }>(
        'SELECT id, revision, definition FROM flows WHERE id = ANY($1::uuid[])',
        [ids],
      );
      return rows;
    },
  };
}

async function withActivity(pool: pg.Pool, flows: readonly FlowColumns[]): Promise<ListedFlow[]> {
  if (flows.length === 0) return [];
  const ids = [flows.map(({ id }) => id)];
  const [deployments, runs, exceptions] = await Promise.all([
    pool.query<DeploymentRow>(selectDeployments, ids),
    pool.query<RecentRun & { flowId: string }>(selectRuns, [...ids, shownRuns]),
    pool.query<{ flowId: string; open: number }>(countExceptions, ids),
  ]);
  const deploymentsOf = byFlow(deployments.rows);
  const runsOf = byFlow(runs.rows);
  const openOf = new Map(exceptions.rows.map(({ flowId, open }) => [flowId, open]));
  return flows.map((flow) => ({
    ...flow,
    deployments: deploymentsOf.get(flow.id) ?? [],
    lastRuns: (runsOf.get(flow.id) ?? []).map(({ flowId: _flow, ...run }) => run),
    openExceptions: openOf.get(flow.id) ?? 0,
  }));
}

function byFlow<Row extends { flowId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.flowId);
    if (group) group.push(row);
    else groups.set(row.flowId, [row]);
  }
  return groups;
}

/** A search text means itself, also with the signs that LIKE reads as wildcards. */
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const selectFlows = `
  SELECT id, name, revision, updated_at AS "updatedAt", updated_by AS "updatedBy",
    (SELECT max(version) FROM flow_versions WHERE flow_id = flows.id) AS "latestVersion"
  FROM flows
  WHERE deleted_at IS NULL AND ($1::text IS NULL OR name ILIKE $1)
    AND ($2::text IS NULL OR (name, id) > ($2, $3::uuid))
  ORDER BY name, id LIMIT $4`;

const selectDeployments = `
  SELECT flow_id AS "flowId", environment, version, paused, intake_method AS "intakeMethod",
    intake_path AS "intakePath", deployed_at AS "deployedAt", deployed_by AS "deployedBy"
  FROM deployments WHERE flow_id = ANY($1::uuid[]) ORDER BY environment`;

const selectRuns = `
  SELECT r.* FROM unnest($1::uuid[]) AS asked (flow_id)
  CROSS JOIN LATERAL (
    SELECT id, flow_id AS "flowId", status, created_at AS "createdAt",
      (extract(epoch FROM finished_at - started_at) * 1000)::float8 AS "durationMs"
    FROM runs WHERE runs.flow_id = asked.flow_id AND NOT test
    ORDER BY created_at DESC, id DESC LIMIT $2
  ) r`;

const countExceptions = `
  SELECT flow_id AS "flowId", count(*)::int AS open FROM exceptions
  WHERE flow_id = ANY($1::uuid[]) AND status = 'open' GROUP BY flow_id`;
