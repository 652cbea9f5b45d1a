import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askTable } from './ask.ts';
import { anyone, indexed } from './cells.ts';
import { planChanges } from './changes.ts';
import { checkEntry } from './check-entry.ts';
import { findConflicts } from './conflicts.ts';
import { readLookupCsv, writeLookupCsv } from './csv.ts';
import { fits, LookupIndex } from './lookup-index.ts';
import { bySpecificity, matchesPattern, parsePattern, patternsOverlap } from './patterns.ts';
import { prices } from './tables.fixture.ts';

const numRuns = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 150);

const definition: LookupDefinition = {
  ...prices,
  keys: [
    { name: 'kind', match: 'exact', type: 'text', ignoreCase: true },
    { name: 'item', match: 'wildcard', type: 'text' },
    { name: 'group', match: 'wildcard', type: 'text' },
    { name: 'qty', match: 'range', type: 'number' },
  ],
};
const letters = (symbols: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...symbols.split('')), minLength: 1, maxLength });
const day = fc.constantFrom(null, '2026-01-01', '2026-06-30', '2026-12-31');
const entry: fc.Arbitrary<LookupEntry> = fc
  .record({
    keys: fc.record({
      kind: fc.constantFrom('a', 'B'),
      item: letters('ab*?', 4),
      group: letters('a*', 2),
      qty: fc.record(
        { from: fc.integer({ min: 0, max: 5 }), to: fc.integer({ min: 6, max: 9 }) },
        { requiredKeys: [] },
      ),
    }),
    values: fc.record({
      price: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      currency: fc.option(fc.string(), { nil: null }),
    }),
    partner: fc.constantFrom(anyone, 'P', 'Q, "R"'),
    environment: fc.constantFrom(null, 'test'),
    validFrom: day,
    validTo: day,
  })
  .filter((one) => checkEntry(definition, one).faults.length === 0)
  .map((one) => checkEntry(definition, one).entry);
const entries = fc.array(entry, { maxLength: 12 });
const question = fc.record({
  key: fc.record({
    kind: fc.constantFrom('A', 'b'),
    item: letters('ab', 5),
    group: letters('ab', 3),
    qty: fc.integer({ min: 0, max: 10 }),
  }),
  environment: fc.constantFrom('test', 'production'),
  partner: fc.constantFrom('P', 'S'),
  at: fc.constantFrom(Date.UTC(2025, 5, 1), Date.UTC(2026, 5, 30, 23), Date.UTC(2026, 6, 1)),
});

/** The rules as they are written down, row by row. */
function byTheRules(
  rows: readonly LookupEntry[],
  asked: typeof question extends fc.Arbitrary<infer Q> ? Q : never,
) {
  const table = new LookupIndex(definition, rows);
  const key = table.comparableKey(asked.key) ?? [];
  const found = rows
    .map((row, order) => indexed(definition, row, order))
    .filter((row) => [anyone, asked.environment].includes(row.environment))
    .filter((row) => [anyone, asked.partner].includes(row.partner))
    .filter((row) => fits(row, key, asked.at));
  const patternIn = ({ cells }: (typeof found)[number], column: number) => {
    const cell = cells[column];
    return cell?.match === 'wildcard' ? cell.pattern : parsePattern('');
  };
  return found.sort(
    (one, other) =>
      Number(one.environment === anyone) - Number(other.environment === anyone) ||
      Number(one.partner === anyone) - Number(other.partner === anyone) ||
      bySpecificity(patternIn(one, 1), patternIn(other, 1)) ||
      bySpecificity(patternIn(one, 2), patternIn(other, 2)),
  )[0]?.row;
}

