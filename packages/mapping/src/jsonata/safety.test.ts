import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { ExpressionError } from './errors.ts';
import type { Budget } from './types.ts';

/** Memory that one evaluation may take at most, in bytes. */
const MEMORY = 300 * 1024 * 1024;

interface Hostile {
  name: string;
  expression: string;
  input?: unknown;
  budget?: Partial<Budget>;
  /** Codes of the errors that may end it. */
  ends: string[];
}

const doubling = '$reduce([1..60], function($s, $i) { $s & $s }, "abcdefgh")';

const HOSTILE: readonly Hostile[] = [
  { name: 'padding to 200 million', expression: '$pad("x", 200000000)', ends: ['X1004'] },
  { name: 'padding to the left', expression: '$pad("x", -200000000, "ab")', ends: ['X1004'] },
  { name: 'a doubling text', expression: doubling, ends: ['X1004'] },
  {
    name: 'a doubling text by recursion',
    expression: '($f := function($s) { $f($s & $s) }; $f("ab"))',
    ends: ['X1004'],
  },
  {
    name: 'a doubling text by joining',
    expression: '$reduce([1..60], function($s, $i) { $join([$s, $s]) }, "ab")',
    ends: ['X1004'],
  },
  {
    name: 'a doubling text by replacing',
    expression: '$reduce([1..60], function($s, $i) { $replace($s, "a", "aa") }, "a")',
    ends: ['X1004', 'X1001'],
  },
  {
    name: 'a doubling list',
    expression: '$reduce([1..60], function($s, $i) { $append($s, $s) }, [1])',
    ends: ['X1004'],
  },
  {
    name: 'a list nested so that its text would be endless',
    expression: '$string($reduce([1..60], function($s, $i) { [[$s, $s]] }, [1]))',
    ends: ['X1004', 'X1002', 'X1001'],
  },
  {
    name: 'a list nested so that it could not be written out',
    expression: '$reduce([1..60], function($s, $i) { {"a": $s, "b": $s} }, [1])',
    ends: ['X1004', 'X1002', 'X1001'],
  },
  {
    name: 'comparing values that share their parts',
    expression:
      '($f := function($s, $i) { {"a": $s, "b": $s} }; $x := $reduce([1..60], $f, 1); $y := $reduce([1..60], $f, 1); $x = $y)',
    ends: ['X1002', 'X1001'],
  },
  {
    name: 'descendants of shared parts',
    expression: '$count($reduce([1..60], function($s, $i) { {"a": $s, "b": $s} }, 1).**)',
    ends: ['X1004', 'X1002', 'X1001'],
  },
  {
    name: 'endless recursion',
    expression: '($f := function($n) { 1 + $f($n + 1) }; $f(1))',
    ends: ['X1003'],
  },
  {
    name: 'endless recursion through a built-in',
    expression: '($f := function($n) { $map([1], function($x) { $f($n) }) ~> $sum() }; $f(1))',
    ends: ['X1003'],
  },
  {
    name: 'an endless loop in tail position',
    expression: '($f := function($n) { $f($n + 1) }; $f(1))',
    ends: ['X1001', 'X1002'],
  },
  {
    name: 'two functions calling each other',
    expression: '($f := function() { $g() }; $g := function() { $f() }; $f())',
    ends: ['X1001', 'X1002'],
  },
  { name: 'eval calling itself', expression: '($t := "1 + $eval($t)"; $eval($t))', ends: ['X1003', 'X1001'] },
  {
    name: 'sorting a million elements',
    expression: '$sort([1..1000000].($ * 7919 % 1000003))',
    ends: ['X1001', 'X1002', 'X1004'],
    budget: { maxSteps: 5_000_000 },
  },
  {
    name: 'sorting a million elements by a function',
    expression: '$sort([1..1000000], function($a, $b) { $a < $b })',
    ends: ['X1001', 'X1002', 'X1004'],
  },
  { name: 'a huge range', expression: '[1..10000000000]', ends: ['D2014'] },
  {
    name: 'several large ranges',
    expression: '[[1..9000000], [1..9000000], [1..9000000]]',
    ends: ['X1004', 'X1001'],
  },
  { name: 'a product of ranges', expression: '[1..100000].[1..100000]', ends: ['X1004', 'X1001'] },
  {
    name: 'a quadratic filter',
    expression: '[1..1000000][$ in [1..1000000]]',
    ends: ['X1001', 'X1002', 'X1004'],
  },
  {
    name: 'a date of 120 digits',
    expression: `$toMillis("${'9'.repeat(120)}", "[Y][M][D]")`,
    ends: ['D1001'],
  },
  { name: 'a date of 120 digits in ISO', expression: `$toMillis("${'9'.repeat(120)}")`, ends: ['D3110'] },
  {
    name: 'a year shown with a billion digits',
    expression: '$fromMillis(0, "[Y,1000000000-1000000000]")',
    ends: ['X1004'],
  },
  {
    name: 'a day shown with a billion digits',
    expression: '$fromMillis(0, "[D,1000000000]")',
    ends: ['X1004'],
  },
  { name: 'a huge Roman number', expression: '$formatInteger(1e15, "I")', ends: ['X1004'] },
  { name: 'an infinite number in words', expression: '$formatInteger(1e308 * 10, "w")', ends: ['D1001'] },
  {
    name: 'an infinite number with an exponent',
    expression: '$formatNumber(1e308 * 10, "0.0e0")',
    ends: ['D1001'],
  },
  { name: 'a number that JSON cannot hold', expression: '{"a": 1 / 0}', ends: ['D1001'] },
  { name: 'splitting a large text', expression: '$split($pad("x", 15000000), "")', ends: ['X1004'] },
  {
    name: 'a pattern matching everywhere',
    expression: '$match($pad("x", 3000000), /./)',
    ends: ['X1001', 'X1002', 'X1004', 'X1007'],
  },
  { name: 'a pattern with a look-ahead', expression: '$match("ab", /a(?=b)/)', ends: ['X1005'] },
  { name: 'a pattern with a back reference', expression: '$match("aa", /(a)\\1/)', ends: ['X1005'] },
  {
    name: 'defaults nested so that parsing doubles',
    expression: `${'('.repeat(60)}a${' ?? b)'.repeat(60)}`,
    ends: ['X1006'],
  },
  {
    name: 'brackets nested without end',
    expression: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    ends: ['X1006'],
  },
  { name: 'an expression of megabytes', expression: `"${'x'.repeat(2_000_000)}"`, ends: ['X1006'] },
];

