import { describe, expect, it } from 'vitest';
import { fieldsOf, fieldsOfSamples, listsOf } from './fields.ts';

const SCHEMA = {
  type: 'object',
  required: ['id'],
  properties: {
    id: { type: 'string', title: 'Number' },
    day: { type: ['string', 'null'], format: 'date' },
    either: { type: ['string', 'number'] },
    lines: { type: 'array', items: { $ref: '#/$defs/line' } },
  },
  $defs: { line: { type: 'object', required: ['sku'], properties: { sku: { enum: ['A', 'B'] }, qty: {} } } },
};

describe('fields of a document', () => {
  it('come from its schema, with what samples hold', () => {
    const fields = fieldsOf({
      schema: SCHEMA,
      samples: [{ id: 'x', lines: [{ sku: 'A', qty: 2 }, { qty: 3 }], more: true }],
    });
    expect(fields.map(({ path, type, required, samples }) => [path, type, required, samples])).toEqual([
      ['id', 'text', true, ['x']],
      ['day', 'text', false, []],
      ['either', 'unknown', false, []],
      ['lines', 'list', false, []],
      ['lines[]', 'object', expect.any(Boolean), []],
      ['lines[].sku', expect.any(String), true, ['A']],
      ['lines[].qty', 'number', false, [2, 3]],
      ['more', 'boolean', false, [true]],
    ]);
    expect(fields.find(({ path }) => path === 'day')).toMatchObject({ format: 'date' });
    expect(fields.find(({ path }) => path === 'id')).toMatchObject({ title: 'Number' });
    expect(fields.find(({ path }) => path === 'lines[].sku')).toMatchObject({ values: ['A', 'B'] });
  });

  it('that are a list in one sample and single in another are lists', () => {
    const fields = fieldsOfSamples([
      { a: { b: 1 }, c: 1 },
      { a: [{ b: 2 }], c: 'x' },
    ]);
    expect(fields.map(({ path, type }) => `${path} ${type}`)).toEqual([
      'a list',
      'a.b number',
      'c unknown',
      'a[] object',
      'a[].b number',
    ]);
  });

  it('say which places are lists', () => {
    const isList = listsOf(fieldsOf({ schema: SCHEMA }));
    expect([isList('lines'), isList('id'), isList('nothing')]).toEqual([true, false, undefined]);
  });
});
