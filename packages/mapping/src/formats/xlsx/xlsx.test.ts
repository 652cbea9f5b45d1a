import { readFileSync } from 'node:fs';

import fc from 'fast-check';
import { unzipSync, strFromU8 } from 'fflate';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { readRecords, writeRecords } from '../record-stream.ts';
import { makeWorkbook } from './workbook.fixture.ts';
import type { MadeWorkbook } from './workbook.fixture.ts';

const runs = Number(process.env['CROSSDOCK_PROPERTY_RUNS'] ?? 300);

const head = '<row><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>';
const styles = `<numFmts><numFmt numFmtId="170" formatCode="[$-407]d/m/yyyy;@"/><numFmt numFmtId="171" formatCode="&quot;day&quot; 0.00"/><numFmt numFmtId="172" formatCode="[h]:mm"/><numFmt numFmtId="173" formatCode="yyyy-mm-dd hh:mm"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="20"/></cellXfs>`;

interface Reading extends Partial<MadeWorkbook> {
  name: string;
  /** Rows of the one sheet. */
  rows?: string;
  options?: Record<string, unknown>;
  document: unknown;
  warnings?: object[];
}

const readings: Reading[] = [
  {
    name: 'shared texts, in runs, with what they sound like',
    strings:
      '<si><t>item</t></si><si><r><rPr><b/></rPr><t>Ca</t></r><r><t xml:space="preserve">ble </t></r><rPh sb="0" eb="1"><t>ka</t></rPh></si><si><t>a_x000D_b_x005F_x0041_</t></si>',
    rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="4"><c r="A4" t="s"><v>2</v></c></row><row><c t="s"><v>9</v></c></row>',
    document: [{ item: 'Cable ' }, { item: 'a\rb_x0041_' }],
    warnings: [{ code: 'xlsx.text', line: 5, column: 1 }],
  },
  {
    name: 'cells of all types, in places of their own or the next',
    rows: `${head}<row><c><v>1.50</v></c><c t="b"><v>1</v></c></row><row r="9"><c r="B9" t="str"><f>A2&amp;"x"</f><v>1x</v></c></row><row><c t="d"><v>2026-11-04T00:00:00</v></c><c t="n"><v>-1E3</v></c></row>`,
    document: [
      { a: 1.5, b: true },
      { a: null, b: '1x' },
      { a: '2026-11-04', b: -1000 },
    ],
  },
  {
    name: 'errors, and formulas without values',
    rows: `${head}<row><c t="e"><v>#DIV/0!</v></c><c><f>1+1</f></c></row><row><c t="e"><v>#N/A</v></c><c><v>x</v></c></row>`,
    document: [{ a: null, b: 'x' }],
    warnings: [
      {
        code: 'xlsx.error',
        line: 2,
        message: expect.stringContaining('sheet "Data", cell A2: the error #DIV/0!'),
      },
      { code: 'xlsx.noValue', line: 2, column: 2 },
      { code: 'xlsx.error' },
      { code: 'xlsx.type', message: 'sheet "Data", cell B3: "x" is not a number; it is kept as text' },
    ],
  },
  {
    name: 'dates by their number format',
    styles,
    rows: `${head}<row><c s="1"><v>46330</v></c><c s="2"><v>46330.395833333</v></c></row><row><c s="3"><v>46330</v></c><c s="4"><v>1.5</v></c></row><row><c s="5"><v>46330</v></c><c s="6"><v>0.5</v></c></row><row><c s="1"><v>1</v></c><c s="1"><v>-1</v></c></row>`,
    document: [
      { a: '2026-11-04', b: '2026-11-04T09:30:00' },
      { a: 46330, b: 1.5 },
      { a: '2026-11-04T00:00:00', b: '12:00:00' },
      { a: '1900-01-01', b: -1 },
    ],
  },
  {
    name: 'days counted from 1904',
    styles,
    properties: '<x:workbookPr date1904="1"/>',
    rows: `${head}<row><c s="1"><v>44868</v></c><c><v>44868</v></c></row>`,
    options: { columnTypes: { b: 'date' } },
    document: [{ a: '2026-11-04', b: '2026-11-04' }],
  },
  {
    name: 'column types',
    rows: `${head}<row><c><v>1001</v></c><c t="inlineStr"><is><t> 1.234,50 </t></is></c></row><row><c t="inlineStr"><is><t>007</t></is></c><c t="b"><v>0</v></c></row>`,
    options: { columnTypes: { a: 'text', b: 'decimal', c: 'date' }, decimalSeparator: ',' },
    document: [
      { a: '1001', b: '1234.50' },
      { a: '007', b: false },
    ],
    warnings: [
      { code: 'xlsx.unknownColumn', message: expect.stringContaining('no column "c"') },
      {
        code: 'xlsx.type',
        message: 'sheet "Data", cell B3 ("b"): "false" is not a decimal number; it is kept as it is',
      },
    ],
  },
  {
    name: 'decimals as they are shown',
    rows: `${head}<row><c><v>0.30000000000000004</v></c><c><v>19.989999999999998</v></c></row><row><c><v>1.1000000000000001</v></c><c><v>-1E-7</v></c></row>`,
    options: { columnTypes: { a: 'decimal', b: 'text' } },
    document: [
      { a: '0.3', b: '19.99' },
      { a: '1.1', b: '-0.0000001' },
    ],
  },
  {
    name: 'names that are empty or doubled, and cells beyond them',
    rows: '<row><c r="B1"><v>7</v></c><c r="D1"><v>7</v></c></row><row><c r="A2"><v>0</v></c><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c><c r="F2"><v>3</v></c></row>',
    document: [{ '7': 1, column2: null, '7_2': 2, _extra: [null, 3] }],
    warnings: [{ code: 'xlsx.emptyName' }, { code: 'xlsx.sameName' }, { code: 'xlsx.ragged', line: 2 }],
  },
  {
    name: 'a table behind a title',
    rows: `<row r="1"><c t="inlineStr"><is><t>Stock</t></is></c></row><row r="4"><c r="B4" t="inlineStr"><is><t> a </t></is></c></row><row r="5"><c r="B5" t="inlineStr"><is><t> x </t></is></c></row>`,
    options: { firstRow: 2, trim: true },
    document: [{ a: 'x' }],
  },
  {
    name: 'a range',
    rows: '<row r="2"><c r="B2"><v>1</v></c><c r="C2"><v>2</v></c><c r="D2"><v>3</v></c></row><row r="3"><c r="C3"><v>4</v></c></row><row r="4"><c r="C4"><v>5</v></c></row>',
    options: { range: 'C2:C3', header: false },
    document: [[2], [4]],
  },
  {
    name: 'columns named by the options',
    rows: '<row><c><v>1</v></c><c r="C1"><v>2</v></c></row>',
    options: { header: false, columns: ['x', 'y', '__proto__'] },
    document: [
      Object.fromEntries([
        ['x', 1],
        ['y', null],
        ['__proto__', 2],
      ]),
    ],
  },
  { name: 'a sheet with nothing in it', rows: '', document: [] },
];

