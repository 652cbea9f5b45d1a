import type {
  LookupEntry,
  LookupImport,
  LookupImportBody,
  LookupRow,
  LookupTried,
  LookupTryBody,
} from '@crossdock/flow-schema';
import {
  askTable,
  checkEntry,
  conflictWith,
  explainMatch,
  explainMiss,
  ExpressionError,
  lookupOptions,
  planChanges,
  readLookupCsv,
  writeLookupCsv,
  type CompleteEntry,
  type LookupChanges,
  type LookupIndex,
  type LookupQuestion,
} from '@crossdock/mapping';
import type { Actor } from '../access/principal.ts';
import { invalidFields, Refusal } from '../refusal.ts';
import type { EnvironmentStore } from '../store/environments.ts';
import type { LookupChange, LookupRowFilter, LookupStore } from '../store/lookups.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import type { KeptTable, LookupTables } from './lookup-tables.ts';
import { changeTable, conflictOf, noRow, noTable } from './lookups.ts';

export interface LookupRowServices {
  store: LookupStore;
  tables: LookupTables;
  environments: Pick<EnvironmentStore, 'exists'>;
}

/** A row of a table, as the address names it. */
export interface RowName {
  key: string;
  id: string;
}

/** Changes of an import that are shown. */
const shownChanges = 200;

/** Rows of lookup tables: one by one, and as CSV. */
export class LookupRows {
  readonly #services: LookupRowServices;

  constructor(services: LookupRowServices) {
    this.#services = services;
  }

  /** @throws Refusal `not_found` */
  async list(key: string, page: PageRequest, filter: LookupRowFilter): Promise<PageResult<LookupRow>> {
    await this.#table(key);
    return this.#services.store.rows(key, page, filter);
  }

  /** @throws Refusal `not_found`, `invalid_fields` or `lookup_conflict` */
  async add(key: string, wanted: LookupEntry, by: Actor): Promise<LookupRow> {
    const entry = await this.#checked(key, wanted);
    const { added } = await changeTable(this.#services, { key, by }, ({ index }) => {
      refuseConflict(index, entry);
      return { added: [entry], audit: rowAudit('add', key, { after: entry }) };
    });
    return this.#row({ key, id: added[0] ?? '' });
  }

  /**
   * Replaces a row.
   * @param wish.revision that the change is based on
   * @throws Refusal `not_found`, `invalid_fields`, `lookup_conflict` or `stale_revision`
   */
  async put(name: RowName, wish: { revision: number; entry: LookupEntry }, by: Actor): Promise<LookupRow> {
    const entry = await this.#checked(name.key, wish.entry);
    await changeTable(this.#services, { key: name.key, by }, ({ index }) => {
      const before = rowAt(index, name.id, wish.revision);
      refuseConflict(index, entry, before);
      const audit = rowAudit('put', name.key, { id: name.id, before: entryOf(before), after: entry });
      return { changed: [{ id: name.id, entry }], audit };
    });
    return this.#row(name);
  }

  /** @throws Refusal `not_found` or `stale_revision` */
  async delete({ key, id }: RowName, revision: number, by: Actor): Promise<void> {
    await changeTable(this.#services, { key, by }, ({ index }) => ({
      removed: [id],
      audit: rowAudit('delete', key, { id, before: entryOf(rowAt(index, id, revision)) }),
    }));
  }

  /** @throws Refusal `not_found` */
  async exportCsv(key: string): Promise<{ content: string; rows: number }> {
    const { index } = await this.#table(key);
    return { content: writeLookupCsv(index.definition, index.rows), rows: index.rows.length };
  }

  /**
   * Takes in a CSV file, or says what that would change. A file with faults changes nothing.
   * @param version that the import is based on; undefined in dry runs
   * @throws Refusal `not_found` or `stale_revision`
   */
  async importCsv(
    key: string,
    { body, version }: { body: LookupImportBody; version: number | undefined },
    by: Actor,
  ): Promise<Omit<LookupImport, 'resumed'>> {
    const table = await this.#table(key);
    const plan = await this.#plan(table, body);
    if (body.dryRun === true || plan.faults.length > 0) return shownPlan(plan, false, table.version);
    const done = await changeTable(this.#services, { key, version: version ?? table.version, by }, (now) => {
      // Somebody may have changed the table since it was looked at; without a version of the caller's, that is told.
      if (now.version !== table.version)
        throw new Refusal('conflict', 'The table was changed just now. Try again.');
      return importChange(key, plan, body.mode);
    });
    return shownPlan(plan, true, done.version);
  }

  /** Tries a lookup. @throws Refusal `not_found`, or `invalid_fields` for a question that can't be asked */
  async try(key: string, asked: LookupTryBody): Promise<LookupTried> {
    const { index } = await this.#table(key);
    try {
      const question = questionOf(asked);
      const answer = askTable(index, question);
      if (!answer) return { found: false, why: explainMiss(index, question) };
      const why = explainMatch(index.definition, answer.row, question);
      return {
        found: true,
        row: answer.row,
        why,
        ...(answer.value === undefined ? {} : { value: answer.value }),
      };
    } catch (error) {
      if (error instanceof ExpressionError) throw invalidFields([{ path: 'key', message: error.message }]);
      throw error;
    }
  }

  async #plan({ index }: KeptTable, { content, mode }: LookupImportBody): Promise<LookupChanges<LookupRow>> {
    const { rows, faults } = readLookupCsv(index.definition, content);
    const unknown = new Set<string>();
    for (const environment of new Set(rows.map(({ entry }) => entry.environment)))
      if (environment !== null && !(await this.#services.environments.exists(environment)))
        unknown.add(environment);
    const misplaced = rows.flatMap(({ row, entry: { environment } }) =>
      environment !== null && unknown.has(environment)
        ? [{ row, column: 'environment', message: `there is no environment "${environment}"` }]
        : [],
    );
    const plan = planChanges(index.definition, index.rows, { incoming: rows, mode });
    return {
      ...plan,
      faults: [...faults, ...misplaced, ...plan.faults].sort((one, other) => one.row - other.row),
    };
  }

  async #checked(key: string, wanted: LookupEntry): Promise<CompleteEntry> {
    const { index } = await this.#table(key);
    const { entry, faults } = checkEntry(index.definition, wanted);
    const { environment } = entry;
    if (environment !== null && !(await this.#services.environments.exists(environment)))
      faults.push({ path: 'environment', message: `there is no environment "${environment}"` });
    if (faults.length > 0) throw invalidFields(faults);
    return entry;
  }

  async #table(key: string): Promise<KeptTable> {
    const table = await this.#services.tables.newest(key);
    if (!table) throw noTable(key);
    return table;
  }

  async #row({ key, id }: RowName): Promise<LookupRow> {
    const row = await this.#services.store.row(key, id);
    if (!row) throw noRow();
    return row;
  }
}