describe('lookups', () => {
  it('find the row that the rules name, in tables without conflicts', () => {
    fc.assert(
      fc.property(entries, fc.array(question, { maxLength: 10 }), (all, questions) => {
        const rows = all.reduce<LookupEntry[]>(
          (kept, row) => (findConflicts(definition, [...kept, row]).length === 0 ? [...kept, row] : kept),
          [],
        );
        const table = new LookupIndex(definition, rows);
        for (const asked of questions) expect(askTable(table, asked)?.row).toBe(byTheRules(rows, asked));
      }),
      { numRuns },
    );
  });

  it('of a table with hundreds of rows a key find the same', () => {
    const many = { ...definition, keys: definition.keys.slice(3) };
    const rows = Array.from({ length: 300 }, (_, n) => ({
      keys: { qty: { from: n * 2, to: n * 2 + 1 } },
      values: { price: n },
    }));
    const table = new LookupIndex(many, rows);
    const priceAt = (qty: number) =>
      askTable(table, { key: qty, environment: 'test', at: 0, column: 'price' })?.value;
    expect([0, 0.5, 1, 598, 599, -1].map(priceAt)).toEqual([0, 0, undefined, 299, undefined, undefined]);
  });

  it('CSV gives back the rows that it was written from, with and without a byte-order mark', () => {
    fc.assert(
      fc.property(entries, fc.constantFrom('', '\u{feff}'), (rows, mark) => {
        const { rows: read, faults } = readLookupCsv(definition, mark + writeLookupCsv(definition, rows));
        expect(faults).toEqual([]);
        expect(read.map((one) => one.entry)).toEqual(rows);
        expect(read.map(({ row }) => row)).toEqual(rows.map((_row, index) => index + 2));
      }),
      { numRuns },
    );
  });

  it('a file taken in replaces what it replaces: taken in again it changes nothing', () => {
    fc.assert(
      fc.property(entries, entries, (current, wanted) => {
        const incoming = wanted.map((one, index) => ({
          row: index + 2,
          entry: checkEntry(definition, one).entry,
        }));
        const plan = planChanges(definition, current, { incoming, mode: 'replace' });
        fc.pre(plan.faults.length === 0);
        const after = [...plan.added, ...plan.changed.map((one) => one.after)];
        const again = planChanges(
          definition,
          incoming.map((one) => one.entry),
          { incoming, mode: 'replace' },
        );
        expect(after.length + plan.unchanged).toBe(wanted.length);
        expect(again).toEqual({ added: [], changed: [], removed: [], faults: [], unchanged: wanted.length });
      }),
      { numRuns },
    );
  });
});

describe('patterns', () => {
  const pattern = letters('ab*?', 6).map(parsePattern);
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });

  it('match as the same regular expression does', () => {
    fc.assert(
      fc.property(pattern, text, (one, value) => {
        const expression = one.text.replaceAll('*', '.*').replaceAll('?', '.');
        expect(matchesPattern(one, value)).toBe(new RegExp(`^${expression}$`).test(value));
      }),
      { numRuns },
    );
  });

  it('overlap if a text matches both', () => {
    fc.assert(
      fc.property(pattern, pattern, text, (one, other, value) => {
        if (matchesPattern(one, value) && matchesPattern(other, value))
          expect(patternsOverlap(one, other)).toBe(true);
        expect(patternsOverlap(one, other)).toBe(patternsOverlap(other, one));
      }),
      { numRuns: numRuns * 5 },
    );
    expect(patternsOverlap(parsePattern('a*b'), parsePattern('b*'))).toBe(false);
  });
});

describe('CSV', () => {
  it.each<[string, string, [number, string | undefined, string][]]>([
    [
      'columns that are not there, or missing',
      'kind,colour\na,1\n',
      [
        [1, 'colour', 'is no column'],
        [1, 'item', 'is missing'],
        [1, 'group', 'is missing'],
        [1, 'qty.from', 'is missing'],
        [1, 'qty.to', 'is missing'],
      ],
    ],
    [
      'values that do not fit',
      'kind;item;group;qty.from;qty.to;price\na;x;y;1;2;3\n;x;y;one;2;3\na;x;y;1;2;dear',
      [
        [3, 'kind', 'is needed'],
        [3, 'qty.from', 'from must be a number'],
        [4, 'price', 'must be a number'],
      ],
    ],
    ['quotes that are never closed', 'kind,item\n"a', [[2, undefined, 'never closed']]],
  ])('names the place of %s', (_case, content, expected) => {
    const { faults } = readLookupCsv(definition, content);
    expect(faults.map(({ row, column }) => [row, column])).toEqual(
      expected.map(([row, column]) => [row, column]),
    );
    expected.forEach(([, , message], index) => expect(faults[index]?.message).toContain(message));
  });

  it('rows that are there twice, or match equally with others, are faults', () => {
    const row = (number: number, keys: LookupEntry['keys']) => ({
      row: number,
      entry: checkEntry(definition, { keys, values: {} }).entry,
    });
    const key = { kind: 'a', item: 'x', group: '*', qty: {} };
    const { faults } = planChanges(definition, [{ keys: { ...key, item: 'y' }, values: {} }], {
      incoming: [row(2, key), row(3, { ...key, kind: 'A' }), row(4, { ...key, item: 'y', qty: { from: 5 } })],
      mode: 'merge',
    });
    expect(faults.map((fault) => [fault.row, fault.message])).toEqual([
      [3, 'has the same key as row 2'],
      [4, expect.stringContaining('a row of the table')],
    ]);
  });
});
