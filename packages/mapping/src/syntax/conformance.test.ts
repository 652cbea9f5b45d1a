import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { formatExpression } from './format/format.ts';
import { lower } from './lower.ts';
import { parseSyntax } from './parse.ts';
import { ProblemLog } from './problems.ts';
import { comparable, meaning, referenceParse } from './reference.fixture.ts';

/** Case files of the reference implementation, beside the repository where they are available. */
const GROUPS = fileURLToPath(new URL('../../../../../shared/conformance/jsonata/groups', import.meta.url));

interface Case {
  expr?: string;
  'expr-file'?: string;
}

const isThere = existsSync(GROUPS);
if (!isThere) console.info('Syntax conformance skipped: the case files are not beside the repository');

/** Groups of the conformance suite; none where it is not there. */
const suiteGroups: readonly string[] = isThere ? readdirSync(GROUPS) : [];

/** The expressions of a group of the suite. */
function expressionsOf(group: string): string[] {
  const files = readdirSync(join(GROUPS, group)).filter((file) => file.endsWith('.json'));
  return files.flatMap((file) => {
    const content = JSON.parse(readFileSync(join(GROUPS, group, file), 'utf8')) as Case | Case[];
    return [content].flat().map((test) => {
      const source = test['expr-file'];
      return source === undefined ? (test.expr ?? '') : readFileSync(join(GROUPS, group, source), 'utf8');
    });
  });
}

describe.skipIf(suiteGroups.length === 0)('expressions of the conformance suite', () => {
  const counts = { accepted: 0, refused: 0 };

  it.each(suiteGroups)('%s', (group) => {
    for (const text of expressionsOf(group)) {
      const tree = parseSyntax(text);
      const covered = tree.tokens.map(({ from, to }) => text.slice(from, to)).join('');
      expect(covered).toBe(text);
      const reference = referenceParse(text);
      const isRefused = reference === undefined;
      expect({ text, isRefused: tree.problems.length > 0 }).toEqual({ text, isRefused });
      counts[isRefused ? 'refused' : 'accepted'] += 1;
      if (isRefused) continue;
      const lowered = comparable(lower(tree.root, new ProblemLog()));
      expect({ text, ast: lowered }).toEqual({ text, ast: comparable(reference) });
    }
  });

  it.each(suiteGroups)('%s, formatted', (group) => {
    for (const text of expressionsOf(group)) {
      const before = referenceParse(text);
      for (const width of before === undefined ? [] : [20, 100]) {
        const formatted = formatExpression(text, { width });
        const after = meaning(comparable(referenceParse(formatted)));
        expect({ text, formatted, ast: after }).toEqual({
          text,
          formatted,
          ast: meaning(comparable(before)),
        });
        expect(formatExpression(formatted, { width })).toBe(formatted);
      }
    }
  });

  afterAll(() => {
    console.info(`Syntax conformance: ${counts.accepted} expressions accepted, ${counts.refused} refused`);
  });
});
