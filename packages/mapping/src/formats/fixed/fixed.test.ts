import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { readRecords, writeRecords } from '../record-stream.ts';

const runs = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 300);

const one = (...fields: object[]) => ({ layout: [{ name: 'row', fields }] });

interface Value {
  name: string;
  field: object;
  text: string;
  value: unknown;
  warning?: string;
  /** How the value is written, where that differs from what was read; undefined for one that can't be. */
  written?: string | undefined;
}

const values: Value[] = [
  { name: 'text', field: { length: 6 }, text: ' ab   ', value: ' ab' },
  { name: 'text on the right', field: { length: 5, align: 'right', pad: '*' }, text: '***ab', value: 'ab' },
  { name: 'text with its padding', field: { length: 5, trim: false }, text: 'ab   ', value: 'ab   ' },
  { name: 'an integer', field: { length: 5, type: 'integer' }, text: '   42', value: 42 },
  { name: 'zeros before it', field: { length: 5, type: 'integer', pad: '0' }, text: '-0042', value: -42 },
  {
    name: 'a sign behind',
    field: { length: 5, type: 'integer' },
    text: '  42-',
    value: -42,
    written: '  -42',
  },
  {
    name: 'a number',
    field: { length: 7, type: 'number' },
    text: '  -1.50',
    value: -1.5,
    written: '   -1.5',
  },
  { name: 'its decimals', field: { length: 7, type: 'number', decimals: 2 }, text: '  12.50', value: 12.5 },
  { name: 'nothing', field: { length: 4, type: 'number' }, text: '    ', value: null },
  {
    name: 'implied decimals',
    field: { length: 8, type: 'number', decimals: 2, implied: true },
    text: '-0001250',
    value: -12.5,
  },
  {
    name: 'implied decimals to the last digit',
    field: { length: 20, type: 'decimal', decimals: 3, implied: true },
    text: '12345678901234567890',
    value: '12345678901234567.890',
  },
  {
    name: 'less than one',
    field: { length: 5, type: 'decimal', decimals: 3, implied: true },
    text: '00007',
    value: '0.007',
  },
  {
    name: 'more digits than a number keeps',
    field: { length: 20, type: 'number', decimals: 2, implied: true },
    text: '12345678901234567890',
    value: '123456789012345678.90',
    warning: 'columns 1–20, "v": "12345678901234567890" has more digits',
  },
  { name: 'a date', field: { length: 8, type: 'date' }, text: '20261104', value: '2026-11-04' },
  {
    name: 'zeros for no date',
    field: { length: 8, type: 'date' },
    text: '00000000',
    value: null,
    written: '        ',
  },
  {
    name: 'a date and a time',
    field: { length: 14, type: 'date', datePattern: 'dd.MM.yy HH:mm' },
    text: '04.11.26 09:30',
    value: '2026-11-04T09:30:00',
  },
  { name: 'yes', field: { length: 1, type: 'boolean' }, text: 'Y', value: true },
  { name: 'no', field: { length: 3, type: 'boolean', yes: 'JA', no: 'NEE' }, text: 'NEE', value: false },
  {
    name: 'a word where a number stands',
    field: { length: 4, type: 'integer' },
    text: ' n/a',
    value: 'n/a',
    warning: 'line 1, columns 1–4, "v": "n/a" is not a whole number',
    written: undefined,
  },
];

test.each(values)('$name', (each) => {
  const { field, text, value, warning } = each;
  const options = one({ name: 'v', at: 1, ...field });
  const { document, warnings } = parseDocument('fixed', `${text}|`.replace('|', '\n'), {
    ...one({ name: 'v', at: 1, ...field }, { name: 'end', at: text.length + 1, length: 1 }),
  });
  expect(warnings.filter(({ code }) => code === 'fixed.type')).toHaveLength(warning === undefined ? 0 : 1);
  if (warning !== undefined) expect(warnings[0]?.message).toContain(warning);
  if (text.trim() !== '') expect(document).toEqual([{ v: value, end: '' }]);
  const write = () => serializeDocument('fixed', [{ v: value }], options).content;
  if ('written' in each && each.written === undefined) expect(write).toThrow('"v": "n/a" is not');
  else expect(write()).toBe(`${each.written ?? text}\r\n`);
});

