import { listAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import type { Gap } from './gap.ts';
import { allowedTypes, conjunction } from './parts.ts';
import type { Conjunction } from './parts.ts';
import { sameRules } from './search.ts';
import type { Search } from './search.ts';

/** What a schema asks by alternatives and conditions, that the other does not assure. */
export function ruleGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  return [
    ...anyOfGaps(have, listAt(part, 'anyOf'), path, search),
    ...oneOfGaps(have, part, path, search),
    ...conditionGaps(have, part, path, search),
    ...sameRules(have, part, ['not'], path),
    ...sameRules(have, part, ['$dynamicRef'], path),
  ];
}

/** One alternative that fits all is enough; else what the nearest one lacks. */
function anyOfGaps(have: Conjunction, alternatives: readonly unknown[], path: string, search: Search): Gap[] {
  let nearest: Gap[] | undefined;
  for (const alternative of alternatives) {
    const gaps = search.between(have, alternative, path);
    if (gaps.length === 0) return [];
    if (nearest === undefined || gaps.length < nearest.length) nearest = gaps;
  }
  return nearest ?? [];
}

function oneOfGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  const wanted = listAt(part, 'oneOf');
  if (wanted.length === 0) return [];
  if (excludeEachOther(wanted, search)) return anyOfGaps(have, wanted, path, search);
  const same = have.parts.some((other) => equivalent(have, listAt(other, 'oneOf'), wanted, path, search));
  return same ? [] : [{ path, kind: 'rule', keyword: 'oneOf' }];
}

/** Alternatives of different types: no value has two of them. */
function excludeEachOther(alternatives: readonly unknown[], search: Search): boolean {
  const types = alternatives.map((one) => allowedTypes(conjunction([one], search.wantsRoot)));
  const all = types.flatMap((set) => [...set].filter((type) => type !== 'integer' || !set.has('number')));
  const overlapping = all.includes('number') && all.includes('integer');
  return !overlapping && new Set(all).size === all.length;
}

/** Whether two lists of alternatives allow the same, one by one. */
function equivalent(
  have: Conjunction,
  own: readonly unknown[],
  wanted: readonly unknown[],
  path: string,
  search: Search,
): boolean {
  if (own.length !== wanted.length) return false;
  return own.every((form, index) => {
    const narrower = search.between(conjunction([form], have.root), wanted[index], path);
    const wider = search
      .turned(have.root)
      .between(conjunction([wanted[index]], search.wantsRoot), form, path);
    return narrower.length === 0 && wider.length === 0;
  });
}

function conditionGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  const gaps = sameRules(have, part, ['if', 'then', 'else'], path);
  if (gaps.length === 0) return [];
  const always = [part['then'], part['else']].every(
    (branch) => search.between(have, branch, path).length === 0,
  );
  return always ? [] : gaps;
}
