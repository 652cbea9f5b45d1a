import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

import common from '../../schemas/canonical/common.json' with { type: 'json' };
import { canonicalSchema, canonicalSchemas } from './canonical.ts';
import { isObject, listAt, objectAt, textAt } from './json.ts';
import type { JsonSchema } from './json.ts';
import { resolveReference } from './reference.ts';
import { validateJson } from './validator.ts';

const documents = Object.entries(canonicalSchemas);

describe.each(documents)('%s', (name, schema) => {
  test('can be used without anything else', () => {
    expect(JSON.stringify(schema)).not.toContain(common.$id);
    expect(validateJson(schema, null)).toHaveLength(1);
    expect(textAt(schema, '$id')).toBe(`urn:crossdock:canonical:${name}:1`);
  });

  test('says of every field what it is', () => {
    const undocumented = [...everyField(schema)].filter(
      ([, field]) =>
        (textAt(field, 'title') ?? '').length < 2 || (textAt(field, 'description') ?? '').length < 8,
    );
    expect(undocumented.map(([path]) => path)).toEqual([]);
  });

  test('says in one form where fields stand in EDI', () => {
    const places = [...everyField(schema)].flatMap(([, field]) => listAt(field, 'x-edi'));
    expect(places.length).toBeGreaterThan(20);
    expect(
      places.filter((place) => !/^(X12|EDIFACT|UBL) [A-Za-z0-9]\S*( \S+)*$/.test(String(place))),
    ).toEqual([]);
  });

  test('knows its fields: a misspelt one is told', () => {
    const paths = validateJson(schema, { nmuber: '1' }).map(({ path }) => path);
    expect(paths).toContain('nmuber');
  });

  test.each(['full', 'minimal'])('%s example is valid', (size) => {
    expect(validateJson(schema, example(name, size))).toEqual([]);
  });

  test('the minimal example has nothing that could be left out', () => {
    const minimal = example(name, 'minimal');
    const left = Object.keys(minimal).filter(
      (key) => validateJson(schema, { ...minimal, [key]: undefined }).length === 0,
    );
    // A shipment with neither packages nor lines is allowed, and tells nothing.
    expect(left).toEqual(name === 'despatchAdvice' ? ['lines'] : []);
  });

  test('the full example has every field of its own', () => {
    const own = new Map([...everyField(ownParts(schema))].map(([path, field]) => [field, path]));
    expect(own.size).toBeGreaterThan(10);
    for (const field of usedFields(schema, example(name, 'full'))) own.delete(field);
    expect([...own.values()]).toEqual([]);
  });
});

test('parts of a document have other names than the shared ones', () => {
  for (const [name] of documents) {
    const source = readJson(`${name}.json`);
    const shared = Object.keys(objectAt(source, '$defs')).filter((part) => Object.hasOwn(common.$defs, part));
    expect(shared).toEqual([]);
  }
});

test('a name that is none has no schema', () => {
  expect(canonicalSchema('order')).toBe(canonicalSchemas.order);
  expect(canonicalSchema('toString')).toBeUndefined();
});

function example(name: string, size: string): JsonSchema {
  return readJson(`examples/${name}.${size}.json`);
}

function readJson(path: string): JsonSchema {
  const text = readFileSync(new URL(`../../schemas/canonical/${path}`, import.meta.url), 'utf8');
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error(`${path} holds no object`);
  return value;
}

function ownParts(schema: JsonSchema): JsonSchema {
  const definitions = Object.entries(objectAt(schema, '$defs')).filter(
    ([name]) => !Object.hasOwn(common.$defs, name),
  );
  return { ...schema, $defs: Object.fromEntries(definitions) };
}

/** Every property of the schema and of its definitions, by a path for people. */
function* everyField(schema: JsonSchema, at = ''): Generator<[path: string, field: JsonSchema]> {
  for (const [key, field] of Object.entries(objectAt(schema, 'properties'))) {
    if (!isObject(field)) continue;
    yield [`${at}/${key}`, field];
    yield* everyField(field, `${at}/${key}`);
  }
  for (const [key, part] of Object.entries(objectAt(schema, '$defs'))) {
    if (isObject(part)) yield* everyField(part, `$defs/${key}`);
  }
  const items = objectAt(schema, 'items');
  if (Object.keys(items).length > 0) yield* everyField(items, `${at}[]`);
}

/** The properties, of the schema and its definitions, that a value has. */
function* usedFields(root: JsonSchema, value: unknown, schema: JsonSchema = root): Generator<JsonSchema> {
  const target = resolveReference(root, textAt(schema, '$ref') ?? 'none');
  if (isObject(target)) yield* usedFields(root, value, target);
  if (Array.isArray(value)) {
    for (const entry of value) yield* usedFields(root, entry, objectAt(schema, 'items'));
  } else if (isObject(value)) {
    for (const [key, field] of Object.entries(objectAt(schema, 'properties'))) {
      if (!Object.hasOwn(value, key) || !isObject(field)) continue;
      yield field;
      yield* usedFields(root, value[key], field);
    }
  }
}