const orders = [
  {
    name: 'H',
    when: { at: 1, length: 2, equals: 'H' },
    children: ['D', 'C'],
    fields: [{ name: 'no', at: 3, length: 4 }],
  },
  {
    name: 'D',
    when: { at: 1, length: 2, equals: 'D' },
    list: 'lines',
    children: ['N'],
    fields: [
      { name: 'item', at: 3, length: 4 },
      { name: 'qty', at: 7, length: 3, type: 'integer', pad: '0' },
    ],
  },
  { name: 'N', when: { at: 1, equals: 'N' }, list: 'notes', fields: [{ name: 'text', at: 3, length: 7 }] },
  { name: 'C', when: { at: 1, equals: 'C' }, list: 'charges', fields: [{ name: 'code', at: 3, length: 2 }] },
  { name: 'T', when: { at: 1, equals: 'T' }, fields: [{ name: 'count', at: 3, length: 3, type: 'integer' }] },
];

const file = ['H A1', 'D X1  005', 'N fragile', 'N cold', 'D X2  001', 'C FR', 'H A2', 'T   2', ''];
const grouped = [
  {
    record: 'H',
    no: 'A1',
    lines: [
      { item: 'X1', qty: 5, notes: [{ text: 'fragile' }, { text: 'cold' }] },
      { item: 'X2', qty: 1, notes: [] },
    ],
    charges: [{ code: 'FR' }],
  },
  { record: 'H', no: 'A2', lines: [], charges: [] },
  { record: 'T', count: 2 },
];

describe('records of several types', () => {
  test('stand under the ones they belong to', async () => {
    expect(parseDocument('fixed', file.join('\n'), { layout: orders }).document).toEqual(grouped);
    const written = serializeDocument('fixed', grouped, { layout: orders }).content;
    expect(parseDocument('fixed', written, { layout: orders })).toMatchObject({
      document: grouped,
      warnings: [],
    });
    expect(await records(cut(file.join('\r\n'), 3), { layout: orders })).toEqual(grouped);
  });

  test('are kept on their own where there is nothing above them', () => {
    const { document, warnings } = parseDocument('fixed', 'D X1  005\nN fragile\n', { layout: orders });
    expect(document).toEqual([{ record: 'D', item: 'X1', qty: 5, notes: [{ text: 'fragile' }] }]);
    expect(warnings).toMatchObject([{ code: 'fixed.orphan', line: 1 }]);
    expect(serializeDocument('fixed', document, { layout: orders, lineEnd: 'lf' }).content).toBe(
      'D X1  005\nN fragile\n',
    );
  });

  test('of none of the types are refused, or left out', () => {
    const content = 'H A1  \nZ ?\n';
    expect(() => parseDocument('fixed', content, { layout: orders })).toThrow(
      'line 2, column 1: "Z ?…" is of no',
    );
    const { document, warnings } = parseDocument('fixed', content, {
      layout: orders,
      unknownRecords: 'skip',
    });
    expect(document).toMatchObject([{ no: 'A1' }]);
    expect(warnings).toMatchObject([{ code: 'fixed.unknownRecord', line: 2 }]);
  });
});

describe('lines', () => {
  const options = one({ name: 'a', at: 1, length: 3 }, { name: 'b', at: 4, length: 2 });

  test('that are too short or too long are told', () => {
    const { document, warnings } = parseDocument('fixed', 'x\nabcde   \nabcdef\n\n\u001a', options);
    expect(document).toEqual([
      { a: 'x', b: '' },
      { a: 'abc', b: 'de' },
      { a: 'abc', b: 'de' },
    ]);
    expect(warnings).toMatchObject([
      { code: 'fixed.short', line: 1, column: 2, offset: 1 },
      { code: 'fixed.long', line: 3, column: 6, offset: 16 },
    ]);
    expect(() => parseDocument('fixed', 'x\n', { ...options, strict: true })).toThrow(
      'line 1, column 2: 1 char',
    );
  });

  test('that are cut off within a number do not give another number', () => {
    const layout = one(
      { name: 'left', at: 1, length: 6, type: 'number', align: 'left' },
      { name: 'right', at: 7, length: 6, type: 'number' },
    );
    const { document, warnings } = parseDocument('fixed', '12.5  000125\n12.5  0001\n12.5\n', layout);
    expect(document).toEqual([
      { left: 12.5, right: 125 },
      { left: 12.5, right: '0001' },
      { left: 12.5, right: null },
    ]);
    expect(warnings).toMatchObject([
      { code: 'fixed.type', line: 2, message: expect.stringContaining('"0001" is cut off') },
      { code: 'fixed.short', line: 2 },
      { code: 'fixed.short', line: 3 },
    ]);
  });

  test('need no ends', async () => {
    const cutOptions = { ...options, recordLength: 6, lineEnd: 'none' };
    const rows = [
      { a: 'abc', b: 'de' },
      { a: 'f', b: 'g' },
    ];
    expect(parseDocument('fixed', 'abcde f  g  \n', cutOptions)).toEqual({ document: rows, warnings: [] });
    expect(serializeDocument('fixed', rows, cutOptions).content).toBe('abcde f  g  ');
    for (const size of [1, 4, 7]) expect(await records(cut('abcde f  g', size), cutOptions)).toEqual(rows);
  });

  test('are texts without a layout', () => {
    expect(parseDocument('fixed', 'one\r\n\r\n two\r\n').document).toEqual(['one', '', ' two']);
    expect(serializeDocument('fixed', ['one', ' two'], { lineEnd: 'lf' }).content).toBe('one\n two\n');
  });

  test('in other character sets', () => {
    const { content } = serializeDocument('fixed', [{ a: 'Zür', b: 'ñ' }], {
      ...options,
      encoding: 'windows-1252',
    });
    const bytes = Buffer.from(content, 'base64');
    expect(bytes).toHaveLength(7);
    const { document } = parseDocument('fixed', bytes, { ...options, encoding: 'windows-1252' });
    expect(document).toEqual([{ a: 'Zür', b: 'ñ' }]);
  });
});

