import type { LookupDefinition, LookupEntry } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { compile } from '../jsonata/compile.ts';
import { ExpressionError } from '../jsonata/errors.ts';
import type { EvaluateOptions } from '../jsonata/types.ts';
import { checkDefinition, checkEntry } from './check-entry.ts';
import { findConflicts } from './conflicts.ts';
import { readLookupCsv } from './csv.ts';
import { explainMatch, explainMiss } from './explain.ts';
import {
  lookupCause,
  lookupHook,
  lookupMissOf,
  missingTableOf,
  type LookupSurroundings,
} from './lookup-hook.ts';
import { LookupIndex } from './lookup-index.ts';
import { priceRows, prices, unitRows, units } from './tables.fixture.ts';

const tables = new Map([
  ['units', new LookupIndex(units, unitRows)],
  ['price', new LookupIndex(prices, priceRows)],
]);
const now = Date.UTC(2026, 6, 1, 12);

function evaluate(
  source: string,
  surroundings: Partial<LookupSurroundings> = {},
  input: unknown = {},
): unknown {
  const lookup: EvaluateOptions['lookup'] = lookupHook({
    environment: 'production',
    tableOf: (key) => (key === 'later' ? undefined : (tables.get(key) ?? null)),
    ...surroundings,
  });
  return compile(source).evaluate(input, {}, { now, lookup });
}

