import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';
import { askTable, LookupIndex } from '@crossdock/mapping';
import { spreadOf } from '../statistics.ts';
import { measureSideBySide, printTable, ratioOf, showSpread } from './side-by-side.ts';

/** Rows of a large table, as of the item numbers of a large partner, and of a small one. */
const large = 100_000;
const small = 100;
/** Lookups of one piece of work: one alone is too short to be timed. */
const batch = 1000;

interface Kind {
  name: string;
  match: LookupDefinition['keys'][number];
  cellAt(row: number): LookupEntry['keys'][string];
  keyAt(row: number): string | number;
}

const item = (row: number): string => `ITEM-${String(row).padStart(6, '0')}`;

const kinds: readonly Kind[] = [
  {
    name: 'exact',
    match: { name: 'key', match: 'exact', type: 'text', ignoreCase: true },
    cellAt: item,
    keyAt: item,
  },
  {
    name: 'wildcard at the end',
    match: { name: 'key', match: 'wildcard', type: 'text' },
    cellAt: (row) => `${item(row)}*`,
    keyAt: (row) => `${item(row)}/RED`,
  },
  {
    name: 'wildcard at the beginning',
    match: { name: 'key', match: 'wildcard', type: 'text' },
    cellAt: (row) => `*${item(row)}`,
    keyAt: (row) => `RED/${item(row)}`,
  },
  {
    name: 'range',
    match: { name: 'key', match: 'range', type: 'number' },
    cellAt: (row) => ({ from: row * 10, to: row * 10 + 10 }),
    keyAt: (row) => row * 10 + 5,
  },
];

/**
 * Lookups in a large table beside the same in a small one, and a plain `Map` of the large one's keys; and what it
 * costs to make the large one ready, up to its first answer, beside making that `Map`.
 */
export async function runLookups(print: (line: string) => void, options: { rounds: number }): Promise<void> {
  const rows = [['µs a lookup', 'small', 'large', 'large / small', 'large / Map']];
  const ready = [['ms to make ready', 'large', 'Map', 'large / Map']];
  for (const kind of kinds) {
    const [few, many] = [tableOf(kind, rowsOf(kind, small)), tableOf(kind, rowsOf(kind, large))];
    const keys = Array.from({ length: batch }, (_, n) => (n * 7919) % large).map(kind.keyAt);
    const fewKeys = Array.from({ length: batch }, (_, n) => n % small).map(kind.keyAt);
    const plain = new Map(Array.from({ length: large }, (_, row) => [kind.keyAt(row), row]));
    const times = await measureSideBySide(
      [
        { name: 'small', run: () => lookUpAll(few, fewKeys) },
        { name: 'large', run: () => lookUpAll(many, keys) },
        { name: 'Map', run: () => keys.filter((key) => plain.get(key) !== undefined).length },
      ],
      options,
    );
    const micros = (name: string): string =>
      showSpread(spreadOf((times.get(name) ?? []).map((ms) => (ms * 1000) / batch)));
    rows.push([
      kind.name,
      micros('small'),
      micros('large'),
      showSpread(ratioOf(times, 'large', 'small')),
      showSpread(ratioOf(times, 'large', 'Map')),
    ]);
    ready.push(await readyTimes(kind, options));
  }
  printTable(print, rows);
  printTable(print, ready);
}

async function readyTimes(kind: Kind, options: { rounds: number }): Promise<string[]> {
  const entries = rowsOf(kind, large);
  const times = await measureSideBySide(
    [
      { name: 'large', run: () => lookUpAll(tableOf(kind, entries), [kind.keyAt(large - 1)]) },
      { name: 'Map', run: () => new Map(entries.map((entry, row) => [kind.keyAt(row), entry])) },
    ],
    options,
  );
  const millis = (name: string): string => showSpread(spreadOf(times.get(name) ?? []));
  return [kind.name, millis('large'), millis('Map'), showSpread(ratioOf(times, 'large', 'Map'))];
}

function tableOf({ match }: Kind, rows: readonly LookupEntry[]): LookupIndex {
  const definition: LookupDefinition = {
    key: 'items',
    title: 'Items',
    keys: [match],
    values: [{ name: 'ours', type: 'text' }],
    onMiss: { policy: 'empty' },
  };
  return new LookupIndex(definition, rows);
}

function rowsOf({ cellAt }: Kind, size: number): LookupEntry[] {
  return Array.from({ length: size }, (_, row) => ({
    keys: { key: cellAt(row) },
    values: { ours: `H-${row}` },
  }));
}

function lookUpAll(table: LookupIndex, keys: readonly (string | number)[]): number {
  const circumstances = { environment: 'production', partner: 'NORTHGATE', at: 0 };
  let found = 0;
  for (const key of keys) if (askTable(table, { ...circumstances, key })) found += 1;
  if (found < keys.length) throw new Error(`${keys.length - found} keys were not found`);
  return found;
}
