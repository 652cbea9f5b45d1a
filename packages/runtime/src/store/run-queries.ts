import type { FlowDefinition, Run, RunStatus, RunSummary, Step } from '@crossdock/flow-schema';
import type pg from 'pg';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { isUuid } from './uuid.ts';

/** What a list of runs is narrowed by. */
export interface RunFilter {
  flow?: string;
  environment?: string;
  statuses?: readonly string[];
  businessKey?: { type: string; value: string };
  /** A run's id, or the value of a business key of any type. */
  q?: string;
  from?: Date;
  to?: Date;
  test?: boolean;
}

export interface RunQueries {
  list(filter: RunFilter, page: PageRequest): Promise<PageResult<RunSummary>>;
  get(id: string): Promise<Run | undefined>;
  steps(id: string): Promise<Step[] | undefined>;
  definition(id: string): Promise<FlowDefinition | undefined>;
  /** Runs of a business object, newest first. */
  ofBusinessKey(type: string, value: string, limit: number): Promise<RunSummary[]>;
}

export function runQueries(pool: pg.Pool): RunQueries {
  return {
    async list(filter, page) {
      const { where, values } = conditions(filter);
      if (page.after) {
        values.push(page.after[0], page.after[1]);
        where.push(`(r.created_at, r.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
      }
      values.push(page.limit + 1);
      const { rows } = await pool.query<SummaryRow>(
        `${selectSummary} ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
         ORDER BY r.created_at DESC, r.id DESC LIMIT $${values.length}`,
        values,
      );
      const { items, next } = cutPage(rows, page.limit, ({ created_at, id }) => [
        created_at.toISOString(),
        id,
      ]);
      return { items: items.map(toSummary), next };
    },
    async get(id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await pool.query<RunRow>(selectRun, [id]);
      return rows[0] && toRun(rows[0]);
    },
    async steps(id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await pool.query<StepRow>(selectSteps, [id]);
      if (rows.length > 0) return rows.map(toStep);
      const { rowCount } = await pool.query('SELECT 1 FROM runs WHERE id = $1', [id]);
      return rowCount ? [] : undefined;
    },
    async definition(id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await pool.query<{ definition: FlowDefinition }>(
        `SELECT coalesce(r.definition, v.definition) AS definition FROM runs r
         LEFT JOIN flow_versions v ON v.flow_id = r.flow_id AND v.version = r.version WHERE r.id = $1`,
        [id],
      );
      return rows[0]?.definition;
    },
    async ofBusinessKey(type, value, limit) {
      const { rows } = await pool.query<SummaryRow>(
        `${selectSummary} WHERE r.business_keys @> $1::jsonb ORDER BY r.created_at DESC LIMIT $2`,
        [JSON.stringify([{ type, value }]), limit],
      );
      return rows.map(toSummary);
    },
  };
}

interface Conditions {
  where: string[];
  values: unknown[];
}

function conditions(filter: RunFilter): Conditions {
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (condition: (n: number) => string, value: unknown): void => {
    values.push(value);
    where.push(condition(values.length));
  };
  if (filter.flow !== undefined) add((n) => `r.flow_id = $${n}::uuid`, filter.flow);
  if (filter.environment !== undefined) add((n) => `r.environment = $${n}`, filter.environment);
  if (filter.statuses) add((n) => `r.status = ANY ($${n}::text[])`, filter.statuses);
  if (filter.businessKey) add((n) => `r.business_keys @> $${n}::jsonb`, JSON.stringify([filter.businessKey]));
  if (filter.q !== undefined) {
    if (isUuid(filter.q)) add((n) => `r.id = $${n}::uuid`, filter.q);
    else add((n) => `r.business_keys @> $${n}::jsonb`, JSON.stringify([{ value: filter.q }]));
  }
  if (filter.from) add((n) => `r.created_at >= $${n}`, filter.from);
  if (filter.to) add((n) => `r.created_at < $${n}`, filter.to);
  if (filter.test !== undefined) add((n) => `r.test = $${n}`, filter.test);
  return { where, values };
}

const summaryColumns = `
  r.id, r.flow_id, f.name AS flow_name, r.version, r.environment, r.status, r.test, r.waiting_for, r.business_keys,
  r.attempts, r.created_at, r.started_at, r.finished_at, r.error`;
const selectSummary = `SELECT ${summaryColumns} FROM runs r JOIN flows f ON f.id = r.flow_id`;
const selectRun = `
  SELECT ${summaryColumns}, r.trigger, r.output, r.output IS NOT NULL AS has_output, r.replay_of,
    (SELECT e.id FROM exceptions e WHERE e.run_id = r.id AND e.status = 'open' ORDER BY e.created_at LIMIT 1)
      AS exception_id
  FROM runs r JOIN flows f ON f.id = r.flow_id WHERE r.id = $1`;

interface SummaryRow {
  id: string;
  flow_id: string;
  flow_name: string;
  version: number | null;
  environment: string;
  status: RunStatus;
  test: boolean;
  waiting_for: RunSummary['waitingFor'] | null;
  business_keys: RunSummary['businessKeys'];
  attempts: number;
  created_at: Date;
  started_at: Date | null;
  finished_at: Date | null;
  error: RunSummary['error'] | null;
}

interface RunRow extends SummaryRow {
  trigger: Run['trigger'];
  output: unknown;
  has_output: boolean;
  replay_of: string | null;
  exception_id: string | null;
}

function toSummary(row: SummaryRow): RunSummary {
  return {
    id: row.id,
    flowId: row.flow_id,
    flowName: row.flow_name,
    version: row.version,
    environment: row.environment,
    status: row.status,
    test: row.test,
    businessKeys: row.business_keys,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
    durationMs: durationOf(row),
    ...(row.waiting_for ? { waitingFor: row.waiting_for } : {}),
    ...(row.error ? { error: row.error } : {}),
  };
}

const durationOf = ({ started_at, finished_at }: SummaryRow): number | null =>
  started_at && finished_at ? finished_at.getTime() - started_at.getTime() : null;

function toRun(row: RunRow): Run {
  return {
    ...toSummary(row),
    trigger: row.trigger,
    ...(row.has_output ? { output: row.output } : {}),
    ...(row.replay_of === null ? {} : { replayOf: row.replay_of }),
    ...(row.exception_id === null ? {} : { exceptionId: row.exception_id }),
  };
}

const selectSteps = `
  SELECT node_id, path, attempt, status, ports, effect, origin, started_at, duration_ms, input, output,
    input IS NOT NULL AS has_input, output IS NOT NULL AS has_output, error, http, retry_at
  FROM steps WHERE run_id = $1 ORDER BY started_at, node_id, path, attempt`;

interface StepRow {
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
  has_input: boolean;
  has_output: boolean;
  error: NonNullable<Step['error']> | null;
  http: NonNullable<Step['http']> | null;
  retry_at: Date | null;
}

function toStep(row: StepRow): Step {
  return {
    nodeId: row.node_id,
    path: row.path,
    attempt: row.attempt,
    status: row.status,
    startedAt: row.started_at.toISOString(),
    durationMs: row.duration_ms,
    ports: row.ports,
    effect: row.effect,
    ...(row.has_input ? { input: row.input } : {}),
    ...(row.has_output ? { output: row.output } : {}),
    ...(row.error ? { error: row.error } : {}),
    ...(row.http ? { http: row.http } : {}),
    ...(row.retry_at ? { retryAt: row.retry_at.toISOString() } : {}),
    ...(row.origin ? { origin: row.origin } : {}),
  };
}