test.each(readings)('$name', async ({ rows = '', options = {}, document, warnings = [], ...parts }) => {
  const bytes = makeWorkbook({ sheets: { Data: rows }, ...parts });
  const result = parseDocument('xlsx', bytes, options);
  expect(result.document).toEqual(document);
  expect(result.warnings).toMatchObject(warnings);
  expect(result.warnings).toHaveLength(warnings.length);
  expect(parseDocument('xlsx', Buffer.from(bytes).toString('base64'), options)).toEqual(result);
  expect(await toList(readRecords('xlsx', [bytes.subarray(0, 99), bytes.subarray(99)], options))).toEqual(
    document,
  );
  if (warnings.length > 0)
    expect(() => parseDocument('xlsx', bytes, { ...options, strict: true })).toThrow(DocumentError);
});

test('a workbook made by another program (ExcelJS)', () => {
  const bytes = readFileSync(new URL('exceljs.fixture.xlsx', import.meta.url));
  const { document, warnings } = parseDocument('xlsx', bytes);
  const [first, second] = document as Record<string, unknown>[];
  expect(first).toEqual({
    item: '0074110',
    'counted on': '2026-11-04',
    'counted at': '2026-11-04T09:30:00',
    quantity: 12.5,
    blocked: true,
    note: 'shelf B 4',
    value: 25,
    sheet: 'data sheet',
    error: null,
  });
  expect(second).toMatchObject({ item: 'two carts missing', 'counted on': null });
  expect(warnings).toMatchObject([{ code: 'xlsx.error', line: 2, column: 9 }]);
});

