import type { Exception, ExceptionEvent, ExceptionSummary } from '@crossdock/flow-schema';
import type pg from 'pg';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { isUuid } from './uuid.ts';

/** What a list of exceptions is narrowed by. */
export interface ExceptionFilter {
  ids?: readonly string[];
  status?: string;
  class?: string;
  desk?: string;
  flow?: string;
  environment?: string;
  partner?: string;
  code?: string;
  /** Text in the message or code, or a business key's value. */
  q?: string;
}

export interface ExceptionQueries {
  list(filter: ExceptionFilter, page: PageRequest): Promise<PageResult<ExceptionSummary>>;
  get(id: string): Promise<Exception | undefined>;
  /** Ids of open exceptions for a bulk action, oldest first. */
  openIds(filter: ExceptionFilter, limit: number): Promise<string[]>;
  ofBusinessKey(type: string, value: string, limit: number): Promise<ExceptionSummary[]>;
}

export function exceptionQueries(pool: pg.Pool): ExceptionQueries {
  return {
    async list(filter, page) {
      const { where, values } = conditions(filter);
      if (page.after) {
        values.push(page.after[0], page.after[1]);
        where.push(`(e.created_at, e.id) < ($${values.length - 1}::timestamptz, $${values.length}::uuid)`);
      }
      values.push(page.limit + 1);
      const { rows } = await pool.query<SummaryRow>(
        `${selectSummary} ${whereOf(where)} ORDER BY e.created_at DESC, e.id DESC LIMIT $${values.length}`,
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
      const { rows } = await pool.query<ExceptionRow>(selectException, [id]);
      const row = rows[0];
      if (!row) return undefined;
      const events = await pool.query<EventRow>(selectEvents, [id]);
      return toException(row, events.rows.map(toEvent));
    },
    async openIds(filter, limit) {
      const { where, values } = conditions({ ...filter, status: 'open' });
      values.push(limit);
      const { rows } = await pool.query<{ id: string }>(
        `SELECT e.id FROM exceptions e ${whereOf(where)} ORDER BY e.created_at LIMIT $${values.length}`,
        values,
      );
      return rows.map(({ id }) => id);
    },
    async ofBusinessKey(type, value, limit) {
      const { rows } = await pool.query<SummaryRow>(
        `${selectSummary} WHERE e.business_keys @> $1::jsonb ORDER BY e.created_at DESC LIMIT $2`,
        [JSON.stringify([{ type, value }]), limit],
      );
      return rows.map(toSummary);
    },
  };
}

const whereOf = (where: readonly string[]): string =>
  where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';

function conditions(filter: ExceptionFilter): { where: string[]; values: unknown[] } {
  const where: string[] = [];
  const values: unknown[] = [];
  const add = (condition: (n: number) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    where.push(condition(values.length));
  };
  add((n) => `e.id = ANY ($${n}::uuid[])`, filter.ids);
  add((n) => `e.status = $${n}`, filter.status);
  add((n) => `e.class = $${n}`, filter.class);
  add((n) => `e.desk = $${n}`, filter.desk);
  add((n) => `e.flow_id = $${n}::uuid`, filter.flow);
  add((n) => `e.environment = $${n}`, filter.environment);
  add((n) => `e.partner = $${n}`, filter.partner);
  add((n) => `e.code = $${n}`, filter.code);
  if (filter.q !== undefined) {
    values.push(filter.q);
    const text = `$${values.length}`;
    values.push(JSON.stringify([{ value: filter.q }]));
    where.push(
      `(strpos(lower(e.message), lower(${text})) > 0 OR e.code = ${text} OR e.business_keys @> $${values.length}::jsonb)`,
    );
  }
  return { where, values };
}

const summaryColumns = `
  e.id, e.run_id, e.flow_id, f.name AS flow_name, e.environment, e.node_id, e.node_name, e.class, e.code, e.message,
  e.desk, e.status, e.business_keys, e.assignee_id, u.name AS assignee_name, e.created_at, e.resolved_at`;
const source = `FROM exceptions e JOIN flows f ON f.id = e.flow_id LEFT JOIN users u ON u.id = e.assignee_id`;
const selectSummary = `SELECT ${summaryColumns} ${source}`;
const selectException = `
  SELECT ${summaryColumns}, e.error, e.step_attempts, e.input, e.input IS NOT NULL AS has_input ${source} WHERE e.id = $1`;
const selectEvents = `
  SELECT at, actor, kind, text, before, after FROM exception_events WHERE exception_id = $1 ORDER BY at, id`;

interface SummaryRow {
  id: string;
  run_id: string;
  flow_id: string;
  flow_name: string;
  environment: string;
  node_id: string;
  node_name: string;
  class: ExceptionSummary['class'];
  code: string;
  message: string;
  desk: ExceptionSummary['desk'];
  status: ExceptionSummary['status'];
  business_keys: ExceptionSummary['businessKeys'];
  assignee_id: string | null;
  assignee_name: string | null;
  created_at: Date;
  resolved_at: Date | null;
}

interface ExceptionRow extends SummaryRow {
  error: Exception['error'];
  step_attempts: number;
  input: unknown;
  has_input: boolean;
}

interface EventRow {
  at: Date;
  actor: string;
  kind: ExceptionEvent['kind'];
  text: string | null;
  before: unknown;
  after: unknown;
}

function toSummary(row: SummaryRow): ExceptionSummary {
  return {
    id: row.id,
    runId: row.run_id,
    flowId: row.flow_id,
    flowName: row.flow_name,
    environment: row.environment,
    nodeId: row.node_id,
    nodeName: row.node_name,
    class: row.class,
    code: row.code,
    message: row.message,
    desk: row.desk,
    status: row.status,
    businessKeys: row.business_keys,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    createdAt: row.created_at.toISOString(),
    resolvedAt: row.resolved_at?.toISOString() ?? null,
  };
}

function toException(row: ExceptionRow, events: ExceptionEvent[]): Exception {
  return {
    ...toSummary(row),
    error: row.error,
    attempts: row.step_attempts,
    ...(row.has_input ? { input: row.input } : {}),
    events,
  };
}

function toEvent(row: EventRow): ExceptionEvent {
  return {
    at: row.at.toISOString(),
    actor: row.actor,
    kind: row.kind,
    ...(row.text === null ? {} : { text: row.text }),
    ...(row.before === null ? {} : { before: row.before }),
    ...(row.after === null ? {} : { after: row.after }),
  };
}
