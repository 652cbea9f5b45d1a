import type { JsonSchema } from '../json.ts';
import type { Gap } from './gap.ts';
import { sameJson } from './parts.ts';
import type { Conjunction } from './parts.ts';

/** One comparison of whole schemas, as its parts see it. */
export interface Search {
  /** Where references of the schema that wants something are looked up. */
  readonly wantsRoot: JsonSchema;
  /** What values that `have` allows may lack to be valid against `wants`. */
  between(have: Conjunction, wants: unknown, path: string): Gap[];
  /** The same search with `have` and `wants` in turned roles. */
  turned(haveRoot: JsonSchema): Search;
}

/** Keywords that are only understood together and as a whole: they are the same on both sides, or that is a gap. */
export function sameRules(
  have: Conjunction,
  part: JsonSchema,
  [keyword, ...others]: readonly [string, ...string[]],
  path: string,
): Gap[] {
  if (!Object.hasOwn(part, keyword)) return [];
  const pick = (one: JsonSchema) => [keyword, ...others].map((key) => one[key] ?? null);
  const rules = pick(part);
  const same = have.parts.some((other) => Object.hasOwn(other, keyword) && sameJson(pick(other), rules));
  return same && !JSON.stringify(rules).includes('"$ref"') ? [] : [{ path, kind: 'rule', keyword }];
}
