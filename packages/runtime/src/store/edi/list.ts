import type { EdiInterchange } from '@crossdock/flow-schema';
import type pg from 'pg';
import { cutPage, type PageRequest, type PageResult } from '../page.ts';
import { isUuid } from '../uuid.ts';

/** What a list of interchanges is narrowed by. */
export interface EdiInterchangeFilter {
  environment?: string;
  direction?: EdiInterchange['direction'];
  status?: EdiInterchange['status'];
  partner?: string;
  controlNumber?: string;
  run?: string;
}

export interface EdiInterchangeQueries {
  /** Newest first. */
  list(filter: EdiInterchangeFilter, page: PageRequest): Promise<PageResult<EdiInterchange>>;
}

export function ediInterchanges(pool: pg.Pool): EdiInterchangeQueries {
  return {
    async list(filter, { limit, after }) {
      if (filter.run !== undefined && !isUuid(filter.run)) return { items: [], next: undefined };
      const { rows } = await pool.query<Row>(selectPage, [
        filter.environment ?? null,
        filter.direction ?? null,
        filter.status ?? null,
        filter.partner ?? null,
        filter.controlNumber?.replace(/^0+(?=.)/, '') ?? null,
        filter.run ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
      ]);
      const { items, next } = cutPage(rows, limit, ({ at, id }) => [at.toISOString(), id]);
      return { items: items.map(show), next };
    },
  };
}

const shownStatus = `CASE WHEN status = 'waiting' AND due_at <= now() THEN 'overdue' ELSE status END`;
const selectPage = `
  SELECT id, environment, direction, standard, own_id, partner_id, control_number, group_number, functional_id,
    run_id, node_id, at, ${shownStatus} AS status, missing, due_at, acknowledged_at, errors
  FROM edi_interchanges
  WHERE ($1::text IS NULL OR environment = $1) AND ($2::text IS NULL OR direction = $2)
    AND ($3::text IS NULL OR ${shownStatus} = $3) AND ($4::text IS NULL OR partner_id = $4)
    AND ($5::text IS NULL OR control_number = $5) AND ($6::uuid IS NULL OR run_id = $6)
    AND ($7::timestamptz IS NULL OR (at, id) < ($7, $8::uuid))
  ORDER BY at DESC, id DESC LIMIT $9`;

interface Row {
  id: string;
  environment: string;
  direction: EdiInterchange['direction'];
  standard: EdiInterchange['standard'];
  own_id: string;
  partner_id: string;
  control_number: string;
  group_number: string;
  functional_id: string;
  run_id: string;
  node_id: string;
  at: Date;
  status: EdiInterchange['status'];
  missing: EdiInterchange['missing'];
  due_at: Date | null;
  acknowledged_at: Date | null;
  errors: EdiInterchange['errors'];
}

function show(row: Row): EdiInterchange {
  const { id, environment, direction, standard, status, missing, errors } = row;
  return {
    id,
    environment,
    direction,
    standard,
    ownId: row.own_id,
    partnerId: row.partner_id,
    controlNumber: row.control_number,
    groupControlNumber: row.group_number === '' ? null : row.group_number,
    functionalId: row.functional_id === '' ? null : row.functional_id,
    runId: row.run_id,
    nodeId: row.node_id,
    at: row.at.toISOString(),
    status,
    missing,
    dueAt: row.due_at?.toISOString() ?? null,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    errors,
  };
}
