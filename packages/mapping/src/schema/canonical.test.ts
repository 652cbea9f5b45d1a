import { describe, expect, test } from 'vitest';

import { canonicalSchema, canonicalSchemas } from './canonical.ts';
import { isObject, objectAt, textAt } from './json.ts';
import type { JsonSchema } from './json.ts';
import { validateJson } from './validator.ts';

const documents = Object.entries(canonicalSchemas);

describe.each(documents)('%s', (name, schema) => {
  test('can be used without anything else', () => {
    expect(JSON.stringify(schema)).not.toContain('urn:crossdock:canonical:common');
    expect(validateJson(schema, null)).toHaveLength(1);
    expect(textAt(schema, '$id')).toBe(`urn:crossdock:canonical:${name}:1`);
  });

  test('says of every field what it is', () => {
    const undocumented = everyField(schema).filter(
      ([, field]) =>
        (textAt(field, 'title') ?? '').length < 2 || (textAt(field, 'description') ?? '').length < 8,
    );
    expect(undocumented.map(([path]) => path)).toEqual([]);
  });

  test('knows its fields: a misspelt one is told', () => {
    const paths = validateJson(schema, { nmuber: '1' }).map(({ path }) => path);
    expect(paths).toContain('nmuber');
  });
});

test('a name that is none has no schema', () => {
  expect(canonicalSchema('order')).toBe(canonicalSchemas.order);
  expect(canonicalSchema('toString')).toBeUndefined();
});

/** Every property of the schema and of its definitions, by a path for people. */
function everyField(schema: JsonSchema, at = ''): [path: string, field: JsonSchema][] {
  const own = Object.entries(objectAt(schema, 'properties')).flatMap(
    ([key, field]): [string, JsonSchema][] =>
      isObject(field) ? [[`${at}/${key}`, field], ...everyField(field, `${at}/${key}`)] : [],
  );
  const definitions = Object.entries(objectAt(schema, '$defs')).flatMap(([key, part]) =>
    isObject(part) ? everyField(part, `$defs/${key}`) : [],
  );
  const items = objectAt(schema, 'items');
  return [...own, ...definitions, ...everyFieldOfItems(items, at)];
}

function everyFieldOfItems(items: JsonSchema, at: string): [path: string, field: JsonSchema][] {
  return Object.keys(items).length === 0 ? [] : everyField(items, `${at}[]`);
}
