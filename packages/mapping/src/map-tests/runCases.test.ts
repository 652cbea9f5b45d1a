import { describe, expect, it } from 'vitest';
import type { MapCase, RunCasesOptions } from './cases.ts';
import { describeDifference } from './compare.ts';
import { runMapCases } from './runCases.ts';

interface Row {
  name: string;
  map: string;
  test: Omit<MapCase, 'name'>;
  options?: RunCasesOptions;
  /** Differences or the failure's stage and message; empty for a case that passes. */
  gives: string[];
}

const ROWS: readonly Row[] = [
  {
    name: 'a value',
    map: '{"q": lines.qty}',
    test: { input: { lines: { qty: 2 } }, expected: { q: 2 } },
    gives: [],
  },
  {
    name: 'a difference',
    map: '{"q": qty}',
    test: { input: { qty: 2 }, expected: { q: 3 } },
    gives: ['q: expected 3, is 2'],
  },
  {
    name: 'a document is read first',
    map: '[$.{"item": sku, "n": $number(qty)}]',
    test: {
      input: { format: 'csv', content: 'sku,qty\nA,1\nB,2\n' },
      expected: [
        { item: 'A', n: 1 },
        { item: 'B', n: 2 },
      ],
    },
    gives: [],
  },
  {
    name: 'bytes of a document',
    map: 'id',
    test: { input: { format: 'json', content: btoa('{"id": 7}'), encoding: 'base64' }, expected: 7 },
    gives: [],
  },
  {
    name: 'a value that only looks like a document',
    map: 'content',
    test: { input: { format: 'json', content: 'abc', author: 'x' }, expected: 'abc' },
    gives: [],
  },
  {
    name: 'a document that cannot be read',
    map: '$',
    test: { input: { format: 'json', content: '{"a": ' }, expected: 1 },
    gives: ['input'],
  },
  {
    name: 'a document that would have wider limits',
    map: '$count($)',
    test: {
      input: {
        format: 'json',
        content: `${'['.repeat(600)}${']'.repeat(600)}`,
        options: { limits: { maxDepth: 9999 } },
      },
      expected: 1,
    },
    gives: ['input'],
  },
  {
    name: 'bytes that are no base64',
    map: '$',
    test: { input: { format: 'json', content: '%%', encoding: 'base64' }, expected: 1 },
    gives: ['input'],
  },
  {
    name: 'the result is written and compared as text',
    map: '$',
    test: {
      input: [{ sku: 'A', qty: 2 }],
      output: { format: 'csv' },
      expected: 'sku,qty\nA,3\n',
    },
    gives: ['line 2: expected "A,3", is "A,2"'],
  },
  {
    name: 'the clock stands still',
    map: '$now()',
    test: { input: {}, clock: '2026-05-01T10:00:00Z', expected: '2026-05-01T10:00:00.000Z' },
    gives: [],
  },
  {
    name: 'a clock that is none',
    map: '1',
    test: { input: {}, clock: 'noon', expected: 1 },
    gives: ['case'],
  },
  {
    name: 'tables for lookups, and the ordinary function',
    map: '[$lookup("units", "EA"), $lookup({"a": 1}, "a"), $exists($lookup("units", "??"))]',
    test: { input: {}, expected: ['C62', 1, false] },
    options: { lookups: { units: { EA: 'C62' } } },
    gives: [],
  },
  {
    name: 'a table that is not there',
    map: '$lookup("colours", "red")',
    test: { input: {}, expected: 1 },
    options: { lookups: {} },
    gives: ['map'],
  },
  {
    name: 'variables, of the case before those of all',
    map: '$a & $b',
    test: { input: {}, bindings: { b: 'case' }, expected: 'allcase' },
    options: { bindings: { a: 'all', b: 'all' } },
    gives: [],
  },
  { name: 'nothing is expected', map: 'missing', test: { input: {} }, gives: [] },
  { name: 'a map that fails', map: '$error("no")', test: { input: {}, expected: 1 }, gives: ['map'] },
  { name: 'a map that does not parse', map: '{', test: { input: {}, expected: 1 }, gives: ['map'] },
];

describe('running the cases of a map', () => {
  for (const { name, map, test, options, gives } of ROWS) {
    it(name, () => {
      const [result] = runMapCases(map, [{ name, ...test }], options);
      const said = result?.failure ? [result.failure.stage] : result?.differences.map(describeDifference);
      expect(said).toEqual(gives);
      expect(result?.passed).toBe(gives.length === 0);
    });
  }

  it('gives the same random numbers each time', () => {
    const actual = () => runMapCases('$random()', [{ name: 'a', input: {} }])[0]?.actual;
    expect(actual()).toBe(actual());
  });
});
