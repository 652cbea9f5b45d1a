import { kindOf, nodeTypes } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { asJsonSchema, initialValue, variantIndex } from '../../model/json-schema.ts';
import { toExpression, toValue } from '../../model/dynamic.ts';
import { fieldKeys, humanize, widgetOf, withProperty } from './widgets.ts';

const configOf = (type: string) => asJsonSchema(kindOf(type)?.config ?? {});

describe('the widget of a schema', () => {
  it.each([
    ['text', { type: 'string' }],
    ['expression', { type: 'string', 'x-expression': true }],
    ['multiline', { type: 'string', 'x-editor': 'multiline' as const }],
    ['connection', { type: 'string', 'x-connection': 'http' }],
    ['lookupTable', { type: 'string', 'x-lookup-table': true }],
    ['schemaReference', { type: 'string', 'x-schema-reference': true }],
    ['number', { type: 'integer' }],
    ['boolean', { type: 'boolean' }],
    ['choice', { enum: ['a', 'b'] }],
    ['choice', { anyOf: [{ const: 'a' }, { const: 'b' }] }],
    ['variants', { anyOf: [{ type: 'string' }, { type: 'object', properties: { a: {} } }] }],
    ['list', { type: 'array', items: {} }],
    ['record', { type: 'object', patternProperties: { '^.*$': {} } }],
    ['object', { type: 'object', properties: { a: {} } }],
    ['json', { type: 'object', 'x-editor': 'json' as const }],
    ['json', {}],
  ])('is %s', (widget, schema) => {
    expect(widgetOf(schema)).toBe(widget);
  });

  it('is known for every field of every node type', () => {
    for (const type of nodeTypes)
      for (const [key, schema] of Object.entries(configOf(type).properties ?? {}))
        expect([type, key, widgetOf(schema)]).not.toContain(undefined);
  });
});

it('finds the variant by its constants', () => {
  const auth = configOf('webhook').properties?.['auth'] ?? {};
  expect(variantIndex(auth, { type: 'hmac', connection: 'x' })).toBe(3);
  expect(variantIndex(auth, { type: 'other' })).toBe(-1);
  expect(initialValue(auth)).toEqual({ type: 'none' });
});

it.each([
  ['integration-support', 'Integration support'],
  ['maxBytes', 'Max bytes'],
  ['x12', 'X12'],
  ['POST', 'POST'],
])('%s reads as %s', (name, words) => {
  expect(humanize(name)).toBe(words);
});

it('removes what is set to undefined and keeps fields that no schema names', () => {
  expect(withProperty({ a: 1, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  expect(fieldKeys({ properties: { b: {}, a: {} } }, { z: 1, a: 2 })).toEqual(['b', 'a', 'z']);
});

describe('between value and expression', () => {
  it.each([
    ['abc', '="abc"', 'abc'],
    ["'=x", '="=x"', "'=x"],
    [5, '=5', 5],
    ['', '=', undefined],
  ])('%j becomes %s', (value, expression, back) => {
    expect(toExpression(value)).toBe(expression);
    expect(toValue(expression)).toEqual(back);
  });

  it('a computed expression has no value', () => {
    expect(toValue('=body.total')).toBeUndefined();
  });
});