describe('sheets', () => {
  const row = (value: number) => `<row><c><v>${value}</v></c></row>`;
  const bytes = makeWorkbook({
    sheets: { '2': row(3), Notes: row(1), Orders: row(2) },
    states: { '2': 'state="hidden"', Notes: 'state="veryHidden"' },
  });
  const read = (sheet?: unknown) =>
    parseDocument('xlsx', bytes, sheet === undefined ? { header: false } : { header: false, sheet }).document;

  test('are found by name or number, the first visible one without', () => {
    expect(read()).toEqual([[2]]);
    expect(read('orders')).toEqual([[2]]);
    expect(read(2)).toEqual([[1]]);
    expect(read('2')).toEqual([[3]]);
    expect(read('*')).toEqual({ sheets: { Notes: [[1]], Orders: [[2]], '2': [[3]] } });
    expect(() => read('Order')).toThrow('there is no sheet "Order", only "2", "Notes", "Orders"');
    expect(() => read(4)).toThrow('there is no sheet 4');
    expect(() => readRecords('xlsx', [bytes], { sheet: '*' })).toThrow(
      'option sheet: records are those of one',
    );
  });

  test('are written and read together', () => {
    const document = { sheets: { Orders: [{ no: '007', qty: 2 }], 'Lists & more': [[1, 'x', true]] } };
    const { content } = serializeDocument('xlsx', document);
    expect(parseDocument('xlsx', content, { sheet: 'Orders' }).document).toEqual(document.sheets.Orders);
    const lists = parseDocument('xlsx', content, { sheet: 2, header: false }).document;
    expect(lists).toEqual(document.sheets['Lists & more']);
  });
});

describe('what is written', () => {
  const records = [
    { item: '0074', price: 1.5, on: '2026-11-04', at: '2026-11-04T09:30:00', isNew: true, none: null },
  ];

  test('has a header that is bold and stays in view, widths, and cells of their types', () => {
    const sheet = sheetOf(serializeDocument('xlsx', records).content);
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toContain('<c r="A1" s="3" t="inlineStr">');
    expect(sheet).toContain('<col min="4" max="4" width="21" customWidth="1"/>');
    expect(sheet).toContain(
      '<row r="2"><c r="A2" s="4" t="inlineStr"><is><t xml:space="preserve">0074</t></is></c><c r="B2"><v>1.5</v></c><c r="C2" s="1"><v>46330</v></c><c r="D2" s="2"><v>46330.395833333336</v></c><c r="E2" t="b"><v>1</v></c></row>',
    );
    const plain = { boldHeader: false, freezeHeader: false, dates: false, columns: ['on', 'item'] };
    const other = sheetOf(serializeDocument('xlsx', records, plain).content);
    expect(other).not.toContain('frozen');
    expect(other).toContain('<c r="A1" s="4"');
    expect(other).toContain('>2026-11-04</t></is></c><c r="B2"');
  });

  test('is the same every time, whole and record by record', async () => {
    const { content } = serializeDocument('xlsx', records);
    const pieces = (await toList(writeRecords('xlsx', records))) as Uint8Array[];
    expect(Buffer.concat(pieces).toString('base64')).toBe(content);
    expect(content).toBe(serializeDocument('xlsx', structuredClone(records)).content);
  });

  test('is handed on while records come', async () => {
    let written = 0;
    function* many() {
      for (; written < 20_000; written += 1)
        yield { number: written, text: `text ${(written * 7919) % 20_011}` };
    }
    let early = 0;
    const pieces: Uint8Array[] = [];
    for await (const piece of writeRecords('xlsx', many()) as AsyncGenerator<Uint8Array>) {
      if (written < 15_000) early += piece.length;
      pieces.push(piece);
    }
    expect(early).toBeGreaterThan(50_000);
    const records = await toList(readRecords('xlsx', pieces));
    expect(records).toHaveLength(20_000);
    expect(records[12_345]).toEqual({ number: 12_345, text: 'text 6320' });
  });
});

