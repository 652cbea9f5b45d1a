import type { LookupDefinition, LookupRow } from '@crossdock/flow-schema';
import type { CompleteEntry } from '@crossdock/mapping';
import type pg from 'pg';
import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange, type Change } from './audit.ts';
import { changeRows, type RowChanges } from './lookup-row-changes.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { isDuplicate, jsonValue, type Database, type Transaction } from './prisma.ts';
import { inTransaction } from './transaction.ts';
import { isUuid } from './uuid.ts';

/** A table without its rows. */
export interface LookupTableRow {
  definition: LookupDefinition;
  version: number;
  rows: number;
  updatedAt: Date;
  updatedBy: string;
}

/** A table with all of its rows, as of one version. */
export interface LoadedTable {
  definition: LookupDefinition;
  version: number;
  rows: LookupRow[];
}

/** What is to be done to a table; its version goes up by one. */
export interface LookupChange extends RowChanges {
  definition?: LookupDefinition;
  audit: Change;
}

export interface LookupRowFilter {
  q?: string;
  environment?: string;
  partner?: string;
}

export interface LookupStore {
  /** By title. @param q part of the title or key */
  list(page: PageRequest, q: string | undefined): Promise<PageResult<LookupTableRow>>;
  find(key: string): Promise<LookupTableRow | undefined>;
  keys(): Promise<string[]>;
  versionOf(key: string): Promise<number | undefined>;
  load(key: string): Promise<LoadedTable | undefined>;
  /** @returns false if there is one of this key. */
  create(definition: LookupDefinition, by: Actor): Promise<boolean>;
  /**
   * Changes a table that nobody else can change meanwhile.
   * @param decide is told the version of now, and says what to do; what it throws leaves all as it was
   * @returns the new version and the ids of added rows, or undefined if there is no such table
   */
  change(
    key: string,
    by: Actor,
    decide: (version: number) => Promise<LookupChange>,
  ): Promise<{ version: number; added: string[] } | undefined>;
  /** @returns false if there is no such table. */
  delete(key: string, by: Actor): Promise<boolean>;
  /** Rows in the order of entry. */
  rows(key: string, page: PageRequest, filter: LookupRowFilter): Promise<PageResult<LookupRow>>;
  row(key: string, id: string): Promise<LookupRow | undefined>;
}

/** A file of a hundred thousand rows is one change, which takes seconds. */
const changeTimeoutMs = 60_000;

const subjectOf = (key: string): string => `lookup:${key}`;
const told = (key: string): string => `lookup/${key}`;

export function lookupStore(pool: pg.Pool, database: Database): LookupStore {
  return {
    async list({ limit, after }, q) {
      const { rows } = await pool.query<TableColumns>(selectTables, [
        q ?? null,
        after?.[0] ?? null,
        after?.[1] ?? null,
        limit + 1,
      ]);
      const { items, next } = cutPage(rows, limit, ({ definition: { title, key } }) => [title, key]);
      return { items: items.map(toTable), next };
    },
    async find(key) {
      const { rows } = await pool.query<TableColumns>(selectTable, [key]);
      return rows[0] && toTable(rows[0]);
    },
    async keys() {
      const { rows } = await pool.query<{ key: string }>('SELECT key FROM lookup_tables');
      return rows.map(({ key }) => key);
    },
    async versionOf(key) {
      const { rows } = await pool.query<{ version: number }>(
        'SELECT version FROM lookup_tables WHERE key = $1',
        [key],
      );
      return rows[0]?.version;
    },
    load: (key) => load(pool, key),
    create: (definition, by) => create(database, definition, by),
    change: (key, by, decide) =>
      database.$transaction((transaction) => change(transaction, { key, by, decide }), {
        timeout: changeTimeoutMs,
      }),
    delete: (key, by) =>
      database.$transaction(async (transaction) => {
        const { count } = await transaction.lookupTable.deleteMany({ where: { key } });
        if (count === 0) return false;
        await recordChange(transaction, by, { action: 'lookup.delete', subject: subjectOf(key) });
        await announceChange(transaction, told(key));
        return true;
      }),
    async rows(key, { limit, after }, { q, environment, partner }) {
      const { rows } = await pool.query<RowColumns>(selectRows, [
        key,
        after?.[0] ?? null,
        q ?? null,
        environment ?? null,
        partner ?? null,
        limit + 1,
      ]);
      const { items, next } = cutPage(rows, limit, ({ seq }) => [Number(seq)]);
      return { items: items.map(toRow), next };
    },
    async row(key, id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await pool.query<RowColumns>(
        `SELECT ${rowColumns} FROM lookup_rows WHERE table_key = $1 AND id = $2`,
        [key, id],
      );
      return rows[0] && toRow(rows[0]);
    },
  };
}