const a = { name: 'a', at: 1, length: 3 };
const wrongLayouts: [what: string, layout: unknown, message: string][] = [
  [
    'fields that overlap',
    [{ name: 'r', fields: [a, { name: 'b', at: 3, length: 2 }] }],
    'fields "a" (1–3) and "b" (3–4) overlap',
  ],
  [
    'a length that is missing',
    [{ name: 'r', fields: [{ name: 'a', at: 1 }] }],
    'option layout[0].fields[0].length: is missing',
  ],
  [
    'two fields of a name',
    [{ name: 'r', fields: [a, { ...a, at: 9 }] }],
    'record "r": a field can\'t be called "a"',
  ],
  [
    'a field beyond the record',
    [{ name: 'r', fields: [{ ...a, at: 19 }] }],
    'position 21, beyond the record length 20',
  ],
  [
    'implied decimals of no number',
    [{ name: 'r', fields: [{ ...a, implied: true }] }],
    'only a number or a decimal',
  ],
  [
    'how many are implied',
    [{ name: 'r', fields: [{ ...a, type: 'number', implied: true }] }],
    '"decimals" is missing',
  ],
  [
    'a padding like a digit',
    [{ name: 'r', fields: [{ ...a, type: 'integer', pad: '9' }] }],
    '"9" can\'t be told from',
  ],
  [
    'zeros behind a number',
    [{ name: 'r', fields: [{ ...a, type: 'integer', pad: '0', align: 'left' }] }],
    'zeros behind',
  ],
  [
    'types that nothing tells',
    [
      { name: 'r', fields: [a] },
      { name: 's', fields: [a] },
    ],
    'only one record type may be',
  ],
  [
    'two types of a name',
    [
      { name: 'r', fields: [a] },
      { name: 'r', when: { at: 1, equals: 'x' }, fields: [a] },
    ],
    'the same name',
  ],
  ['a child that is none', [{ name: 'r', children: ['x'], fields: [a] }], 'there is no record type "x"'],
  ['a record below itself', [{ name: 'r', children: ['r'], fields: [a] }], 'is below itself'],
];

test.each(wrongLayouts)('%s is refused', (_what, layout, message) => {
  const options = { layout, recordLength: 20 };
  for (const action of [
    () => parseDocument('fixed', '', options),
    () => serializeDocument('fixed', [], options),
  ]) {
    expect(action).toThrow(message);
    expect(action).toThrow('option layout');
  }
});

test('types that are below each other are refused', () => {
  const layout = [
    { name: 'x', children: ['y'], when: { at: 1, equals: 'x' }, fields: [a] },
    { name: 'y', children: ['z'], when: { at: 1, equals: 'y' }, fields: [a] },
    { name: 'z', children: [], when: { at: 1, equals: 'z' }, fields: [a] },
  ];
  expect(parseDocument('fixed', 'x\ny\nz\n', { layout }).document).toHaveLength(1);
  const circle = layout.map((type) => (type.name === 'z' ? { ...type, children: ['x'] } : type));
  expect(() => parseDocument('fixed', '', { layout: circle })).toThrow('below itself');
});

