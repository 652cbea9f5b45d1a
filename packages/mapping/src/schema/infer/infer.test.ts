import fc from 'fast-check';
import { expect, test } from 'vitest';

import { validateJson } from '../validator.ts';
import { inferSchema, SchemaInference } from './infer.ts';

const runs = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 60);

/** The inferred schema without what all of them have. */
function inferred(samples: Iterable<unknown>, options = {}): object {
  const { $schema, ...rest } = inferSchema(samples, options);
  expect($schema).toContain('2020-12');
  return rest;
}

const gtins = ['4006381333931', '73513537', '012345678905'];
const repeat = (times: number, ...values: unknown[]) => Array.from({ length: times }, () => values).flat();

const cases: [name: string, samples: unknown[], schema: object][] = [
  ['whole numbers', [1, 2], { type: 'integer' }],
  ['numbers', [1, 2.5], { type: 'number' }],
  ['text and null', ['a', null], { type: ['string', 'null'] }],
  ['nothing at all', [], {}],
  [
    'required is what all have',
    [{ a: 1, b: true }, { a: 2 }],
    { type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'boolean' } } },
  ],
  [
    'entries of all lists are one place',
    [[1], [null], []],
    { type: 'array', items: { type: ['integer', 'null'] } },
  ],
  ['lists that were always empty', [[]], { type: 'array' }],
  ['dates', ['2026-11-21', '2024-02-29'], { type: 'string', format: 'date' }],
  ['days that are not in the calendar', ['2026-02-29'], { type: 'string' }],
  [
    'moments',
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.5+01:00'],
    { type: 'string', format: 'date-time' },
  ],
  [
    'times of day',
    ['08:00', '23:59:59'],
    { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?$' },
  ],
  ['e-mail', ['a.b@halden.example'], { type: 'string', format: 'email' }],
  ['addresses', ['https://halden.example/a?b=c'], { type: 'string', format: 'uri' }],
  ['UUIDs', ['6ba7b811-9dad-11d1-80b4-00c04fd430c8'], { type: 'string', format: 'uuid' }],
  ['GTINs', gtins, { type: 'string', pattern: '^(\\d{8}|\\d{12,14})$', 'x-scheme': 'GTIN' }],
  ['two GTINs may be chance', gtins.slice(0, 2), { type: 'string' }],
  ['a wrong check digit is no GTIN', [...gtins, '4006381333932'], { type: 'string' }],
  ['mixed forms are none', ['2026-11-21', 'a@b.example'], { type: 'string' }],
  ['few texts again and again', repeat(10, 'EA', 'BX'), { type: 'string', enum: ['BX', 'EA'] }],
  [
    'the same with null',
    repeat(10, 'EA', 'BX', null),
    { type: ['string', 'null'], enum: ['BX', 'EA', null] },
  ],
  ['too few samples for values', repeat(3, 'EA', 'BX'), { type: 'string' }],
  ['values beside numbers', repeat(10, 'EA', 1), { type: ['string', 'integer'] }],
  [
    'a map by item numbers',
    [{ 'HS-10245': 4, 'HS-30077': 5.5, 'HS-77001': 1, 'HS-1001': 9 }],
    { type: 'object', additionalProperties: { type: 'number' } },
  ],
  [
    'numbered fields are no map',
    [{ line1: 'a', line2: 'b', line3: 'c', line4: 'd' }],
    {
      type: 'object',
      required: ['line1', 'line2', 'line3', 'line4'],
      properties: {
        line1: { type: 'string' },
        line2: { type: 'string' },
        line3: { type: 'string' },
        line4: { type: 'string' },
      },
    },
  ],
];

test.each(cases)('%s', (_name, samples, expected) => {
  expect(inferred(samples)).toEqual(expected);
});

test('many names of which each object has few are keys of a map', () => {
  const samples = Array.from({ length: 30 }, (_, index) => ({
    [`store ${'abcdefghij'[index % 10]}${'xyz'[index % 3]}`]: { stock: index },
  }));
  expect(inferred(samples)).toEqual({
    type: 'object',
    additionalProperties: { type: 'object', required: ['stock'], properties: { stock: { type: 'integer' } } },
  });
});

test('a wide table stays a table', () => {
  const row = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`column ${index}x`, 'v']));
  expect(inferred([row, row, row, row, row, row])).toHaveProperty('properties');
});

test('names beyond the limit are taken together', () => {
  const samples = Array.from({ length: 100 }, (_, index) => ({
    [`n${'a'.repeat(index)}`]: index % 2 === 0 ? index : 'x',
  }));
  expect(inferred(samples, { maxNames: 10 })).toEqual({
    type: 'object',
    additionalProperties: { type: ['string', 'integer'] },
  });
});

test('what is too much to look at is left open, and told', () => {
  const inference = new SchemaInference({ maxValues: 50 });
  inference.add(Array.from({ length: 100 }, () => 1));
  const { schema, complete } = inference.result();
  expect(complete).toBe(false);
  expect(validateJson(schema, ['a text further on'])).toEqual([]);
});

test('fields that no sample has are refused on request', () => {
  expect(inferred([{ a: 1 }], { closed: true })).toMatchObject({ additionalProperties: false });
});

test('nesting beyond the limit is left open', () => {
  const deep = JSON.parse('['.repeat(500) + ']'.repeat(500));
  expect(validateJson(inferSchema([deep], { maxDepth: 20 }), deep)).toEqual([]);
});

const text = fc.oneof(
  fc.constantFrom('2026-11-21', '2026-11-21T10:00:00Z', '10:00', 'EA', '', ...gtins),
  fc.emailAddress(),
  fc.webUrl(),
  fc.uuid(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.string(),
);
const { document } = fc.letrec<{ document: unknown }>((tie) => ({
  document: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      text,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('document'), { maxLength: 6 }),
    fc.array(fc.constantFrom('EA', 'BX', null), { minLength: 20, maxLength: 30 }),
    fc.array(text, { maxLength: 4 }),
    fc.dictionary(
      fc.constantFrom(
        'number',
        'lines',
        'quantity',
        '__proto__',
        'constructor',
        'a b',
        'HS-1',
        '2',
        '33',
        '444',
      ),
      tie('document'),
    ),
  ),
}));

test(
  'every sample is valid against what was inferred from it',
  () => {
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 8 }),
        fc.boolean(),
        fc.constantFrom(2, 2000),
        (samples, closed, maxNames) => {
          const plain: unknown[] = JSON.parse(JSON.stringify(samples));
          const schema = inferSchema(plain, { closed, maxNames });
          for (const sample of plain) expect(validateJson(schema, sample)).toEqual([]);
        },
      ),
      { numRuns: runs },
    );
  },
  30_000 + runs * 200,
);
