import type { LookupRow } from '@crossdock/flow-schema';
import { LookupIndex } from '@crossdock/mapping';
import type { LookupStore } from '../store/lookups.ts';
import { TimedCache } from '../worker/timed-cache.ts';

/** A table in memory. */
export interface KeptTable {
  version: number;
  index: LookupIndex<LookupRow>;
}

/** Rows kept in memory, over all tables; the tables used longest ago go first. */
const mostRows = 1_000_000;

/**
 * Lookup tables in memory, each made ready once a version. A change is known by its notice; when that was lost, by the
 * version, which is asked for again after `keepMs`.
 */
export class LookupTables {
  readonly #store: Pick<LookupStore, 'versionOf' | 'load'>;
  readonly #kept = new Map<string, KeptTable>();
  readonly #checked: TimedCache<KeptTable | null>;

  constructor(store: Pick<LookupStore, 'versionOf' | 'load'>, keepMs: number) {
    this.#store = store;
    this.#checked = new TimedCache((key) => this.newest(key), keepMs);
  }

  /** A table as it was `keepMs` ago at the most; null if there is none. */
  async tableOf(key: string): Promise<LookupIndex<LookupRow> | null> {
    return (await this.#checked.get(key))?.index ?? null;
  }

  /** A table as it is now. */
  async freshTableOf(key: string): Promise<LookupIndex<LookupRow> | null> {
    return (await this.newest(key))?.index ?? null;
  }

  /** A table as it is now, with its version. */
  async newest(key: string): Promise<KeptTable | null> {
    const version = await this.#store.versionOf(key);
    const kept = this.#kept.get(key);
    if (kept && kept.version === version) return this.#keep(key, kept);
    const loaded = version === undefined ? undefined : await this.#store.load(key);
    if (!loaded) {
      this.#kept.delete(key);
      return null;
    }
    const { definition, rows } = loaded;
    return this.#keep(key, { version: loaded.version, index: new LookupIndex(definition, rows) });
  }

  /** Has the versions looked at again when the tables are next asked for. */
  recheck(): void {
    this.#checked.clear();
  }

  #keep(key: string, table: KeptTable): KeptTable {
    this.#kept.delete(key);
    this.#kept.set(key, table);
    let rows = 0;
    for (const { index } of this.#kept.values()) rows += index.rows.length;
    for (const [oldest, { index }] of this.#kept) {
      if (rows <= mostRows || oldest === key) break;
      this.#kept.delete(oldest);
      rows -= index.rows.length;
    }
    // What is kept under the timed cache would stay in memory too.
    return table;
  }
}
