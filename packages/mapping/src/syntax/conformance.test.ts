import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { lower } from './lower.ts';
import { parseSyntax } from './parse.ts';
import { ProblemLog } from './problems.ts';
import { comparable, referenceParse } from './reference.fixture.ts';

/** Case files of the reference implementation, beside the repository where they are available. */
const GROUPS = fileURLToPath(new URL('../../../../../shared/conformance/jsonata/groups', import.meta.url));

interface Case {
  expr?: string;
  'expr-file'?: string;
}

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

const there = existsSync(GROUPS);
if (!there) console.info('Syntax conformance skipped: the case files are not beside the repository');

describe.skipIf(!there)('expressions of the conformance suite', () => {
  const counts = { accepted: 0, refused: 0 };

  it.each(there ? readdirSync(GROUPS) : [])('%s', (group) => {
    for (const text of expressionsOf(group)) {
      const tree = parseSyntax(text);
      expect(tree.tokens.map(({ from, to }) => text.slice(from, to)).join(''), text).toBe(text);
      const reference = referenceParse(text);
      expect(tree.problems.length > 0, `${text} ${JSON.stringify(tree.problems)}`).toBe(
        reference === undefined,
      );
      counts[reference === undefined ? 'refused' : 'accepted'] += 1;
      if (reference === undefined) continue;
      const lowered = comparable(lower(tree.root, new ProblemLog()));
      expect(lowered, text).toEqual(comparable(reference));
    }
  });

  afterAll(() => {
    console.info(`Syntax conformance: ${counts.accepted} expressions accepted, ${counts.refused} refused`);
  });
});
