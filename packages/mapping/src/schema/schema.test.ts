import { Type } from 'typebox';
import { describe, expect, test } from 'vitest';

import { SchemaError } from './compiler.ts';
import { checkPlain } from './plain-check.ts';
import { SchemaValidator, validateJson } from './validator.ts';

const object = (properties: object, more: object = {}) => ({ type: 'object', properties, ...more });
const line = object({ quantity: { type: 'number', minimum: 1 } }, { required: ['quantity'] });
const order = object({ lines: { type: 'array', items: line, minItems: 1 } }, { additionalProperties: false });

const cases: [name: string, schema: object, value: unknown, expected: [path: string, message: string][]][] = [
  ['valid', order, { lines: [{ quantity: 2 }] }, []],
  [
    'type',
    order,
    { lines: [{ quantity: 1 }, { quantity: '5' }] },
    [['lines[1].quantity', 'must be a number, but is the text "5"']],
  ],
  ['missing', order, { lines: [{}] }, [['lines[0].quantity', 'is missing']]],
  ['unknown field', order, { lines: [{ quantity: 1 }], colour: 1 }, [['colour', 'is not a known field']]],
  ['minimum', order, { lines: [{ quantity: 0 }] }, [['lines[0].quantity', 'must be at least 1']]],
  [
    'several at once',
    order,
    { lines: [{}, { quantity: 0 }] },
    [
      ['lines[0].quantity', 'is missing'],
      ['lines[1].quantity', 'must be at least 1'],
    ],
  ],
  ['too few', order, { lines: [] }, [['lines', 'must have at least 1 entries']]],
  ['the value itself', { type: 'object' }, null, [['', 'must be an object, but is empty (null)']]],
  ['several types', { type: ['string', 'null'] }, 5, [['', 'must be text or empty (null), but is 5']]],
  ['enum', { enum: ['a', 'b'] }, 'c', [['', 'must be one of "a", "b"']]],
  ['const', { const: 'a' }, 'c', [['', 'must be "a"']]],
  ['empty text', { type: 'string', minLength: 1 }, '', [['', 'must not be empty']]],
  ['format', { type: 'string', format: 'date' }, '2026-02-30', [['', 'must be a valid date']]],
  ['pattern of blanks', { pattern: '^\\s.[[]$' }, '\u00a0x[', []],
  ['pattern', { type: 'string', pattern: '^\\d+$' }, 'x', [['', "doesn't match the pattern ^\\d+$"]]],
  [
    'names that need quotes',
    object({ 'a.b/c~d': { type: 'string' } }),
    { 'a.b/c~d': 1 },
    [['["a.b/c~d"]', 'must be text, but is 1']],
  ],
  [
    '2020-12: prefixItems',
    { type: 'array', prefixItems: [{ type: 'string' }], items: false },
    ['a', 1],
    [['', 'must NOT have more than 1 items']],
  ],
  [
    '2020-12: dependentRequired',
    { dependentRequired: { a: ['b'] } },
    { a: 1 },
    [['b', 'is missing (needed beside a)']],
  ],
  [
    '2020-12: unevaluatedProperties',
    { properties: { a: true }, unevaluatedProperties: false },
    { b: 1 },
    [['b', 'is not a known field']],
  ],
  [
    'same entry twice',
    { uniqueItems: true },
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [['', 'must not hold the same entry twice']],
  ],
  ['entries that only look alike', { uniqueItems: true }, [1, '1', [1], { a: 1 }, null], []],
  [
    'own properties only',
    { required: ['toString', '__proto__'] },
    {},
    [
      ['toString', 'is missing'],
      ['__proto__', 'is missing'],
    ],
  ],
];

test.each(cases)('%s', (_name, schema, value, expected) => {
  expect(validateJson(schema, value).map(({ path, message }) => [path, message])).toEqual(expected);
});

test('patterns of different schemas stay apart', () => {
  for (const letter of ['a', 'b', 'c']) {
    const schema = { type: 'string', pattern: `^${letter}+$` };
    expect(validateJson(schema, letter)).toEqual([]);
    expect(validateJson(schema, 'z')).toHaveLength(1);
  }
});

