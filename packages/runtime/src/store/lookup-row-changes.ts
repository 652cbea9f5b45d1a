import type { CompleteEntry } from '@crossdock/mapping';
import { v7 as uuidv7 } from 'uuid';
import type { Transaction } from './prisma.ts';

/** What is to be done to the rows of a lookup table. */
export interface RowChanges {
  added?: readonly CompleteEntry[];
  changed?: readonly { id: string; entry: CompleteEntry }[];
  removed?: readonly string[];
}

/** Rows sent with one statement: keeps statements of a few megabytes at the most. */
const batchSize = 5_000;

/** Changes rows in the caller's transaction, which must hold the table. @returns ids of the added ones, in order */
export async function changeRows(
  transaction: Transaction,
  { key, by }: { key: string; by: string },
  { added = [], changed = [], removed = [] }: RowChanges,
): Promise<string[]> {
  for (const ids of batches(removed))
    await transaction.$executeRaw`
      DELETE FROM lookup_rows WHERE table_key = ${key} AND id = ANY (${[...ids]}::uuid[])`;
  for (const batch of batches(changed)) {
    const rows = JSON.stringify(batch.map(({ id, entry }) => columnsOf(id, entry)));
    await transaction.$executeRaw`
      UPDATE lookup_rows l SET keys = r.keys, vals = r.vals, partner = r.partner, environment = r.environment,
        valid_from = r.valid_from, valid_to = r.valid_to, search = r.search, revision = l.revision + 1,
        updated_at = now(), updated_by = ${by}
      FROM json_to_recordset(${rows}::json) AS r (id uuid, keys json, vals json, partner text, environment text,
        valid_from text, valid_to text, search text)
      WHERE l.table_key = ${key} AND l.id = r.id`;
  }
  const fresh = added.map((entry) => columnsOf(uuidv7(), entry));
  for (const batch of batches(fresh))
    await transaction.$executeRaw`
      INSERT INTO lookup_rows (id, table_key, keys, vals, partner, environment, valid_from, valid_to, search, updated_by)
      SELECT r.id, ${key}, r.keys, r.vals, r.partner, r.environment, r.valid_from, r.valid_to, r.search, ${by}
      FROM ROWS FROM (json_to_recordset(${JSON.stringify(batch)}::json) AS (id uuid, keys json, vals json, partner text,
        environment text, valid_from text, valid_to text, search text)) WITH ORDINALITY AS r
        (id, keys, vals, partner, environment, valid_from, valid_to, search, n)
      ORDER BY r.n`;
  return fresh.map(({ id }) => id);
}

function columnsOf(id: string, { keys, values, partner, environment, validFrom, validTo }: CompleteEntry) {
  return {
    id,
    keys,
    vals: values,
    partner,
    environment,
    valid_from: validFrom,
    valid_to: validTo,
    search: searchText([...Object.values(keys), ...Object.values(values), partner]),
  };
}

const searchText = (cells: readonly unknown[]): string =>
  cells
    .map((cell) => (typeof cell === 'object' && cell !== null ? Object.values(cell).join(' ') : String(cell)))
    .join('\n')
    .toLowerCase();

function* batches<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += batchSize) yield items.slice(from, from + batchSize);
}
