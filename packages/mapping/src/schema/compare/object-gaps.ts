import { listAt, numberAt, objectAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { fieldPath } from '../path.ts';
import type { Gap } from './gap.ts';
import { conjunction, propertyRule } from './parts.ts';
import type { Conjunction } from './parts.ts';
import { patternFits } from './patterns.ts';
import { atLeast, atMost, gap } from './scalar-gaps.ts';
import { sameRules } from './search.ts';
import type { Search } from './search.ts';

/** What a schema asks of objects, that the other does not assure. */
export function objectGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  const required = new Set(have.parts.flatMap((one) => listAt(one, 'required')));
  return [
    ...requiredGaps(part, required, path),
    ...dependencyGaps(have, part, required, path),
    ...countGaps(have, part, required, path),
    ...propertyGaps(have, part, required, path, search),
    ...patternGaps(have, part, path, search),
    ...otherFieldGaps(have, part, path, search),
    ...sameRules(have, part, ['propertyNames'], path),
    ...sameRules(have, part, ['dependentSchemas'], path),
    // What counts as evaluated depends on everything beside it.
    ...sameRules(have, part, ['unevaluatedProperties', ...Object.keys(part)], path),
  ];
}

function requiredGaps(part: JsonSchema, required: ReadonlySet<unknown>, path: string): Gap[] {
  return listAt(part, 'required')
    .filter((name) => typeof name === 'string')
    .filter((name) => !required.has(name))
    .map((name) => ({ path: fieldPath(path, name), kind: 'required', keyword: 'required' }));
}

function dependencyGaps(
  have: Conjunction,
  part: JsonSchema,
  required: ReadonlySet<unknown>,
  path: string,
): Gap[] {
  return Object.entries(objectAt(part, 'dependentRequired')).flatMap(([name, wanted]): Gap[] => {
    if (!Array.isArray(wanted)) return [];
    const assured = new Set(have.parts.flatMap((one) => listAt(objectAt(one, 'dependentRequired'), name)));
    const missing = wanted.some((other) => !required.has(other) && !assured.has(other));
    return missing ? [{ path: fieldPath(path, name), kind: 'rule', keyword: 'dependentRequired' }] : [];
  });
}

function countGaps(have: Conjunction, part: JsonSchema, required: ReadonlySet<unknown>, path: string): Gap[] {
  const gaps: Gap[] = [];
  const least = numberAt(part, 'minProperties');
  if (least !== undefined && required.size < least && !atLeast(have, 'minProperties', least)) {
    gaps.push({ path, ...gap('length', 'minProperties', have, least) });
  }
  const most = numberAt(part, 'maxProperties');
  if (most !== undefined && !atMost(have, 'maxProperties', most)) {
    gaps.push({ path, ...gap('length', 'maxProperties', have, most) });
  }
  return gaps;
}

function propertyGaps(
  have: Conjunction,
  part: JsonSchema,
  required: ReadonlySet<unknown>,
  path: string,
  search: Search,
): Gap[] {
  const names = new Set([part, ...have.parts].flatMap((one) => Object.keys(objectAt(one, 'properties'))));
  for (const name of required) if (typeof name === 'string') names.add(name);
  return [...names].flatMap((name): Gap[] => {
    const { schemas } = propertyRule(part, name, patternFits);
    const known = have.parts.flatMap((one) => propertyRule(one, name, patternFits).schemas);
    // A field that was left open without being named is no part of what was agreed.
    if (schemas.length === 0 || (known.length === 0 && !required.has(name))) return [];
    const field = conjunction(known, have.root);
    const at = fieldPath(path, name);
    if (schemas.includes(false))
      return field.never ? [] : [{ path: at, kind: 'fieldRemoved', keyword: 'properties' }];
    return schemas.flatMap((wants) => search.between(field, wants, at));
  });
}

function patternGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  if (isClosedToNames(have)) return [];
  return Object.entries(objectAt(part, 'patternProperties')).flatMap(([pattern, wants]): Gap[] => {
    const known = have.parts.flatMap((one) => {
      const patterns = objectAt(one, 'patternProperties');
      return Object.hasOwn(patterns, pattern) ? [patterns[pattern]] : [];
    });
    if (known.length === 0) return [{ path, kind: 'otherFields', keyword: 'patternProperties' }];
    return search.between(conjunction(known, have.root), wants, fieldPath(path, '*'));
  });
}

/** Fields beside the named ones, where the schema does not take them as they are. */
function otherFieldGaps(have: Conjunction, part: JsonSchema, path: string, search: Search): Gap[] {
  const wants = part['additionalProperties'];
  if (wants === undefined || wants === true || isClosedToNames(have)) return [];
  const ownPatterns = objectAt(part, 'patternProperties');
  const unmatched = have.parts
    .flatMap((one) => Object.entries(objectAt(one, 'patternProperties')))
    .filter(([pattern]) => !Object.hasOwn(ownPatterns, pattern));
  const others = have.parts.flatMap((one) =>
    'additionalProperties' in one ? [one['additionalProperties']] : [],
  );
  const gaps = unmatched.flatMap(([, schema]) =>
    gapsOfOthers(conjunction([schema], have.root), wants, path, search),
  );
  return [...gaps, ...gapsOfOthers(conjunction(others, have.root), wants, path, search)];
}

function gapsOfOthers(fields: Conjunction, wants: unknown, path: string, search: Search): Gap[] {
  if (fields.never) return [];
  if (wants === false || fields.parts.length === 0) {
    return isAnything(wants) ? [] : [{ path, kind: 'otherFields', keyword: 'additionalProperties' }];
  }
  return search.between(fields, wants, fieldPath(path, '*'));
}

function isAnything(schema: unknown): boolean {
  return (
    schema === true || (typeof schema === 'object' && schema !== null && Object.keys(schema).length === 0)
  );
}

/** Whether objects have named fields only. */
function isClosedToNames(have: Conjunction): boolean {
  return have.parts.some(
    (part) =>
      part['additionalProperties'] === false && Object.keys(objectAt(part, 'patternProperties')).length === 0,
  );
}
