import { lookupMissOf, missingTableOf, type LookupIndex } from '@crossdock/mapping';
import type { LookupSource } from './ports.ts';

/** Tables that one evaluation may ask for by names that it makes up. */
const mostTables = 100;

/** Tables in memory by key; null: there is none of that key. */
export type Tables = ReadonlyMap<string, LookupIndex | null>;

/**
 * Does work that reads lookup tables but can't wait for them. Those named beforehand are loaded first; one that the
 * work asks for beyond these is loaded, and the work done again, which is why it must be pure. A miss is believed
 * only once the table is known to be the newest, so that a run resumed for a row just added finds it on any server.
 */
export async function withTables<Result>(
  lookups: LookupSource,
  named: readonly string[],
  work: (tables: Tables) => Result,
): Promise<Result> {
  const tables = new Map<string, LookupIndex | null>();
  for (const name of named) tables.set(name, await lookups.tableOf(name));
  const sure = new Set<string>();
  for (;;) {
    try {
      return work(tables);
    } catch (error) {
      const missing = missingTableOf(error);
      const missed = lookupMissOf(error)?.table;
      if (missing !== undefined && tables.size < mostTables) {
        tables.set(missing, await lookups.tableOf(missing));
      } else if (missed !== undefined && !sure.has(missed)) {
        sure.add(missed);
        const known = tables.get(missed);
        const fresh = await lookups.freshTableOf(missed);
        if (fresh === known) throw error;
        tables.set(missed, fresh);
      } else {
        throw error;
      }
    }
  }
}
