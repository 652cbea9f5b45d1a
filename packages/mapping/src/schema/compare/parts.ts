import { isObject, listAt, objectAt, textAt } from '../json.ts';
import type { JsonSchema } from '../json.ts';
import { resolveReference } from '../reference.ts';
import type { SchemaType } from '../shape.ts';
import { typeOfValue } from '../shape.ts';

/** Schemas all of which hold for a value, with the document that their references are looked up in. */
export interface Conjunction {
  root: JsonSchema;
  parts: readonly JsonSchema[];
  /** One of the parts allows nothing. */
  never: boolean;
}

/** Follows references and `allOf` until only plain parts are left. */
export function conjunction(schemas: readonly unknown[], root: JsonSchema): Conjunction {
  const parts = new Set<JsonSchema>();
  let never = false;
  const open = schemas.toReversed();
  while (open.length > 0) {
    const schema = open.pop();
    if (schema === false) never = true;
    if (!isObject(schema) || parts.has(schema)) continue;
    parts.add(schema);
    const reference = textAt(schema, '$ref');
    if (reference !== undefined) open.push(resolveReference(root, reference));
    open.push(...listAt(schema, 'allOf'));
  }
  return { root, parts: [...parts], never };
}

const everyType: readonly SchemaType[] = [
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
];

const typesKept = new WeakMap<Conjunction, ReadonlySet<SchemaType>>();

/** Types that a value may have; `integer` is named beside `number`. */
export function allowedTypes(have: Conjunction): ReadonlySet<SchemaType> {
  const known = typesKept.get(have) ?? typesOf(have);
  typesKept.set(have, known);
  return known;
}

function typesOf({ parts }: Conjunction): ReadonlySet<SchemaType> {
  let types = everyType;
  for (const part of parts) {
    const own = typesOfPart(part);
    if (own !== undefined)
      types = types.filter((type) => own.has(type) || (type === 'integer' && own.has('number')));
  }
  return new Set(types);
}

function typesOfPart(part: JsonSchema): ReadonlySet<SchemaType> | undefined {
  const named = typeof part['type'] === 'string' ? [part['type']] : listAt(part, 'type');
  const fromValues = valuesOfPart(part)?.map(typeOfValue);
  const types = everyType.filter((type) => named.includes(type));
  if (types.length === 0) return fromValues === undefined ? undefined : new Set(fromValues);
  const withIntegers = types.includes('number') ? [...types, 'integer' as const] : types;
  return new Set(
    fromValues === undefined ? withIntegers : withIntegers.filter((type) => fromValues.includes(type)),
  );
}

/** The values that a schema lists, if it does. */
export function valuesOfPart(part: JsonSchema): readonly unknown[] | undefined {
  if (Object.hasOwn(part, 'const')) return [part['const']];
  return Array.isArray(part['enum']) ? listAt(part, 'enum') : undefined;
}

/** The values that all parts allow, if any part lists them. */
export function allowedValues({ parts }: Conjunction): readonly unknown[] | undefined {
  const lists = parts.map(valuesOfPart).filter((list) => list !== undefined);
  const [first, ...others] = lists;
  return first?.filter((value) => others.every((list) => list.some((other) => sameJson(value, other))));
}

/** What a part says of a property: its schemas, none when it leaves it open, or that it must not be there. */
export interface PropertyRule {
  schemas: readonly unknown[];
  /** Named in `properties`, or by a pattern. */
  named: boolean;
}

/**
 * What a part says of the property of this name.
 * @param matches Whether a pattern of `patternProperties` fits a name
 */
export function propertyRule(
  part: JsonSchema,
  name: string,
  matches: (pattern: string, name: string) => boolean,
): PropertyRule {
  const properties = objectAt(part, 'properties');
  const schemas: unknown[] = Object.hasOwn(properties, name) ? [properties[name]] : [];
  for (const [pattern, schema] of Object.entries(objectAt(part, 'patternProperties'))) {
    if (matches(pattern, name)) schemas.push(schema);
  }
  if (schemas.length > 0) return { schemas, named: true };
  return { schemas: 'additionalProperties' in part ? [part['additionalProperties']] : [], named: false };
}

/** What a part says of the entry at a place of a list. */
export function entryRule(part: JsonSchema, index: number): readonly unknown[] {
  const fixed = listAt(part, 'prefixItems');
  if (index < fixed.length) return [fixed[index]];
  return 'items' in part ? [part['items']] : [];
}

/** Whether two JSON values say the same, whatever the order of their properties. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object') return false;
  return canonicalText(left) === canonicalText(right);
}

function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