const refusals: [what: string, data: unknown, message: string][] = [
  ['no list', 7, 'a workbook is a list of records, or { sheets'],
  ['no sheets', { sheets: {} }, 'a workbook is a list of records, or { sheets'],
  ['a sheet that is no list', { sheets: { A: 1 } }, 'sheet "A": a sheet is a list of records'],
  ['a value within', [{ a: 1 }, { a: { b: 1 } }], "cell A3: a value of type object can't be written"],
  ['a list within', [{ a: [1] }], "cell A2: a list can't be written into one cell"],
  ['no number', [{ a: Number.NaN }], "cell A2: NaN can't be written"],
  ['a text too long', [{ a: 'x'.repeat(32_768) }], 'cell A2: a text of more than 32767 characters'],
  ['a record that is none', [{ a: 1 }, 2], 'sheet "Sheet1", record 2: every record must be an object'],
  ['sheets of one name', { sheets: { a: [], A: [] } }, 'sheet "A": another one has the same name'],
  ['the name of a sheet', { sheets: { 'a/b': [] } }, 'sheet "a/b": its name has one of'],
];

test.each(refusals)('%s is refused', (_what, data, message) => {
  expect(() => serializeDocument('xlsx', data)).toThrow(message);
});

const field = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '',
    '0012',
    ' x ',
    'a\r\nb',
    '_x0041_',
    '_x005F_',
    '\ud800',
    '2026-02-31',
    '2026-11-04',
    '1890-01-01',
  ),
  fc.constantFrom('9999-12-31T23:59:59', '2026-11-04T00:00:00', '2026-11-04T09:30:00Z', '09:30:00'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.integer(),
  fc.boolean(),
);
const tables = fc
  .uniqueArray(fc.stringMatching(/^[a-z_&<>"'é€]{1,8}$/), { minLength: 1, maxLength: 6 })
  .filter((names) => !names.includes('_extra'))
  .chain((names) => {
    const rest = fc.record(Object.fromEntries(names.slice(1).map((name) => [name, fc.option(field)])));
    return fc.array(fc.tuple(field, rest).map(([first, others]) => ({ [names[0] ?? '']: first, ...others })));
  });

test('what was written reads back the same', async () => {
  await fc.assert(
    fc.asyncProperty(tables, fc.integer({ min: 1, max: 2_000 }), async (records, size) => {
      const { content } = serializeDocument('xlsx', records);
      expect(parseDocument('xlsx', content)).toEqual({ document: records, warnings: [] });
      const bytes = Buffer.from(content, 'base64');
      expect(await toList(readRecords('xlsx', cut(bytes, size)))).toEqual(records);
    }),
    { numRuns: Math.ceil(runs / 2) },
  );
});

test('every second from March 1900 on reads back', () => {
  const moment = fc.date({ min: new Date('1900-03-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.array(moment, { minLength: 1, maxLength: 50 }), (dates) => {
      const rows = dates.map((date) => [date.toISOString().slice(0, 19)]);
      const { content } = serializeDocument('xlsx', rows);
      expect(sheetOf(content)).not.toContain('inlineStr');
      expect(parseDocument('xlsx', content, { header: false }).document).toEqual(rows);
    }),
    { numRuns: Math.ceil(runs / 10) },
  );
});

function sheetOf(content: string): string {
  const parts = unzipSync(Buffer.from(content, 'base64'));
  return strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
}

async function toList<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
