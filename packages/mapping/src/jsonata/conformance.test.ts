import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { ExpressionError } from './errors.ts';
import type { Budget } from './types.ts';

/** Case files of the reference implementation, beside the repository where they are available. */
const SUITE = fileURLToPath(new URL('../../../../../shared/conformance/jsonata', import.meta.url));

interface Case {
  expr?: string;
  'expr-file'?: string;
  dataset?: string | null;
  data?: unknown;
  bindings?: Record<string, unknown>;
  timelimit?: number;
  depth?: number;
  result?: unknown;
  undefinedResult?: boolean;
  code?: string;
  token?: string;
  error?: { code: string; message?: string; token?: string };
  unordered?: boolean;
}

interface Outcome {
  value?: unknown;
  error?: ExpressionError;
}

function readJson(...parts: string[]): unknown {
  return JSON.parse(readFileSync(join(SUITE, ...parts), 'utf8'));
}

function casesOf(group: string): { name: string; test: Case }[] {
  const files = readdirSync(join(SUITE, 'groups', group)).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const content = readJson('groups', group, file) as Case | Case[];
    const list = Array.isArray(content) ? content : [content];
    return list.map((test, index) => ({ name: list.length > 1 ? `${file} #${index}` : file, test }));
  });
}

/**
 * The suite's limits as ours. Its depth counts evaluated nodes, of which one level of recursion
 * takes three at least; ours counts calls. Cases without limits include ranges of ten millions.
 */
function budgetOf(test: Case): Partial<Budget> {
  return {
    maxSize: 1e8,
    maxSteps: 1e8,
    timeMs: test.timelimit ?? 10_000,
    ...(test.depth === undefined || test.depth < 100 ? {} : { maxDepth: Math.floor(test.depth / 3) }),
  };
}

function run(group: string, test: Case): Outcome {
  const file = test['expr-file'];
  const source =
    file === undefined ? (test.expr ?? '') : readFileSync(join(SUITE, 'groups', group, file), 'utf8');
  const input =
    'data' in test ? test.data : test.dataset ? readJson('datasets', `${test.dataset}.json`) : undefined;
  try {
    return { value: compile(source).evaluate(input, test.bindings ?? {}, { budget: budgetOf(test) }) };
  } catch (error) {
    if (error instanceof ExpressionError) return { error };
    throw error;
  }
}

/** The suite's harness has one code for all of its limits. */
function codeOf(error: ExpressionError | undefined): string | undefined {
  return error && ['X1001', 'X1002', 'X1003'].includes(error.code) ? 'U1001' : error?.code;
}

function check(test: Case, outcome: Outcome): void {
  const wanted = test.error ?? (test.code === undefined ? undefined : { code: test.code, token: test.token });
  if (wanted) {
    expect(codeOf(outcome.error)).toBe(wanted.code);
    if (wanted.token !== undefined) expect(outcome.error?.token).toBe(wanted.token);
    if (test.error?.message !== undefined) expect(outcome.error?.message).toBe(test.error.message);
    return;
  }
  if (outcome.error) throw outcome.error;
  if (test.undefinedResult === true) expect(outcome.value).toBeUndefined();
  else if (test.unordered === true) expect(sorted(outcome.value)).toEqual(sorted(test.result));
  else expect(outcome.value).toEqual(test.result);
}

function sorted(list: unknown): string[] {
  return (list as unknown[]).map((item) => JSON.stringify(item)).sort();
}

const passed = new Map<string, [number, number]>();

if (!existsSync(SUITE)) {
  console.info('JSONata conformance skipped: the case files are not beside the repository');
}

describe.skipIf(!existsSync(SUITE))('JSONata conformance', () => {
  const groups = existsSync(SUITE) ? readdirSync(join(SUITE, 'groups')) : [];
  for (const group of groups) {
    describe(group, () => {
      for (const { name, test } of casesOf(group)) {
        it(name, () => {
          const count = passed.get(group) ?? [0, 0];
          passed.set(group, count);
          count[1] += 1;
          check(test, run(group, test));
          count[0] += 1;
        });
      }
    });
  }

  afterAll(() => {
    const lines = [...passed].map(([group, [good, all]]) => `  ${group}: ${good}/${all}`);
    const [good, all] = [...passed.values()].reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
    console.info(`JSONata conformance: ${good} of ${all} cases pass\n${lines.join('\n')}`);
  });
});
