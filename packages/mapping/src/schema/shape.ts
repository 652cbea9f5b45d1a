import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { JsonSchema } from './json.ts';
import { resolveReference } from './reference.ts';

export type SchemaType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

const schemaTypes: readonly string[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** What a schema says about a value once references are followed and `allOf`, `anyOf` and the like are taken together. */
export interface Shape {
  /** The schemas that hold for the value, those nearest to its place first: annotations come from the first that has them. */
  parts: readonly JsonSchema[];
  /** The targets of the references that were followed. */
  targets: readonly JsonSchema[];
  /** Types that the value may have; empty when any. */
  types: readonly SchemaType[];
  /** Schemas of each named property. */
  properties: ReadonlyMap<string, readonly unknown[]>;
  required: ReadonlySet<string>;
  /** Schemas of a list's entries. */
  items: readonly unknown[];
  /** Schemas of properties whose names are not known beforehand. */
  otherProperties: readonly unknown[];
}

interface Draft {
  parts: JsonSchema[];
  targets: JsonSchema[];
  types: SchemaType[] | undefined;
  properties: Map<string, unknown[]>;
  required: Set<string>;
  items: unknown[];
  otherProperties: unknown[];
}

/**
 * @param schemas All of them hold for the value
 * @param root Where references are looked up
 */
export function shapeOf(schemas: readonly unknown[], root: JsonSchema): Shape {
  const draft = emptyDraft();
  for (const schema of schemas) add(draft, schema, root, new Set());
  const types = draft.types ?? impliedTypes(draft);
  return { ...draft, types };
}

function emptyDraft(): Draft {
  return {
    parts: [],
    targets: [],
    types: undefined,
    properties: new Map(),
    required: new Set(),
    items: [],
    otherProperties: [],
  };
}

function add(draft: Draft, schema: unknown, root: JsonSchema, seen: Set<unknown>): void {
  if (!isObject(schema) || seen.has(schema)) return;
  seen.add(schema);
  draft.parts.push(schema);
  narrowTypes(draft, typesOf(schema));
  addChildren(draft, schema);
  const reference = textAt(schema, '$ref');
  const target = reference === undefined ? undefined : resolveReference(root, reference);
  if (isObject(target)) {
    draft.targets.push(target);
    add(draft, target, root, seen);
  }
  for (const part of listAt(schema, 'allOf')) add(draft, part, root, seen);
  for (const key of ['anyOf', 'oneOf']) addAlternatives(draft, listAt(schema, key), true, root, seen);
  addAlternatives(draft, [schema['then'], schema['else']].filter(isObject), false, root, seen);
}

function addChildren(draft: Draft, schema: JsonSchema): void {
  for (const [name, property] of Object.entries(objectAt(schema, 'properties'))) {
    if (property === false) continue;
    const known = draft.properties.get(name);
    if (known === undefined) draft.properties.set(name, [property]);
    else known.push(property);
  }
  for (const name of listAt(schema, 'required')) if (typeof name === 'string') draft.required.add(name);
  draft.items.push(...listAt(schema, 'prefixItems'));
  if (isObject(schema['items'])) draft.items.push(schema['items']);
  draft.otherProperties.push(...Object.values(objectAt(schema, 'patternProperties')));
  if (isObject(schema['additionalProperties'])) draft.otherProperties.push(schema['additionalProperties']);
}

/** Of alternatives, whatever one of them has may be there; what all objects among them require is required. */
function addAlternatives(
  draft: Draft,
  alternatives: readonly unknown[],
  exhaustive: boolean,
  root: JsonSchema,
  seen: ReadonlySet<unknown>,
): void {
  if (alternatives.length === 0) return;
  const drafts = alternatives.map((alternative) => {
    const own = emptyDraft();
    add(own, alternative, root, new Set(seen));
    return { ...own, types: own.types ?? impliedTypes(own) };
  });
  const present = drafts.filter(({ types }) => types.join() !== 'null');
  // Where there is one way to be present, its annotations speak for the whole.
  if (present.length === 1) draft.parts.push(...present.flatMap(({ parts }) => parts));
  addAllChildren(draft, drafts);
  if (!exhaustive) return;
  const [first, ...others] = drafts.filter(({ types }) => types.length === 0 || types.includes('object'));
  for (const name of first?.required ?? []) {
    if (others.every(({ required }) => required.has(name))) draft.required.add(name);
  }
  if (drafts.every(({ types }) => types.length > 0)) {
    narrowTypes(draft, [...new Set(drafts.flatMap(({ types }) => types))]);
  }
}

function addAllChildren(draft: Draft, alternatives: readonly Draft[]): void {
  const properties = new Map<string, unknown[]>();
  for (const own of alternatives) {
    draft.targets.push(...own.targets);
    draft.items.push(...own.items);
    draft.otherProperties.push(...own.otherProperties);
    for (const [name, schemas] of own.properties) {
      properties.set(name, [
        ...(properties.get(name) ?? []),
        schemas.length === 1 ? schemas[0] : { allOf: schemas },
      ]);
    }
  }
  for (const [name, schemas] of properties) {
    draft.properties.set(name, [...(draft.properties.get(name) ?? []), ...anyOne(schemas)]);
  }
}

/** A schema for values of any of these. */
export function anyOne(schemas: readonly unknown[]): readonly unknown[] {
  return schemas.length > 1 ? [{ anyOf: schemas }] : schemas;
}

function typesOf(schema: JsonSchema): SchemaType[] | undefined {
  const type = schema['type'];
  const named = (Array.isArray(type) ? type : [type]).filter(isSchemaType);
  if (named.length > 0) return named;
  const values = Object.hasOwn(schema, 'const') ? [schema['const']] : listAt(schema, 'enum');
  return values.length > 0 ? [...new Set(values.map(typeOfValue))] : undefined;
}

function narrowTypes(draft: Draft, types: SchemaType[] | undefined): void {
  if (types === undefined) return;
  draft.types = draft.types?.filter((type) => types.includes(type)) ?? types;
}

/** Schemas that name properties or entries without a type mean objects or lists. */
function impliedTypes(draft: Draft): SchemaType[] {
  if (draft.properties.size > 0 || draft.otherProperties.length > 0) return ['object'];
  return draft.items.length > 0 ? ['array'] : [];
}

function isSchemaType(value: unknown): value is SchemaType {
  return typeof value === 'string' && schemaTypes.includes(value);
}

/** The JSON Schema type of a JSON value; whole numbers are integers. */
export function typeOfValue(value: unknown): SchemaType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return 'object';
}