function errorOf(work: () => unknown): ExpressionError {
  try {
    work();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('$lookup in a table', () => {
  it.each<[string, unknown, Partial<LookupSurroundings>?]>([
    ['$lookup("units", "each")', 'EA'],
    ['$lookup("units", " EACH ")', 'EA'],
    ['$lookup("units", "CTN")', 'XCT'],
    ['$lookup("units", "CTN")', 'XBX', { partner: 'NORTHGATE' }],
    ['$lookup("units", "CTN")', 'TEST', { partner: 'NORTHGATE', environment: 'test' }],
    ['$lookup("units", "CTN", {"partner": "NORTHGATE"})', 'XBX'],
    ['$lookup("units", "OLD")', 'X2'],
    ['$lookup("units", "OLD", {"at": "2026-06-30"})', 'X1'],
    ['$lookup("units", "OLD", {"at": "2026-06-30T23:59:59Z"})', 'X1'],
    ['$lookup("units", "OLD", {"at": 1782864000000})', 'X2'],
    ['$lookup("units", "EA", {"reverse": true})', 'EACH'],
    ['$lookup("units", "XBX", {"reverse": true, "partner": "NORTHGATE"})', 'CTN'],
    ['$lookup("units", "zz", {"default": "?"})', '?'],
    ['$lookup("units", missing, {"default": "?"})', '?'],
    ['$lookup("units", missing)', undefined],
    ['["EACH", "CTN"].$lookup("units", $)', ['EA', 'XCT']],
    ['"units" ~> $lookup("EACH")', 'EA'],
    ["$eval(\"$lookup('units', 'EACH')\")", 'EA'],
    ['$lookup("price", {"item": "NG-77115", "qty": 60}).price', 15],
    ['$lookup("price", {"item": "NG-77115", "qty": 49.5}, {"column": "price"})', 17],
    ['$lookup("price", {"item": "NG - 77115", "qty": "10"})', { price: 17, currency: 'USD' }],
    ['$lookup("price", {"item": "NG-1", "qty": 10}).price', 18],
    ['$lookup("price", {"item": "NG-1", "qty": 9.99}).price', 20],
    ['$lookup("price", {"item": "NG-1", "qty": 100}).price', 99],
    ['$lookup("price", {"item": "AB-X", "qty": 1}).price', 12],
    ['$lookup("price", {"item": "NA-88", "qty": 1}).price', 11],
    ['$lookup("price", {"item": "AB", "qty": 1}).price', 99],
    ['$lookup("price", {"item": "AB", "qty": "many"})', undefined],
    ['$lookup("price", {"item": "AB"})', undefined],
    ['$lookup({"units": 1}, "units")', 1],
  ])('%s', (source, expected, surroundings) => {
    expect(evaluate(source, surroundings)).toEqual(expected);
  });

  it('is JSONata’s own where no tables are offered', () => {
    expect(compile('$lookup("units", "EACH")').evaluate({})).toBeUndefined();
    expect(errorOf(() => compile('$lookup({"a": 1}, 5)').evaluate({})).code).toBe('T0410');
    expect(errorOf(() => evaluate('$lookup({"a": 1}, 5)')).code).toBe('T0410');
    expect(evaluate('$lookup("a")', {}, { a: 7 })).toBe(7);
  });

  it.each([
    ['$lookup("nowhere", "x")', 'D3301'],
    ['$lookup("units", ["EACH", "CTN"])', 'D3302'],
    ['$lookup("price", "NG-1")', 'D3302'],
    ['$lookup("units", {"unti": "EACH"})', 'D3305'],
    ['$lookup("units", "EACH", {"column": "theirs"})', 'D3305'],
    ['$lookup("units", "EACH", {"defualt": 1})', 'D3303'],
    ['$lookup("units", "EACH", {"at": "tomorrow"})', 'D3304'],
    ['$lookup("units", "EACH", "EA")', 'T0410'],
    ['$lookup("price", 15, {"reverse": true})', 'D3306'],
  ])('%s is refused with %s', (source, code) => {
    expect(errorOf(() => evaluate(source)).code).toBe(code);
  });

  it('tells what it missed, also through $eval', () => {
    for (const source of ['$lookup("units", "XY")', "$eval(\"$lookup('units', 'XY')\")"]) {
      const error = errorOf(() => evaluate(source, { partner: 'NORTHGATE' }));
      expect(error.message).toBe("No entry for 'XY' in table Units of measure");
      expect(lookupMissOf(error)).toEqual({
        table: 'units',
        title: 'Units of measure',
        key: 'XY',
        environment: 'production',
        partner: 'NORTHGATE',
      });
    }
  });

  it.each<[LookupSurroundings['onMiss'], unknown]>([
    [{ policy: 'empty' }, undefined],
    [{ policy: 'default', value: { unit: 'C62' } }, { unit: 'C62' }],
  ])('gives %j in place of what is missing', (onMiss, expected) => {
    expect(evaluate('$lookup("units", "XY")', onMiss && { onMiss })).toEqual(expected);
  });

  it('fails by the flow’s fault where the policy says so', () => {
    const error = errorOf(() => evaluate('$lookup("units", "XY")', { onMiss: { policy: 'fail' } }));
    expect([error.code, lookupMissOf(error)]).toEqual(['D3307', undefined]);
  });

  it('names the table that has not been loaded', () => {
    expect(missingTableOf(errorOf(() => evaluate('$lookup("la" & "ter", "x")')))).toBe('later');
    expect(missingTableOf(errorOf(() => evaluate('1 + "x"')))).toBeUndefined();
  });

  it('is seen in the text of an expression', () => {
    const tablesOf = (source: string): readonly string[] => compile(source).lookupTables;
    expect(tablesOf('lines.{"u": $lookup("units", u), "p": "price" ~> $lookup(item)}')).toEqual([
      'price',
      'units',
    ]);
    expect(tablesOf('$lookup($name, "x") & $lookup({"a": 1}, "a") & "$lookup"')).toEqual([]);
  });

  it('has one cause for equal keys, in whatever order their columns stand', () => {
    const miss = { table: 'price', title: 'Prices', environment: 'test', partner: '*' };
    expect(lookupCause({ ...miss, key: { a: 1, b: 2 } })).toBe(lookupCause({ ...miss, key: { b: 2, a: 1 } }));
    expect(lookupCause({ ...miss, key: 'a' })).not.toBe(lookupCause({ ...miss, key: 'b' }));
  });
});

describe('a row', () => {
  const faultsOf = (entry: LookupEntry, definition = prices) =>
    checkEntry(definition, entry).faults.map(({ path, message }) => `${path} ${message}`);

  it.each<[LookupEntry, string[]]>([
    [{ keys: { item: 'A', qty: { from: 1 } }, values: { price: '2.50' } }, []],
    [{ keys: { qty: {} }, values: {} }, ['keys.item is needed']],
    [
      { keys: { item: 'A', qty: 5 }, values: {} },
      ['keys.qty must have from and to; an end may be left open'],
    ],
    [{ keys: { item: 'A', qty: { from: 5, to: 5 } }, values: {} }, ['keys.qty to must be greater than from']],
    [{ keys: { item: 'A', qty: { from: 'x' } }, values: {} }, ['keys.qty from must be a number']],
    [{ keys: { item: 'A', qty: {} }, values: { price: 'two' } }, ['values.price must be a number']],
    [{ keys: { item: 'A', qty: {}, size: 1 }, values: {} }, ['keys.size is not a column of this table']],
    [
      { keys: { item: 'A', qty: {} }, values: {}, validFrom: '2026-02-30', validTo: '2026-01-01' },
      ['validFrom is not a day such as 2026-11-21', 'validTo must not be before validFrom'],
    ],
  ])('%j has the faults %j', (entry, faults) => {
    expect(faultsOf(entry)).toEqual(faults);
  });

  it('is kept in the types of its columns', () => {
    const { entry } = checkEntry(prices, {
      keys: { item: ' A ', qty: { from: '10', to: '' } },
      values: { price: '2.50', currency: '' },
      partner: ' ',
    });
    expect(entry).toEqual({
      keys: { item: 'A', qty: { from: 10 } },
      values: { price: 2.5 },
      partner: '*',
      environment: null,
      validFrom: null,
      validTo: null,
    });
  });

  it.each<[number, number]>([
    [0, 2],
    [1, 4],
  ])('that matches as well as another is a conflict (%i and %i)', (first, second) => {
    const rows: LookupEntry[] = [
      { keys: { item: 'A*', qty: { to: 10 } }, values: {} },
      { keys: { item: 'A*B?', qty: {} }, values: {} },
      { keys: { item: 'A*', qty: { from: 9 } }, values: {} },
      { keys: { item: 'A*', qty: {} }, values: {}, partner: 'P' },
      { keys: { item: 'A*?B', qty: { from: 5 } }, values: {}, validFrom: '2026-01-01' },
      { keys: { item: 'B*', qty: {} }, values: {} },
    ];
    const conflicts = findConflicts(prices, rows).map((one) => [
      rows.indexOf(one.first),
      rows.indexOf(one.second),
    ]);
    expect(conflicts).toContainEqual([first, second]);
    expect(conflicts).toHaveLength(2);
  });

  it('of another day, partner or environment is no conflict', () => {
    expect(findConflicts(units, unitRows)).toEqual([]);
    expect(findConflicts(prices, priceRows)).toEqual([]);
  });
});

it('a table with columns of one name, or wildcards in numbers, is refused', () => {
  const faults = checkDefinition({
    ...units,
    keys: [
      { name: 'partner', match: 'wildcard', type: 'number' },
      { name: 'ours', match: 'range', type: 'text' },
    ],
  });
  expect(faults.map(({ path }) => path)).toEqual([
    'keys[0].name',
    'values[0].name',
    'keys[0].type',
    'keys[1].type',
  ]);
});

describe('an explanation', () => {
  const question = { environment: 'production', at: now };

  it('says why a row answers', () => {
    const row = priceRows[3];
    const why = row && explainMatch(prices, row, { ...question, key: { item: 'NG-77115', qty: 12 } });
    expect(why).toEqual([
      'item: "NG-77115" fits "NG-77*"',
      'qty: 12 lies in from 10',
      'The row is for all partners',
      'The row is for all environments',
    ]);
  });

  it.each([
    ['XY', 'No row has this key'],
    ['PAIL', 'A row has this key, but is for partner BLUEGRASS only'],
    ['DEV', 'A row has this key, but is for development only'],
    [undefined, 'The key has no unit'],
  ])('says why no row answers %j', (key, why) => {
    const table = new LookupIndex(units, unitRows);
    expect(explainMiss(table, { ...question, key })).toEqual([why]);
  });
});

describe('rows of CSV', () => {
  const brackets: LookupDefinition = {
    key: 'prices',
    title: 'Prices',
    keys: [
      { name: 'item', match: 'exact', type: 'text' },
      { name: 'qty', match: 'range', type: 'number' },
    ],
    values: [{ name: 'price', type: 'number' }],
    onMiss: { policy: 'empty' },
  };
  const header = 'sep=;\nitem;qty.from;qty.to;price;validFrom\n';

  it.each([
    ['rows of delimiters only mean nothing', ';;;;\nA;0;10;1.5;\n ;;;;\n', [3], []],
    ['a range that ends before it begins', 'A;10;5;1;\n', [], [[2, 'qty.from']]],
    ['a key that is missing', 'A;0;5;1;\n;0;5;1;\n', [2], [[3, 'item']]],
    ['a fraction with a comma', 'A;0;5;1,5;\n', [], [[2, 'price']]],
    ['a day that there is none of', 'A;0;5;1;2026-02-30\n', [], [[2, 'validFrom']]],
    ['fields beyond the header', 'A;0;5;1;;x\nB;0;5;1;\n', [3], [[2, undefined]]],
  ])('%s', (_name, lines, good, bad) => {
    const { rows, faults } = readLookupCsv(brackets, header + lines);
    expect(rows.map(({ row }) => row)).toEqual(good);
    expect(faults.map(({ row, column }) => [row, column])).toEqual(bad);
  });
});
