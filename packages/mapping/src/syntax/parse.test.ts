import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expression } from './expressions.fixture.ts';
import { formatExpression } from './format/format.ts';
import { lower } from './lower.ts';
import { parseSyntax } from './parse.ts';
import { ProblemLog } from './problems.ts';
import { comparable, meaning, referenceParse } from './reference.fixture.ts';
import { pieces } from './pieces.fixture.ts';
import type { SyntaxTree } from './tree.ts';
import { childrenOf, walk } from './walk.ts';

const RUNS = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 1000);

/** What is wrong with a tree that no tree may have, of right and of wrong texts. */
function faultsOf({ text, tokens, root, problems }: SyntaxTree): string[] {
  const faults: string[] = [];
  const check = (holds: boolean, rule: string) => {
    if (!holds) faults.push(rule);
  };
  let end = 0;
  for (const { from, to } of tokens) {
    check(from === end && to > from, 'tokens cover the text');
    end = to;
  }
  check(end === text.length, 'tokens reach to the end');
  walk(root, (node) => {
    check(node.from >= 0 && node.to >= node.from && node.to <= text.length, `${node.kind} has a range`);
    check(node.kind !== 'missing' || problems.length > 0, 'a missing node is a problem');
    for (const child of childrenOf(node)) {
      check(child.from >= node.from && child.to <= node.to, `${child.kind} lies in ${node.kind}`);
    }
  });
  return faults;
}

/** Holds a text against the reference; tells whether it accepts it. */
function compare(text: string): boolean {
  const tree = parseSyntax(text);
  expect(faultsOf(tree)).toEqual([]);
  const reference = referenceParse(text);
  const isAccepted = reference !== undefined;
  expect(tree.problems.length === 0).toBe(isAccepted);
  if (isAccepted) expect(comparable(lower(tree.root, new ProblemLog()))).toEqual(comparable(reference));
  return isAccepted;
}

describe('any text', () => {
  it('is read as the reference reads it, or has problems where the reference refuses it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (parts) => {
        compare(parts.join(''));
      }),
      { numRuns: RUNS * 5 },
    );
  });
});

describe('expressions', () => {
  it('of every construct are read as the reference reads them, formatted or not', () => {
    let accepted = 0;
    let all = 0;
    fc.assert(
      fc.property(expression, fc.constantFrom(20, 100), (text, width) => {
        all += 1;
        if (!compare(text)) return;
        accepted += 1;
        const formatted = formatExpression(text, { width });
        expect(meaning(comparable(referenceParse(formatted)))).toEqual(
          meaning(comparable(referenceParse(text))),
        );
        expect(formatExpression(formatted, { width })).toBe(formatted);
      }),
      { numRuns: RUNS },
    );
    expect(accepted).toBeGreaterThan(all / 4);
  });
});
