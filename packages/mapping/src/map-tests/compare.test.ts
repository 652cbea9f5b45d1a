import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { compareTexts, compareValues, describeDifference } from './compare.ts';
import type { Tolerance } from './tolerance.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 100);

interface Case {
  name: string;
  expected: unknown;
  actual: unknown;
  tolerances?: Tolerance[];
  differs: string[];
}

const CASES: readonly Case[] = [
  {
    name: 'equal in another order of fields',
    expected: { a: 1, b: [2] },
    actual: { b: [2], a: 1 },
    differs: [],
  },
  { name: 'changed value', expected: { a: 1 }, actual: { a: 2 }, differs: ['a: expected 1, is 2'] },
  { name: 'other type', expected: { a: 1 }, actual: { a: '1' }, differs: ['a: expected 1, is "1"'] },
  {
    name: 'missing field',
    expected: { a: { b: 1 } },
    actual: { a: {} },
    differs: ['a.b: missing, expected 1'],
  },
  { name: 'field too many', expected: {}, actual: { 'x y': 1 }, differs: ['`x y`: not expected, is 1'] },
  {
    name: 'nothing at all',
    expected: { a: 1 },
    actual: undefined,
    differs: ['the result: missing, expected {"a":1}'],
  },
  {
    name: 'an entry put in at the top does not make the others differ',
    expected: [{ id: 1 }, { id: 2 }, { id: 3 }],
    actual: [{ id: 0 }, { id: 1 }, { id: 2 }, { id: 3 }],
    differs: ['[0]: not expected, is {"id":0}'],
  },
  {
    name: 'an entry left out and another changed',
    expected: { lines: [{ id: 1 }, { id: 2, q: 1 }, { id: 3 }, { id: 4 }] },
    actual: { lines: [{ id: 2, q: 2 }, { id: 3 }, { id: 4 }] },
    differs: [
      'lines[0].id: expected 1, is 2',
      'lines[0].q: not expected, is 2',
      'lines[1]: missing, expected {"id":2,"q":1}',
    ],
  },
  {
    name: 'ignored wherever it is',
    expected: { createdAt: 1, lines: [{ createdAt: 2, q: 1 }] },
    actual: { lines: [{ createdAt: 3, q: 1 }] },
    tolerances: [{ path: '..createdAt', ignore: true }],
    differs: [],
  },
  {
    name: 'ignored in all entries of a list only',
    expected: { id: 1, lines: [{ id: 2 }, { id: 3 }] },
    actual: { id: 9, lines: [{ id: 8 }, { id: 7 }] },
    tolerances: [{ path: 'lines[*].id', ignore: true }],
    differs: ['id: expected 1, is 9'],
  },
  {
    name: 'ignored with all below it',
    expected: { meta: { a: 1 }, lines: [{ meta: { b: 1 } }] },
    actual: { meta: { a: 2 }, lines: [{ meta: { b: 2 } }] },
    tolerances: [
      { path: 'meta', ignore: true },
      { path: 'lines[0].*', ignore: true },
    ],
    differs: [],
  },
  {
    name: 'numbers may be a little off, also as text, but no more than that',
    expected: { a: 1, b: '10.00', c: 5 },
    actual: { a: 1.01, b: '10.005', c: 5.02 },
    tolerances: [{ path: '*', number: 0.01 }],
    differs: ['c: expected 5, is 5.02'],
  },
  {
    name: 'a number that has become a text is off, however close',
    expected: { a: 10 },
    actual: { a: '10.00' },
    tolerances: [{ path: 'a', number: 0.01 }],
    differs: ['a: expected 10, is "10.00"'],
  },
  {
    name: 'entries that look like their neighbours by what is ignored',
    expected: [
      { id: 1, v: 'a' },
      { id: 2, v: 'a', l: [1.0, 1.01] },
    ],
    actual: [
      { id: 2, v: 'a' },
      { id: 3, v: 'a', l: [1.01, 1.02] },
    ],
    tolerances: [
      { path: '[*].id', ignore: true },
      { path: '[*].l', number: 0.01 },
    ],
    differs: [],
  },
];

describe('comparing results', () => {
  for (const { name, expected, actual, tolerances, differs } of CASES) {
    it(name, () => {
      expect(compareValues(expected, actual, tolerances).map(describeDifference)).toEqual(differs);
    });
  }

  it('compares texts line by line', () => {
    expect(compareTexts('a\nb\nc', 'a\nx\nb\nC').map(describeDifference)).toEqual([
      'line 2: not expected, is "x"',
      'line 4: expected "c", is "C"',
    ]);
  });

  it('finds nothing between equal values and something between others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(compareValues(one, structuredClone(one))).toEqual([]);
        const same = JSON.stringify(one) === JSON.stringify(other);
        if (!same && compareValues(one, other).length === 0) expect(one).toEqual(other);
      }),
      { numRuns: RUNS },
    );
  });

  it('refuses a pattern that is none', () => {
    expect(() => compareValues({ a: 1 }, { a: 2 }, [{ path: 'lines[x', ignore: true }])).toThrow(RangeError);
  });
});