describe('schemas that can not be used', () => {
  const cycle: Record<string, unknown> = { type: 'object' };
  cycle['properties'] = { cycle };
  test.each([
    ['wrong keyword', { type: 'objekt' }],
    ['a reference to elsewhere', { $ref: 'https://schemas.example/order.json' }],
    ['a pattern that RE2 does not know', { pattern: '(?=x)' }],
    ['a pattern that takes long to compile', { pattern: '((a{100}){100}){100}' }],
    ['a cycle', cycle],
    ['too long', { description: 'x'.repeat(1_000_001) }],
  ])('%s', (_name, schema) => {
    expect(() => validateJson(schema, {})).toThrow(SchemaError);
  });

  test('a usable schema with the $id of another works all the same', () => {
    const first = { $id: 'https://schemas.example/a', type: 'string' };
    const second = { $id: 'https://schemas.example/a', type: 'number' };
    expect(validateJson(first, 'x')).toEqual([]);
    expect(validateJson(second, 'x')).toHaveLength(1);
    expect(validateJson(first, 1)).toHaveLength(1);
  });
});

describe('safety', () => {
  test('a pattern that would never end ends', () => {
    expect(validateJson({ pattern: '^(a+)+$' }, `${'a'.repeat(5_000)}b`)).toHaveLength(1);
  });

  test('long lists of objects are told apart in linear time', () => {
    const items = Array.from({ length: 200_000 }, (_unused, index) => ({ index }));
    expect(validateJson({ uniqueItems: true }, items)).toEqual([]);
  });

  test('a huge value reports its first fault, a moderate one at most a hundred', () => {
    const schema = { type: 'array', items: { type: 'string' } };
    expect(
      validateJson(
        schema,
        Array.from({ length: 200_000 }, () => 1),
      ),
    ).toHaveLength(1);
    expect(
      validateJson(
        schema,
        Array.from({ length: 1_000 }, () => 1),
      ),
    ).toHaveLength(100);
  });

  test('a value nested without end', () => {
    let value: unknown = {};
    for (let depth = 0; depth < 200_000; depth += 1) value = { next: value };
    const schema = { type: 'object', properties: { next: { $ref: '#' } } };
    expect(validateJson(schema, value)).toEqual([
      { path: '', message: 'is nested too deeply to be checked' },
    ]);
  });
});

test('many schemas pass through a small cache, and through a renewed library', () => {
  const validator = new SchemaValidator(3);
  for (let round = 0; round < 2; round += 1) {
    for (let limit = 0; limit < 230; limit += 1) {
      const schema = { type: 'number', maximum: limit };
      expect(validator.validate(schema, limit)).toEqual([]);
      expect(validator.validate(schema, limit + 1)).toHaveLength(1);
    }
  }
});

describe('schemas of our own, checked without being compiled', () => {
  const schema = Type.Object(
    {
      kind: Type.Optional(Type.Enum(['a', 'b'])),
      lines: Type.Optional(Type.Array(Type.Object({ quantity: Type.Number({ minimum: 1 }) }))),
    },
    { additionalProperties: false },
  );
  test.each([
    [{ kind: 'a', lines: [{ quantity: 1 }] }, undefined],
    [{ kind: 'c' }, { path: 'kind', message: 'must be one of "a", "b"' }],
    [{ colour: 1 }, { path: 'colour', message: 'is not a known field' }],
    [JSON.parse('{"__proto__":1}'), { path: '__proto__', message: 'is not a known field' }],
    [{ lines: [{}] }, { path: 'lines[0].quantity', message: 'is missing' }],
    [{ lines: [{ quantity: 0 }] }, { path: 'lines[0].quantity', message: 'must be at least 1' }],
    [{ lines: 'x' }, { path: 'lines', message: 'must be a list, but is the text "x"' }],
    [null, { path: '', message: 'must be an object, but is empty (null)' }],
  ])('%j', (value, expected) => {
    expect(checkPlain(schema, value)).toEqual(expected);
  });
});
