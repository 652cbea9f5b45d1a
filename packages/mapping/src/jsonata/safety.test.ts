import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { ExpressionError } from './errors.ts';
import { HOSTILE } from './hostile.fixture.ts';
import type { Ending } from './hostileChild.fixture.ts';

/** Memory that the evaluations of a process may take at most above what it had, in bytes. */
const MEMORY = 300 * 1024 * 1024;

const pathOf = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Evaluates all of them one after the other in a process of its own; gives those that came to an end. */
async function endingsInChild(): Promise<Ending[]> {
  const loader = pathOf('../../../runtime/test/register-typescript.mjs');
  const program = pathOf('./hostileChild.fixture.ts');
  const settings = ['--expose-gc', '--conditions', 'crossdock-source', '--import', loader, program];
  const { stdout } = await promisify(execFile)(process.execPath, settings).catch(
    (died: { stdout: string }) => died,
  );
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Ending);
}

describe('hostile expressions end with a clear error', () => {
  const endings = new Map<string, Ending>();

  beforeAll(async () => {
    for (const ending of await endingsInChild()) endings.set(ending.name, ending);
  }, 300_000);

  it.each(HOSTILE)('$name', ({ name, ends }) => {
    const ending = endings.get(name);
    expect(ending, 'the process has not come to its end').toBeDefined();
    expect(ends).toContain(ending?.code);
    expect(ending?.message).not.toBe('');
    expect(ending?.peak).toBeLessThan(MEMORY);
  });

  it('the time ends what the steps do not', () => {
    const endless = compile('($f := function($n) { $f($n + 1) }; $f(1))');
    const budget = { timeMs: 20, maxSteps: Infinity };
    expect(() => endless.evaluate({}, {}, { budget })).toThrow(expect.objectContaining({ code: 'X1001' }));
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