function endOf({ expression, input, budget }: Hostile): string {
  try {
    const result = compile(expression).evaluate(input, {}, { budget: budget ?? {} });
    return `result ${String(result).slice(0, 50)}`;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    expect(error.message).not.toBe('');
    return error.code;
  }
}

describe('hostile expressions end with a clear error', () => {
  it.each(HOSTILE)('$name', (hostile) => {
    const before = process.memoryUsage().rss;
    expect(hostile.ends).toContain(endOf(hostile));
    expect(process.memoryUsage().rss - before).toBeLessThan(MEMORY);
  });

  it('a pattern that makes backtracking engines hang just does not match', () => {
    const input = `${'a'.repeat(29)}!`;
    expect(compile('$contains($, /(a+)+$/)').evaluate(input)).toBe(false);
    expect(compile('$contains($, /^(a|a|aa)+$/)').evaluate(input)).toBe(false);
  });

  it('deep input ends with an error', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 200_000; level++) deep = [deep];
    for (const expression of ['$', '$string($)', '**', '$ = $$', '$clone($)', 'a']) {
      try {
        compile(expression).evaluate(deep);
      } catch (error) {
        expect(error).toMatchObject({ code: 'X1003' });
      }
    }
  });
});

describe('nothing of the host is within reach', () => {
  class Host {
    field = 1;
    method(): string {
      return 'reached';
    }
    get secret(): string {
      return 'reached';
    }
  }
  const UNREACHABLE = [
    '__proto__',
    'constructor',
    'constructor.constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'text.length',
    'list.length',
    'list.push',
    'host.method',
    'host.secret',
    'host.constructor',
    '$lookup($, "__proto__")',
    '$lookup($, "constructor")',
    '$sum.name',
    '$sum.apply',
    '(function($x) { $x }).body',
    '/a/.source',
    '$match("a", /a/).next.pattern',
    '$constructor',
    '$__proto__',
    '$toString',
    '$hasOwnProperty("a")',
    'constructor("return 1")()',
  ];
  const input = { text: 'abc', list: [1, 2], host: new Host() };

  it.each(UNREACHABLE)('%s', (expression) => {
    let result: unknown;
    try {
      result = compile(expression).evaluate(input);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
    }
    expect(result).toBeUndefined();
  });

  it('fields named like internals are plain data', () => {
    const document = JSON.parse('{"__proto__": {"polluted": true}, "constructor": "Acme Ltd"}') as unknown;
    const result = compile('{ "__proto__": $lookup($, "__proto__"), "name": constructor }').evaluate(
      document,
    );
    expect(Object.keys(result as object)).toEqual(['__proto__', 'name']);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    const merged = compile('$merge([$, {"a": 1}])').evaluate(document);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(compile('$ ~> |$|{"__proto__": {"x": 1}}|').evaluate({ a: 1 })).not.toHaveProperty('x');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('the input is never changed', () => {
    const document = { lines: [{ no: 2 }, { no: 1 }], empty: [], one: [1] };
    const copy = structuredClone(document);
    for (const expression of [
      '$ ~> |lines|{"no": 9}|',
      '{} ~> |$$.lines|{"no": 9}, ["no"]|',
      'lines^(no)',
      'one[]',
      'empty{"a": 1}',
      '$append(one, 2)',
      '$sort(lines.no)',
      '$reverse(lines)',
    ]) {
      compile(expression).evaluate(document);
      expect(document).toEqual(copy);
      expect(Object.keys(document.one)).toEqual(['0']);
    }
  });

  it('results are plain JSON data', () => {
    const result = compile('{"l": lines.no, "k": [lines.no[]], "f": $sum, "n": [$sum]}').evaluate({
      lines: [{ no: 2 }, { no: 1 }],
    });
    expect(result).toStrictEqual({ l: [2, 1], k: [2, 1], n: [null] });
    expect(Object.keys((result as { l: object }).l)).toEqual(['0', '1']);
  });
});
