import type { LookupDefinition, LookupTable } from '@crossdock/flow-schema';
import { checkDefinition, checkEntry, findConflicts, type CompleteEntry } from '@crossdock/mapping';
import type { Actor } from '../access/principal.ts';
import { invalidFields, notFound, Refusal } from '../refusal.ts';
import type { LookupChange, LookupStore, LookupTableRow } from '../store/lookups.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import type { DeployedReferences, DeployedUse } from './deployed-references.ts';
import type { KeptTable, LookupTables } from './lookup-tables.ts';

export interface LookupServices {
  store: LookupStore;
  tables: LookupTables;
  references: DeployedReferences;
}

/** Lookup tables, apart from their rows. */
export class Lookups {
  readonly #services: LookupServices;

  constructor(services: LookupServices) {
    this.#services = services;
  }

  async list(page: PageRequest, search: string | undefined): Promise<PageResult<LookupTable>> {
    const { items, next } = await this.#services.store.list(page, search);
    const usesOf = await this.#services.references.read();
    return { items: items.map((table) => show(table, usesOf({ key: table.definition.key }))), next };
  }

  /** @throws Refusal `not_found` */
  async get(key: string): Promise<LookupTable> {
    const table = await this.#services.store.find(key);
    if (!table) throw noTable(key);
    return show(table, await this.#usesOf(key));
  }

  /** @throws Refusal `invalid_fields` or `lookup_exists` */
  async create(definition: LookupDefinition, by: Actor): Promise<LookupTable> {
    refuseFaults(definition);
    const { key } = definition;
    if (!(await this.#services.store.create(definition, by)))
      throw new Refusal('lookup_exists', `There is a table "${key}" already. Choose another key.`);
    return this.get(key);
  }

  /**
   * Changes what a table is. Its rows lose the cells of columns that are gone, and must fit the others.
   * @param wish.version that the change is based on
   * @throws Refusal `not_found`, `invalid_fields`, `lookup_conflict` or `stale_revision`
   */
  async update(
    key: string,
    wish: { version: number; definition: LookupDefinition },
    by: Actor,
  ): Promise<LookupTable> {
    const { definition } = wish;
    if (definition.key !== key)
      throw invalidFields([{ path: 'key', message: 'can’t be changed: flows name the table by it' }]);
    refuseFaults(definition);
    await changeTable(this.#services, { key, version: wish.version, by }, (table) => ({
      definition,
      changed: refitted(table, definition),
      audit: { action: 'lookup.update', subject: `lookup:${key}`, data: { definition } },
    }));
    return this.get(key);
  }

  /** @throws Refusal `not_found`, or `lookup_in_use` naming the flows */
  async delete(key: string, by: Actor): Promise<void> {
    const uses = await this.#usesOf(key);
    if (uses.length > 0) {
      const flows = uses.map(({ flowName }) => `“${flowName}”`).join(', ');
      throw new Refusal('lookup_in_use', `It is used by ${flows}.`, { members: { usedBy: uses } });
    }
    if (!(await this.#services.store.delete(key, by))) throw noTable(key);
  }

  async #usesOf(key: string): Promise<DeployedUse[]> {
    return (await this.#services.references.read())({ key });
  }
}

export const noTable = (key: string): Refusal =>
  new Refusal('not_found', `There is no lookup table "${key}".`);

/**
 * Changes a table that nobody else can change meanwhile.
 * @param wish.version that the change is based on; undefined: whatever it is now
 * @throws Refusal `not_found` or `stale_revision`, and what `decide` throws
 */
export async function changeTable(
  { store, tables }: Pick<LookupServices, 'store' | 'tables'>,
  { key, version, by }: { key: string; version?: number | undefined; by: Actor },
  decide: (table: KeptTable) => LookupChange,
): Promise<{ version: number; added: string[] }> {
  const done = await store.change(key, by, async (now) => {
    if (version !== undefined && version !== now)
      throw new Refusal('stale_revision', `Somebody has changed the table since: it is at version ${now}.`, {
        members: { revision: now },
        headers: { ETag: `"${now}"` },
      });
    const table = await tables.newest(key);
    if (!table) throw noTable(key);
    return decide(table);
  });
  if (!done) throw noTable(key);
  // This process need not wait for its own notice.
  tables.recheck();
  return done;
}

/** Rows that have to be written anew for another definition of their table. @throws Refusal when they do not fit */
function refitted(
  { index }: KeptTable,
  definition: LookupDefinition,
): { id: string; entry: CompleteEntry }[] {
  const rows = index.rows.map(({ id, keys, values, partner, environment, validFrom, validTo }) => {
    const kept = {
      keys: cellsOf(keys, definition.keys),
      values: cellsOf(values, definition.values),
      ...{ partner, environment, validFrom, validTo },
    };
    return { id, before: { keys, values }, ...checkEntry(definition, kept) };
  });
  const bad = rows.find(({ faults }) => faults.length > 0);
  if (bad) {
    const message = `does not fit the row of ${JSON.stringify(bad.before.keys)}: ${bad.faults[0]?.path} ${bad.faults[0]?.message}`;
    throw invalidFields([{ path: 'keys', message }]);
  }
  const [conflict] = findConflicts(
    definition,
    rows.map(({ entry }) => entry),
  );
  if (conflict) throw conflictOf(conflict.first.keys, conflict.second.keys);
  return rows.flatMap(({ id, entry, before }) => (sameCells(before, entry) ? [] : [{ id, entry }]));
}

const sameCells = (one: Cells, other: Cells): boolean =>
  JSON.stringify([one.keys, one.values]) === JSON.stringify([other.keys, other.values]);
type Cells = Pick<CompleteEntry, 'keys' | 'values'>;

export const conflictOf = (one: object, other: object): Refusal =>
  new Refusal(
    'lookup_conflict',
    `The rows of ${JSON.stringify(one)} and ${JSON.stringify(other)} answer the same key, and neither is more specific.`,
  );

const cellsOf = <Cell>(
  cells: Readonly<Record<string, Cell>>,
  columns: readonly { name: string }[],
): Record<string, Cell> =>
  Object.fromEntries(
    Object.entries(cells).filter(([name]) => columns.some((column) => column.name === name)),
  );

function refuseFaults(definition: LookupDefinition): void {
  const faults = checkDefinition(definition);
  if (faults.length > 0) throw invalidFields(faults);
}

function show({ definition, version, rows, updatedAt, updatedBy }: LookupTableRow, usedBy: DeployedUse[]) {
  return { ...definition, version, rows, usedBy, updatedAt: updatedAt.toISOString(), updatedBy };
}

export const noRow = (): Refusal => notFound('row');