function rowAt({ rows }: LookupIndex<LookupRow>, id: string, revision: number): LookupRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw noRow();
  if (row.revision === revision) return row;
  throw new Refusal('stale_revision', `${row.updatedBy} has saved revision ${row.revision}.`, {
    members: { revision: row.revision, updatedBy: row.updatedBy },
    headers: { ETag: `"${row.revision}"` },
  });
}

function refuseConflict(index: LookupIndex<LookupRow>, entry: CompleteEntry, replaced?: LookupRow): void {
  const rival = conflictWith(index, entry, replaced);
  if (rival) throw conflictOf(entry.keys, rival.keys);
}

const entryOf = ({ keys, values, partner, environment, validFrom, validTo }: LookupRow): CompleteEntry => ({
  keys,
  values,
  partner,
  environment,
  validFrom,
  validTo,
});

const rowAudit = (action: string, key: string, data: Record<string, unknown>): LookupChange['audit'] => ({
  action: `lookup.row.${action}`,
  subject: `lookup:${key}`,
  data,
});

function importChange(key: string, plan: LookupChanges<LookupRow>, mode: string): LookupChange {
  const { added, changed, removed } = plan;
  return {
    added,
    changed: changed.map(({ before, after }) => ({ id: before.id, entry: after })),
    removed: removed.map(({ id }) => id),
    audit: {
      action: 'lookup.import',
      subject: `lookup:${key}`,
      data: {
        ...{ mode, added: added.length, changed: changed.length, removed: removed.length },
        changes: changesOf(plan),
      },
    },
  };
}

function shownPlan(
  plan: LookupChanges<LookupRow>,
  applied: boolean,
  version: number,
): Omit<LookupImport, 'resumed'> {
  return {
    applied,
    added: plan.added.length,
    changed: plan.changed.length,
    removed: plan.removed.length,
    unchanged: plan.unchanged,
    changes: changesOf(plan),
    errors: plan.faults.map((fault) => ({ ...fault })),
    version,
  };
}

function changesOf({ added, changed, removed }: LookupChanges<LookupRow>): LookupImport['changes'] {
  return [
    ...removed
      .slice(0, shownChanges)
      .map((before) => ({ kind: 'removed' as const, before: entryOf(before) })),
    ...changed
      .slice(0, shownChanges)
      .map(({ before, after }) => ({ kind: 'changed' as const, before: entryOf(before), after })),
    ...added.slice(0, shownChanges).map((after) => ({ kind: 'added' as const, after })),
  ].slice(0, shownChanges);
}

/** @throws ExpressionError as `$lookup` does */
function questionOf({ key, environment, ...options }: LookupTryBody): LookupQuestion {
  return { key: key ?? null, environment, at: Date.now(), ...lookupOptions(options) };
}
