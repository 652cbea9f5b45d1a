import { describe, expect, it } from 'vitest';
import { checkSyntax, compile } from './compile.ts';
import { ExpressionError } from './errors.ts';

function failureOf(action: () => unknown): ExpressionError {
  try {
    action();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error('expected an error');
}

describe('errors', () => {
  it('of syntax carry code, position, token and excerpt', () => {
    const error = failureOf(() => compile('{ "total": qty * }'));
    expect(error).toMatchObject({ code: 'S0211', position: 18, token: '}', excerpt: '{ "total": qty * }' });
    expect(error.message).toContain('"}"');
    expect(checkSyntax('{ "total": qty * }')).toMatchObject({ code: 'S0211' });
    expect(checkSyntax('{ "total": qty * 2 }')).toBeUndefined();
  });

  it('point at the place in the lines of the expression', () => {
    const source = '{\n\t"unit": unit,\n\t"net": lines.(price * quantity)\n}';
    const error = failureOf(() => compile(source).evaluate({ lines: [{ price: 'dear', quantity: 2 }] }));
    expect(error).toMatchObject({
      line: 3,
      column: 22,
      pointer: '\t"net": lines.(price * quantity)\n\t                    ^',
    });
    const long = `${'a.'.repeat(200)}$uppercase(5)${' '.repeat(100)}`;
    const called = failureOf(() => compile(long).evaluate(deep(200)));
    expect(called).toMatchObject({ line: 1, column: 401 });
    const [shown = '', carets = ''] = (called.pointer ?? '').split('\n');
    expect(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('$uppercase');
    expect(failureOf(() => compile('a +')).pointer).toBe('a +\n  ^');
  });

  it('of data carry the place and the value', () => {
    const source = '{ "net": lines.(price * quantity) }';
    const error = failureOf(() => compile(source).evaluate({ lines: [{ price: 'dear', quantity: 2 }] }));
    expect(error).toMatchObject({
      code: 'T2001',
      token: '*',
      value: 'dear',
      position: source.indexOf('*') + 1,
    });
    expect(error.message).toBe('The left side of * must be a number, not "dear"');
    expect(error.excerpt).toContain('price * quantity');
  });

  it('name the function whose argument is wrong', () => {
    const error = failureOf(() => compile('$uppercase(5)').evaluate({}));
    expect(error).toMatchObject({ code: 'T0410', token: 'uppercase' });
    expect(error.message).toBe('Argument 1 of $uppercase has the wrong type: 5');
  });

  it.each([
    ['$map(["ten"], $number)', '"ten" cannot be read as a number', 'number'],
    ['$map([1], $uppercase)', 'Argument 1 of $uppercase has the wrong type: 1', 'uppercase'],
    ['function($x)<n>{ $x }("a")', 'Argument 1 of the function has the wrong type: "a"', undefined],
    ['$now("[H]", "Z")', '"Z" is not a difference from UTC such as "+0530"', 'now'],
    ['5(6)', 'Something that is not a function is called: this value', undefined],
    ['$nothing(6)', 'Something that is not a function is called: $nothing', 'nothing'],
  ])('of %s say which function they mean', (source, message, token) => {
    const error = failureOf(() => compile(source).evaluate({}));
    expect([error.message, error.token]).toEqual([message, token]);
  });

  it('of helpers of the host come through as errors of the expression', () => {
    const fail = (): never => {
      throw new TypeError('no such table');
    };
    expect(failureOf(() => compile('$table("x")').evaluate({}, { table: fail }))).toMatchObject({
      code: 'X1000',
      message: 'The expression could not be evaluated: no such table',
    });
  });

  it('show a part only of a long expression', () => {
    const { excerpt = '' } = failureOf(() => compile(`${'a.'.repeat(200)}b + "x"`).evaluate(deep(200)));
    expect(excerpt.length).toBeLessThan(70);
    expect(excerpt).toContain('+ "x"');
  });
});

/** An object with so many levels of `a` around `b`. */
function deep(levels: number): unknown {
  let value: unknown = { b: 1 };
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describe('a run', () => {
  it('has one clock, set from outside', () => {
    const now = Date.UTC(2026, 10, 21, 9, 30);
    const result = compile(
      '{"now": $now(), "day": $now("[D01].[M01].[Y0001]"), "millis": $millis()}',
    ).evaluate({}, {}, { now });
    expect(result).toEqual({ now: '2026-11-21T09:30:00.000Z', day: '21.11.2026', millis: now });
  });

  it('has one source of chance, set from outside', () => {
    const results = [0, 1].map(() => {
      let seed = 1;
      const random = (): number => (seed = (seed * 16807) % 2147483647) / 2147483647;
      return compile('[$random(), $shuffle([1..20])]').evaluate({}, {}, { random });
    });
    expect(results[0]).toEqual(results[1]);
    expect([...(results[0] as number[]).slice(1)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  });

  it('keeps nothing for the next one', () => {
    const expression = compile('($count := $exists($n) ? $n : 0; $n := $count + 1; $n)');
    expect([expression.evaluate({}), expression.evaluate({}), expression.evaluate({}, { n: 5 })]).toEqual([
      1, 1, 6,
    ]);
  });

  it('sees bindings, which shadow built-ins, and helpers of the host', () => {
    const bindings = {
      rate: 2,
      double: (value: number) => value * 2,
      sum: (list: number[]) => `sum of ${list.length}`,
    };
    expect(compile('$double($rate) + 1').evaluate({}, bindings)).toBe(5);
    expect(compile('[1, 2].$double($)').evaluate({}, bindings)).toEqual([2, 4]);
    expect(compile('$map([1, 2], $double)').evaluate({}, bindings)).toEqual([2, 4]);
    expect(compile('$sum([1, 2])').evaluate({}, bindings)).toBe('sum of 2');
    expect(compile('$sum([1, 2])').evaluate({})).toBe(3);
  });

  it('shares parts of the input that it passes on', () => {
    const input = { order: { lines: [1, 2] } };
    expect((compile('{"copy": order}').evaluate(input) as { copy: unknown }).copy).toBe(input.order);
  });

  it('ends where its budget ends', () => {
    const loop = compile('$sum($map([1..1000], function($n) { $n * 2 }))');
    expect(failureOf(() => loop.evaluate({}, {}, { budget: { maxSteps: 500 } })).code).toBe('X1002');
    expect(failureOf(() => loop.evaluate({}, {}, { budget: { maxSize: 500 } })).code).toBe('X1004');
    expect(failureOf(() => loop.evaluate({}, {}, { budget: { maxDepth: 0 } })).code).toBe('X1003');
    expect(loop.evaluate({}, {}, { budget: { maxSteps: 100_000, maxSize: 10_000, maxDepth: 1 } })).toBe(
      1_001_000,
    );
  });
});

describe('a predicate', () => {
  it('can let nothing through, which then counts in a list', () => {
    expect(compile('a[].a[true]^(>$)').evaluate({ a: null })).toEqual([null]);
    expect(compile('a.a[true]').evaluate({ a: null })).toBeUndefined();
  });
});

describe('a number picture', () => {
  it('with an exponent and no point takes the sign behind the point off, as the reference does', () => {
    expect(compile('$formatNumber(1, "#e0")').evaluate({})).toBe('1.e0');
    expect(compile('$formatNumber(12.5, "0e0")').evaluate({})).toBe('1e1');
  });
});

describe('a range', () => {
  it('of numbers too large to count on ends', () => {
    expect(compile('[1e21..1e21]').evaluate({})).toEqual([1e21]);
    expect(compile('[-2..2]').evaluate({})).toEqual([-2, -1, 0, 1, 2]);
  });
});

describe('recursion', () => {
  const sum = compile('($f := function($n) { $n = 0 ? 0 : 1 + $f($n - 1) }; $f(levels))');

  it('goes 1,500 levels deep', () => {
    expect(sum.evaluate({ levels: 1500 })).toBe(1500);
  });

  it('ends at the budgeted depth, and the next evaluation is none the worse', () => {
    const error = failureOf(() => sum.evaluate({ levels: 1500 }, {}, { budget: { maxDepth: 1000 } }));
    expect(error).toMatchObject({ code: 'X1003', value: 1000 });
    expect(error.message).toContain('more than 1000 levels deep');
    expect(sum.evaluate({ levels: 10 })).toBe(10);
  });

  it('ends with the same error where the stack ends first', () => {
    const error = failureOf(() => sum.evaluate({ levels: 1e6 }, {}, { budget: { maxDepth: Infinity } }));
    expect(error.code).toBe('X1003');
    expect(error.value).toBeGreaterThan(1000);
    expect(sum.evaluate({ levels: 10 })).toBe(10);
  });

  it('in tail position goes on as long as there are steps', () => {
    const count = compile('($f := function($n) { $n = 0 ? "done" : $f($n - 1) }; $f(100000))');
    expect(count.evaluate({})).toBe('done');
    const mutual =
      '($e := function($n) { $n = 0 ? true : $o($n - 1) }; $o := function($n) { $n = 0 ? false : $e($n - 1) }; $e(50001))';
    expect(compile(mutual).evaluate({})).toBe(false);
  });
});

describe('$eval', () => {
  it('sees the variables around it and keeps its own to itself', () => {
    expect(compile('($x := 2; $eval("$x * qty"))').evaluate({ qty: 3 })).toBe(6);
    expect(compile('($x := 2; $eval("($x := 5)"); $x)').evaluate({})).toBe(2);
    expect(compile('$map([1, 2], function($n) { $eval("$n + 1") + 0 })').evaluate({})).toEqual([2, 3]);
    expect(compile('$eval("$rate * 2")').evaluate({}, { rate: 4 })).toBe(8);
  });

  it('tells errors of the text from errors of the data', () => {
    expect(failureOf(() => compile('$eval("1 +")').evaluate({})).code).toBe('D3120');
    expect(failureOf(() => compile('$eval("1 + \'a\'")').evaluate({})).code).toBe('D3121');
  });
});

describe('compiling', () => {
  it('gives the same compiled expression for the same text', () => {
    expect(compile('a + 1')).toBe(compile('a + 1'));
  });
});
