import { describe, expect, test } from 'vitest';

import { canonicalSchemas } from './canonical.ts';
import { describeSchema, schemaFields, schemaTree } from './fields.ts';
import type { SchemaField } from './fields.ts';
import type { JsonSchema } from './json.ts';

/** `path type` with `!` for required, `?` for nullable, `~` for what repeats a part around it. */
function shown(field: SchemaField): string {
  const marks = `${field.required ? '!' : ''}${field.nullable ? '?' : ''}${field.repeats === undefined ? '' : '~'}`;
  return `${field.path} ${[field.type, ...field.otherTypes].join('|')}${marks}`;
}

const quantity = { type: 'object', required: ['value'], properties: { value: { type: 'number' } } };

const cases: [name: string, schema: JsonSchema, fields: string[]][] = [
  [
    'objects and lists',
    {
      required: ['lines'],
      properties: {
        lines: { type: 'array', items: { properties: { quantity } } },
        tags: { items: { type: 'string' } },
      },
    },
    ['lines array!', 'lines[].quantity object', 'lines[].quantity.value number!', 'tags array'],
  ],
  [
    'references, with what is said beside them',
    {
      properties: { q: { $ref: '#/$defs/a~1b' }, r: { $ref: '#mark' } },
      $defs: { 'a/b': quantity, x: { $anchor: 'mark', const: 'a' } },
    },
    ['q object', 'q.value number!', 'r string'],
  ],
  [
    'what holds itself is unfolded once',
    {
      $ref: '#/$defs/package',
      $defs: { package: { properties: { id: {}, packages: { items: { $ref: '#/$defs/package' } } } } },
    },
    ['id any', 'packages array~'],
  ],
  ['a schema that refers to itself only', { $ref: '#' }, []],
  ['recursion by the whole', { properties: { next: { $ref: '#' } } }, ['next object~']],
  [
    'allOf is taken together',
    {
      allOf: [
        { properties: { a: { type: ['number', 'string'] } } },
        { properties: { a: { type: 'string' } }, required: ['a'] },
      ],
    },
    ['a string!'],
  ],
  [
    'of alternatives everything may be there',
    {
      oneOf: [
        { properties: { a: { type: 'string' }, b: {} }, required: ['a', 'b'] },
        { properties: { a: { type: 'null' } }, required: ['a'] },
      ],
    },
    ['a string!?', 'b any'],
  ],
  [
    'null beside',
    { properties: { a: { anyOf: [quantity, { type: 'null' }] }, b: { type: ['null', 'integer'] } } },
    ['a object?', 'a.value number!', 'b integer?'],
  ],
  [
    'then and else',
    { if: {}, then: { properties: { a: {} }, required: ['a'] }, properties: { b: {} } },
    ['b any', 'a any'],
  ],
  [
    'maps',
    { properties: { stock: { additionalProperties: quantity } } },
    ['stock object', 'stock.* object', 'stock.*.value number!'],
  ],
  ['names that are no words', { properties: { 'unit price': {}, $x: {} } }, ['`unit price` any', '`$x` any']],
  ['lists of lists', { properties: { rows: { items: { items: { type: 'integer' } } } } }, ['rows array']],
  [
    'tuples',
    { properties: { pair: { prefixItems: [{ type: 'string' }, { properties: { a: {} } }] } } },
    ['pair array', 'pair[].a any'],
  ],
  ['values say their type', { properties: { a: { enum: ['x', 1, null] } } }, ['a string|integer?']],
  ['what is forbidden is no field', { properties: { a: false, b: true } }, ['b any']],
  ['references to elsewhere', { properties: { a: { $ref: 'urn:other#/a' } } }, ['a any']],
];

test.each(cases)('%s', (_name, schema, expected) => {
  expect(schemaFields(schema).map(shown)).toEqual(expected);
});

test('what is said at a place goes before what is said of its kind', () => {
  const schema = {
    properties: { net: { $ref: '#/$defs/amount', title: 'Net', 'x-edi': ['X12 TDS-01'] } },
    $defs: {
      amount: {
        type: 'string',
        title: 'Amount',
        description: 'Money',
        pattern: '^1$',
        'x-edi': ['EDIFACT MOA'],
        deprecated: true,
      },
    },
  };
  expect(schemaFields(schema)).toEqual([
    {
      path: 'net',
      name: 'net',
      type: 'string',
      otherTypes: [],
      nullable: false,
      required: false,
      title: 'Net',
      description: 'Money',
      pattern: '^1$',
      edi: ['X12 TDS-01'],
      deprecated: true,
      children: [],
    },
  ]);
});

test('entries of lists are there with their type', () => {
  const tree = schemaTree({ items: { type: ['string'], enum: ['a'] } });
  expect(tree).toMatchObject({
    path: '',
    type: 'array',
    items: { path: '[]', type: 'string', values: ['a'] },
  });
});

test('a schema of a few lines that names billions of fields is cut, and says where', () => {
  const $defs = Object.fromEntries(
    Array.from({ length: 30 }, (_, level) => [
      `d${level}`,
      { properties: { a: next(level), b: next(level) } },
    ]),
  );
  const tree = schemaTree({ $ref: '#/$defs/d0', $defs }, 1000);
  const fields = schemaFields({ $ref: '#/$defs/d0', $defs }, 1000);
  expect(fields.length).toBeLessThanOrEqual(1000);
  expect(tree.cut).toBe(true);

  function next(level: number): object {
    return level === 29 ? { type: 'string' } : { $ref: `#/$defs/d${level + 1}` };
  }
});

describe.each(Object.entries(canonicalSchemas))('%s', (_name, schema) => {
  test('has fields with a type, a title and a place that is its own', () => {
    const fields = schemaFields(schema);
    expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    expect(fields.filter(({ title, type, cut }) => title === undefined || type === 'any' || cut)).toEqual([]);
    expect(describeSchema(schema)).toMatchObject({ fieldCount: fields.length });
  });
});

test('a package holds packages', () => {
  const inner = schemaFields(canonicalSchemas.despatchAdvice).find(
    ({ path }) => path === 'packages[].packages',
  );
  expect(inner).toMatchObject({ repeats: 'packages[]', children: [] });
});

test('an order line has its quantity, its unit and where they stand in EDI', () => {
  const fields = schemaFields(canonicalSchemas.order);
  expect(fields.find(({ path }) => path === 'lines[].quantity')).toMatchObject({
    type: 'object',
    required: true,
    title: 'Quantity ordered',
    edi: ['X12 PO1-02', 'X12 PO1-03', 'EDIFACT QTY+21', 'UBL Quantity'],
  });
  expect(describeSchema(canonicalSchemas.order).required).toEqual(['number', 'issueDate', 'buyer', 'lines']);
});
