import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';
import { identityOf, indexed } from './cells.ts';
import type { CompleteEntry } from './check-entry.ts';
import { findConflicts } from './conflicts.ts';
import type { LookupCsvFault, LookupCsvRow } from './csv.ts';

/** What taking rows into a table would do. */
export interface LookupChanges<Row extends LookupEntry> {
  added: CompleteEntry[];
  changed: { before: Row; after: CompleteEntry }[];
  removed: Row[];
  unchanged: number;
  /** Why it can't be done: rows that are there twice, or match equally with others. */
  faults: LookupCsvFault[];
}

/**
 * Works out what the rows of a file change in a table. A row is taken for the same as one of the table when key,
 * partner, environment and first day of validity are the same.
 * @param mode `merge` keeps rows that the file does not have, `replace` removes them
 */
export function planChanges<Row extends LookupEntry>(
  definition: LookupDefinition,
  rows: readonly Row[],
  { incoming, mode }: { incoming: readonly LookupCsvRow[]; mode: 'merge' | 'replace' },
): LookupChanges<Row> {
  const known = new Map(rows.map((row) => [identity(definition, row), row]));
  const seen = new Map<string, number>();
  const taken: LookupCsvRow[] = [];
  const plan: LookupChanges<Row> = { added: [], changed: [], removed: [], unchanged: 0, faults: [] };
  for (const { row, entry } of incoming) {
    const id = identity(definition, entry);
    const earlier = seen.get(id);
    if (earlier !== undefined) {
      plan.faults.push({ row, message: `has the same key as row ${earlier}` });
      continue;
    }
    seen.set(id, row);
    taken.push({ row, entry });
    const before = known.get(id);
    if (!before) plan.added.push(entry);
    else if (sameContent(before, entry)) plan.unchanged += 1;
    else plan.changed.push({ before, after: entry });
  }
  const kept = [...known].filter(([id]) => !seen.has(id)).map(([, row]) => row);
  if (mode === 'replace') plan.removed.push(...kept);
  plan.faults.push(...conflictFaults(definition, taken, mode === 'merge' ? kept : []));
  return plan;
}

const identity = (definition: LookupDefinition, row: LookupEntry): string =>
  identityOf(indexed(definition, row, 0));

/** Whether two rows say the same; the order of columns does not matter. */
function sameContent(before: LookupEntry, after: CompleteEntry): boolean {
  const content = ({ keys, values, validTo }: LookupEntry): string =>
    JSON.stringify([sorted(keys), sorted(values), validTo ?? null]);
  return content(before) === content(after);
}

const sorted = (cells: object): [string, unknown][] =>
  Object.entries(cells).sort(([one], [other]) => (one < other ? -1 : 1));

function conflictFaults(
  definition: LookupDefinition,
  incoming: readonly LookupCsvRow[],
  kept: readonly LookupEntry[],
): LookupCsvFault[] {
  const rowOf = new Map<LookupEntry, number>(incoming.map(({ row, entry }) => [entry, row]));
  const entries = [...incoming.map(({ entry }) => entry), ...kept];
  return findConflicts<LookupEntry>(definition, entries).flatMap(({ first, second }) => {
    const [one, other] = [rowOf.get(first), rowOf.get(second)];
    const row = other ?? one;
    if (row === undefined) return [];
    const rival = one !== undefined && other !== undefined ? `row ${one}` : 'a row of the table';
    return [{ row, message: `answers the same key as ${rival}, and neither is more specific` }];
  });
}
