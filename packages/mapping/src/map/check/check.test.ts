import { describe, expect, it } from 'vitest';
import { canonicalSchemas } from '../../schema/canonical.ts';
import { checkMap, type CheckMapOptions } from './check.ts';

const TARGET = {
  type: 'object',
  required: ['number', 'lines'],
  additionalProperties: false,
  properties: {
    number: { type: 'string', title: 'Order number' },
    total: { type: 'number' },
    urgent: { type: 'boolean' },
    extra: { type: 'object' },
    buyer: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        required: ['sku'],
        properties: { sku: { type: 'string' }, quantity: { type: 'number' } },
      },
    },
  },
};
const SAMPLE = { no: 'A', sum: '12', lines: [{ sku: 'X', qty: 2 }], note: 'n' };
const GOOD = '{"number": no, "lines": [lines.{"sku": sku, "quantity": qty}], "total": $number(sum)}';

const CASES: readonly [name: string, text: string, options: CheckMapOptions, problems: string[]][] = [
  ['a good map', GOOD, { targetSchema: TARGET, samples: [SAMPLE] }, ['info source.unused note']],
  ['nothing to hold it against', GOOD, {}, []],
  ['a text that is not finished', '{"number": ', { targetSchema: TARGET }, ['error syntax']],
  ['a pattern that there is not', '{"a": $match(x, /(?=b)/)}', {}, ['error syntax a']],
  [
    'required fields, also of what is made for each entry',
    '{"lines": [lines.{"quantity": qty}], "buyer": {}}',
    { targetSchema: TARGET },
    [
      'error required.missing number',
      'error required.missing lines[].sku',
      'error required.missing buyer.name',
    ],
  ],
  ['what a formula makes is not known to lack anything', '$merge([x])', { targetSchema: TARGET }, []],
  [
    'types',
    '{"number": 12, "total": "x" & y, "urgent": a = b, "lines": "none"}',
    { targetSchema: TARGET },
    ['error type.mismatch number', 'error type.mismatch total', 'error type.mismatch lines'],
  ],
  [
    'types of the source',
    '{"number": no, "lines": [], "total": sum}',
    {
      targetSchema: TARGET,
      sourceSchema: { properties: { no: { type: 'string' }, sum: { type: 'string' } } },
    },
    ['warning type.mismatch total'],
  ],
  [
    'fields that the target has not',
    '{"number": no, "lines": [], "colour": 1, "extra": {"any": 1}}',
    { targetSchema: TARGET },
    ['warning target.unknown colour'],
  ],
  [
    'fields that the source has not, or that are not used',
    '{"number": number, "lines": [lines.{"sku": item, "quantity": qty}]}',
    {
      targetSchema: TARGET,
      sourceSchema: {
        properties: { no: {}, lines: { type: 'array', items: { properties: { sku: {}, qty: {} } } } },
      },
    },
    [
      'info source.unused lines[].sku',
      'info source.unused no',
      'warning source.unknown number',
      'warning source.unknown lines[].sku',
    ],
  ],
  [
    'names that there are not',
    '( $x := 1; {"a": $x + $y, "b": $summe(c), "c": $lookup("colours", d), "d": lines@$l.$l.sku} )',
    { variables: ['vars'], tables: ['units'] },
    ['error variable.unknown a', 'error function.unknown b', 'error table.unknown c'],
  ],
  [
    'samples that fail',
    '{"number": no, "lines": [], "total": $number(no)}',
    { samples: [{ no: 'abc' }] },
    ['error sample.failed total'],
  ],
  [
    'results that are not what the target asks for, each once',
    '{"number": no, "lines": [lines.{"sku": sku, "quantity": qty}]}',
    {
      targetSchema: TARGET,
      samples: [
        {
          no: 'a',
          lines: [
            { sku: 'x', qty: 'two' },
            { sku: 'y', qty: 2 },
          ],
        },
      ],
    },
    ['error sample.invalid lines[].quantity'],
  ],
];

describe('checking maps', () => {
  for (const [name, text, options, expected] of CASES) {
    it(name, () => {
      const said = checkMap(text, options).map(({ severity, code, path, source }) =>
        `${severity} ${code} ${path === '' ? (source ?? '') : path}`.trim(),
      );
      expect(said.sort()).toEqual([...expected].sort());
    });
  }

  it('says where', () => {
    const text = '{"number": 12, "lines": []}';
    const [problem] = checkMap(text, { targetSchema: TARGET });
    expect(text.slice(problem?.from, problem?.to)).toBe('12');
    expect(problem?.message).toBe('number must be text, but is a number');
  });

  it('knows what canonical documents require', () => {
    const missing = checkMap('{"number": no}', { targetSchema: canonicalSchemas.order })
      .filter(({ code }) => code === 'required.missing')
      .map(({ path }) => path);
    expect(missing).toEqual(['issueDate', 'buyer', 'lines']);
  });
});
