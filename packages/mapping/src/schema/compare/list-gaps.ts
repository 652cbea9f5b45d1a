import { listAt, numberAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import type { Gap } from './gap.ts';
import { conjunction, entryRule } from './parts.ts';
import type { Conjunction } from './parts.ts';
import { atLeast, atMost, gap } from './scalar-gaps.ts';
import { sameRules } from './search.ts';
import type { Search } from './search.ts';

/** What a schema asks of lists, that the other does not assure. */
export function listGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  return [
    ...countGaps(have, part).map((finding) => ({ path, ...finding })),
    ...entryGaps(have, part, path, search),
    ...sameRules(have, part, ['contains', 'minContains', 'maxContains'], path),
    // What counts as evaluated depends on everything beside it.
    ...sameRules(have, part, ['unevaluatedItems', ...Object.keys(part)], path),
  ];
}

function countGaps(have: Conjunction, part: JsonSchema): Omit<Gap, 'path'>[] {
  const gaps: Omit<Gap, 'path'>[] = [];
  const least = numberAt(part, 'minItems');
  if (least !== undefined && !atLeast(have, 'minItems', least))
    gaps.push(gap('length', 'minItems', have, least));
  const most = numberAt(part, 'maxItems');
  if (most !== undefined && !atMost(have, 'maxItems', most)) gaps.push(gap('length', 'maxItems', have, most));
  const unique = atMost(have, 'maxItems', 1) || have.parts.some((other) => other['uniqueItems'] === true);
  if (part['uniqueItems'] === true && !unique) gaps.push(gap('rule', 'uniqueItems', have, true));
  return gaps;
}

function entryGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  const fixed = Math.max(...[part, ...have.parts].map((one) => listAt(one, 'prefixItems').length));
  const gaps: Gap[] = [];
  for (let index = 0; index <= fixed && !atMost(have, 'maxItems', index); index += 1) {
    const entries = conjunction(
      have.parts.flatMap((one) => entryRule(one, index)),
      have.root,
    );
    const [wants] = entryRule(part, index);
    gaps.push(...search.between(entries, wants, `${path}[]`));
  }
  return gaps;
}