const wrongData: [data: unknown, message: string][] = [
  [{ record: 'H', no: 'A12345' }, 'record 1 (H), "no": "A12345" is longer than 4 characters'],
  [
    { record: 'H', lines: [{ item: 'X' }, { qty: 1000 }] },
    'record 1, lines[1] (D), "qty": "1000" is longer than 3',
  ],
  [{ record: 'H', lines: [{ qty: 1.5 }] }, '"1.5" is not a whole number'],
  [{ record: 'H', lines: {} }, 'record 1, lines: must be a list'],
  [{ record: 'H', nr: 'A1' }, 'the layout has no field "nr"'],
  [{ record: 'H', no: 'a\nb' }, 'a line break would end the record'],
  [{ no: 'A1' }, '"record" must be one of "H", "D"'],
  [7, 'record 1: every record must be an object'],
];

test.each(wrongData)("%j can't be written", async (data, message) => {
  expect(() => serializeDocument('fixed', [data], { layout: orders })).toThrow(message);
  const writing = toList(writeRecords('fixed', [data], { layout: orders }));
  await expect(writing).rejects.toThrow(message);
});

test('rounding is left to the map', () => {
  const options = one({ ...a, length: 9, type: 'number', decimals: 2 });
  expect(() => serializeDocument('fixed', [{ a: 1.234 }], options)).toThrow(
    '"1.234" is not a number that its',
  );
});

const field = fc.record({
  length: fc.integer({ min: 12, max: 20 }),
  gap: fc.nat(3),
  type: fc.constantFrom('text', 'number', 'decimal', 'integer', 'date', 'boolean'),
  align: fc.constantFrom('left', 'right'),
  decimals: fc.nat(4),
  implied: fc.boolean(),
});

/** A layout of random fields, and rows that fit it. */
const tables = fc.array(field, { minLength: 1, maxLength: 6 }).chain((given) => {
  let at = 1;
  const fields = given.map(({ length, gap, type, align, decimals, implied }, index) => {
    const start = at + gap;
    at = start + length;
    const isNumber = type === 'number' || type === 'decimal';
    const name = `f${index}`;
    const place = { name, at: start, length, type };
    if (!isNumber) return { ...place, align };
    return implied ? { ...place, decimals, implied } : { ...place, align, decimals };
  });
  const row = fc.record(Object.fromEntries(fields.map((each) => [each.name, valueOf(each)])));
  return fc.record({
    fields: fc.constant(fields),
    rows: fc.array(row, { maxLength: 5 }),
    lineEnd: fc.constantFrom('lf', 'crlf', 'none'),
    recordLength: fc.constant(at + 2),
    size: fc.integer({ min: 1, max: 40 }),
  });
});

function valueOf({ type, decimals = 0 }: { type: string; decimals?: number }): fc.Arbitrary<unknown> {
  const units = fc.integer({ min: -99_999, max: 99_999 }).map((value) => value || 1);
  switch (type) {
    case 'text':
      return fc.stringMatching(/^[!-~äß€]([ -~äß€]{0,10}[!-~äß€])?$/);
    case 'number':
      return units.map((value) => Number(`${value}e-${decimals}`));
    case 'decimal':
      return units.map((value) => Number(`${value}e-${decimals}`).toFixed(decimals));
    case 'integer':
      return units;
    case 'boolean':
      return fc.boolean();
    default:
      return fc
        .date({ min: new Date('1970-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
        .map((date) => date.toISOString().slice(0, 10));
  }
}

test('what was written reads back the same, whole and in pieces', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ fields, rows, size, ...rest }) => {
      const options = { ...one(...fields), ...rest };
      const { content } = serializeDocument('fixed', rows, options);
      expect(parseDocument('fixed', content, options)).toEqual({ document: rows, warnings: [] });
      expect(await records(cut(content, size), options)).toEqual(rows);
    }),
    { numRuns: runs },
  );
});

test('limits are those of a record with all below it', async () => {
  const content = `H A1\n${'D X1  005\n'.repeat(1_000)}`;
  const read = (limits: object) => records(cut(content, 100), { layout: orders, limits });
  await expect(read({ maxItems: 2_000 })).rejects.toMatchObject({ code: 'document.tooMany' });
  await expect(read({ maxItems: 2_001 })).resolves.toHaveLength(1);
  await expect(read({ maxBytes: 5_000 })).rejects.toThrow(DocumentError);
});

async function records(chunks: Iterable<string>, options: Record<string, unknown>): Promise<unknown[]> {
  return toList(readRecords('fixed', chunks, options));
}

async function toList<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function* cut(content: string, size: number): Generator<string> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}