/** Table and rows of one moment, though they are two queries. */
function load(pool: pg.Pool, key: string): Promise<LoadedTable | undefined> {
  return inTransaction(pool, async (client) => {
    await client.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tables = await client.query<{ definition: LookupDefinition; version: number }>(
      'SELECT definition, version FROM lookup_tables WHERE key = $1',
      [key],
    );
    const [table] = tables.rows;
    if (!table) return undefined;
    const { rows } = await client.query<RowColumns>(
      `SELECT ${rowColumns} FROM lookup_rows WHERE table_key = $1 ORDER BY seq`,
      [key],
    );
    return { ...table, rows: rows.map(toRow) };
  });
}

async function create(database: Database, definition: LookupDefinition, by: Actor): Promise<boolean> {
  const { key, title } = definition;
  try {
    await database.$transaction(async (transaction) => {
      await transaction.lookupTable.create({
        data: { key, title, definition: jsonValue(definition), updatedBy: by.actor },
      });
      await recordChange(transaction, by, {
        action: 'lookup.create',
        subject: subjectOf(key),
        data: { definition },
      });
      await announceChange(transaction, told(key));
    });
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

interface Wish {
  key: string;
  by: Actor;
  decide(version: number): Promise<LookupChange>;
}

async function change(
  transaction: Transaction,
  { key, by, decide }: Wish,
): Promise<{ version: number; added: string[] } | undefined> {
  const locked = await transaction.$queryRaw<{ version: number }[]>`
    SELECT version FROM lookup_tables WHERE key = ${key} FOR UPDATE`;
  const [table] = locked;
  if (!table) return undefined;
  const { definition, audit, ...rows } = await decide(table.version);
  const added = await changeRows(transaction, { key, by: by.actor }, rows);
  const version = table.version + 1;
  await transaction.lookupTable.update({
    where: { key },
    data: {
      version,
      updatedAt: new Date(),
      updatedBy: by.actor,
      ...(definition ? { title: definition.title, definition: jsonValue(definition) } : {}),
    },
  });
  await recordChange(transaction, by, audit);
  await announceChange(transaction, told(key));
  return { version, added };
}

interface TableColumns {
  definition: LookupDefinition;
  version: number;
  updated_at: Date;
  updated_by: string;
  rows: number;
}

const tableColumns = `definition, version, updated_at, updated_by,
  (SELECT count(*)::int FROM lookup_rows WHERE table_key = lookup_tables.key) AS rows`;
const selectTable = `SELECT ${tableColumns} FROM lookup_tables WHERE key = $1`;
const selectTables = `
  SELECT ${tableColumns} FROM lookup_tables
  WHERE ($1::text IS NULL OR strpos(lower(title), lower($1)) > 0 OR strpos(key, lower($1)) > 0)
    AND ($2::text IS NULL OR (title, key) > ($2, $3::text))
  ORDER BY title, key LIMIT $4`;

const toTable = ({ definition, version, rows, updated_at, updated_by }: TableColumns): LookupTableRow => ({
  definition,
  version,
  rows,
  updatedAt: updated_at,
  updatedBy: updated_by,
});

interface RowColumns {
  id: string;
  seq: string;
  keys: CompleteEntry['keys'];
  vals: CompleteEntry['values'];
  partner: string;
  environment: string | null;
  valid_from: string | null;
  valid_to: string | null;
  revision: number;
  updated_at: Date;
  updated_by: string;
}

const rowColumns =
  'id, seq, keys, vals, partner, environment, valid_from, valid_to, revision, updated_at, updated_by';
const selectRows = `
  SELECT ${rowColumns} FROM lookup_rows
  WHERE table_key = $1 AND ($2::bigint IS NULL OR seq > $2)
    AND ($3::text IS NULL OR strpos(search, lower($3)) > 0)
    AND ($4::text IS NULL OR environment IS NULL OR environment = $4)
    AND ($5::text IS NULL OR partner IN ($5, '*'))
  ORDER BY seq LIMIT $6`;

const toRow = (row: RowColumns): LookupRow => ({
  id: row.id,
  keys: row.keys,
  values: row.vals,
  partner: row.partner,
  environment: row.environment,
  validFrom: row.valid_from,
  validTo: row.valid_to,
  revision: row.revision,
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by,
});
