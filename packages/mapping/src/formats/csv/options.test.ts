import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';
import { readRecords, writeRecords } from '../record-stream.ts';

interface Reading {
  name: string;
  content: string;
  options: Record<string, unknown>;
  document: unknown;
  warnings?: number;
}

const readings: Reading[] = [
  {
    name: 'names in place of those in the first row',
    content: 'A,B\n1,2\n',
    options: { columns: ['a', 'b'] },
    document: [{ a: '1', b: '2' }],
  },
  {
    name: 'names where there is no header',
    content: '1,2\n',
    options: { columns: ['a', 'b'], header: false },
    document: [{ a: '1', b: '2' }],
  },
  {
    name: 'a title before the header',
    content: 'Price list; "autumn\nvalid from 1 November\nitem;price\nX;1,50\n',
    options: { skipLines: 2 },
    document: [{ item: 'X', price: '1,50' }],
  },
  {
    name: 'quotes behind backslashes',
    content: 'a,b\n"x \\"y\\", \\\\",z\\\n',
    options: { escape: 'backslash' },
    document: [{ a: 'x "y", \\', b: 'z\\' }],
  },
  {
    name: 'quotes that mean nothing',
    content: 'size,item\n1/2",pipe\n"3",tee\n',
    options: { quote: '' },
    document: [
      { size: '1/2"', item: 'pipe' },
      { size: '"3"', item: 'tee' },
    ],
  },
  {
    name: 'decimals to the last digit',
    content: 'a\n"12345678901234567890.10"\n"1,234.5"\n.5\n+7\n-0\n1.2.3\n"1,2"\n',
    options: { columnTypes: { a: 'decimal' } },
    document: ['12345678901234567890.10', '1234.5', '0.5', '7', '-0', '1.2.3', '1,2'].map((a) => ({ a })),
    warnings: 2,
  },
  {
    name: 'decimals with a comma',
    content: 'a;b\n1.234,50;,5\n',
    options: { columnTypes: { a: 'decimal', b: 'decimal' }, decimalSeparator: ',' },
    document: [{ a: '1234.50', b: '0.5' }],
  },
  {
    name: 'no fraction becomes thousands',
    content: 'a\n1.50\n1.500\n1.2.3\n1.234.567\n12.34,5\n1 234 567,5\n1\u00a0234,5\n1.234 567\n',
    options: { columnTypes: { a: 'decimal' }, decimalSeparator: ',', delimiter: 'semicolon' },
    document: ['1.50', '1500', '1.2.3', '1234567', '12.34,5', '1234567.5', '1234.5', '1.234 567'].map(
      (a) => ({
        a,
      }),
    ),
    warnings: 4,
  },
  {
    name: 'signs behind the digits, groups by apostrophes and blanks',
    content: "a\n12.50-\n1'234.50\n1 234.50-\n-5-\n",
    options: { columnTypes: { a: 'decimal' } },
    document: ['-12.50', '1234.50', '-1234.50', '-5-'].map((a) => ({ a })),
    warnings: 1,
  },
  {
    name: 'numbers that would lose digits stay text',
    content: 'a\n12345678901234567890\n0.10000000000000001\n',
    options: { columnTypes: { a: 'number' } },
    document: [{ a: '12345678901234567890' }, { a: 0.1 }],
    warnings: 1,
  },
  {
    name: 'the line of Excel that names the delimiter',
    content: 'sep=;\r\nitem;price\r\nX;1,50\r\n',
    options: {},
    document: [{ item: 'X', price: '1,50' }],
  },
  {
    name: 'the line of Excel, behind a title, with a delimiter of its own',
    content: 'Prices\nSEP=^\nitem^price\nX^1\n',
    options: { skipLines: 1 },
    document: [{ item: 'X', price: '1' }],
  },
  {
    name: 'the line of Excel where the delimiter is told',
    content: 'sep=,\nitem;price\nX;1,50\n',
    options: { delimiter: 'semicolon' },
    document: [{ item: 'X', price: '1,50' }],
  },
  {
    name: 'a column called like that line',
    content: '"sep=;"\n1\n',
    options: {},
    document: [{ 'sep=;': '1' }],
  },
  {
    name: 'rows of nothing but delimiters left out',
    content: ';;\na;b;c\n;;\n1;;\n; ;\n',
    options: { skipEmptyRows: true },
    document: [{ a: '1', b: '', c: '' }],
  },
  {
    name: 'blanks before quotes, trimmed',
    content: 'a, "b"\n 1 , "2, 3" \n\t"4","5"\n',
    options: { trim: true },
    document: [
      { a: '1', b: '2, 3' },
      { a: '4', b: '5' },
    ],
  },
  {
    name: 'dates after a pattern',
    content: 'on\n4.11.2026\n31.02.2026\n04.11.26\n\n""\n',
    options: { columnTypes: { on: 'date' }, datePattern: 'dd.MM.yyyy' },
    document: [{ on: '2026-11-04' }, { on: '31.02.2026' }, { on: '04.11.26' }, { on: null }],
    warnings: 2,
  },
  {
    name: 'dates and times without separators',
    content: 'on\n20261104 0930\n',
    options: { columnTypes: { on: 'date' }, datePattern: 'yyyyMMdd HHmm' },
    document: [{ on: '2026-11-04T09:30:00' }],
  },
  {
    name: 'years of two digits',
    content: 'on\n11/04/26\n11/04/99\n',
    options: { columnTypes: { on: 'date' }, datePattern: 'MM/dd/yy' },
    document: [{ on: '2026-11-04' }, { on: '1999-11-04' }],
  },
];

test.each(readings)('$name', async ({ content, options, document, warnings = 0 }) => {
  const result = parseDocument('csv', content, options);
  expect(result.document).toEqual(document);
  expect(result.warnings).toHaveLength(warnings);
  for (const size of [1, 5]) expect(await read(cut(content, size), options)).toEqual(document);
});

test('a pattern that is none is refused', () => {
  expect(() => parseDocument('csv', 'a\n', { datePattern: 'DD/MM/YYYY' })).toThrow('option datePattern');
});

test('a column can not be named twice', () => {
  expect(() => parseDocument('csv', '1,2\n', { header: false, columns: ['a', 'a'] })).toThrow(
    'option columns',
  );
});

const writings: [records: unknown[], options: Record<string, unknown>, text: string][] = [
  [[{ a: 'x', b: 1 }], { quoting: 'text' }, '"a","b"\r\n"x",1\r\n'],
  [[{ a: 'x', b: null }], { quoting: 'all' }, '"a","b"\r\n"x",""\r\n'],
  [[{ a: 1.5, b: 2 }], { decimalSeparator: ',', delimiter: 'semicolon' }, 'a;b\r\n1,5;2\r\n'],
  [[{ a: 1.5 }], { decimalSeparator: ',' }, 'a\r\n"1,5"\r\n'],
  [
    [{ a: '=1+1', b: '-5.20', c: '@x', d: '+cmd|/c', e: -3 }],
    { protectFormulas: true, header: false },
    '"\'=1+1",-5.20,"\'@x","\'+cmd|/c",-3\r\n',
  ],
  [
    [{ on: '2026-11-04', at: '2026-11-04T09:30:00Z', by: 'soon' }],
    { datePatterns: { on: 'dd.MM.yy', at: 'yyyyMMdd HH:mm', by: 'yyyyMMdd' }, header: false },
    '04.11.26,20261104 09:30,soon\r\n',
  ],
  [[{ a: 1e21, b: 1.5e-7 }], { header: false }, '1000000000000000000000,0.00000015\r\n'],
  [[{ 'sep=;': 1 }], {}, '"sep=;"\r\n1\r\n'],
  [[], { columns: ['a', 'b'] }, 'a,b\r\n'],
  [[], {}, ''],
];

test.each(writings)('%j with %j', async (records, options, text) => {
  expect(serializeDocument('csv', records, options).content).toBe(text);
  expect((await write(records, options)).join('')).toBe(text);
});

describe('written record by record', () => {
  test('the columns are those of the first record', async () => {
    expect(await write([{ a: 1, b: 2 }, { a: 3 }], {})).toEqual(['a,b\r\n1,2\r\n3,\r\n']);
    await expect(write([{ a: 1 }, { a: 2, c: 3 }], {})).rejects.toThrow('record 2: "c" is no column');
    await expect(write([{ a: 1 }, [2]], {})).rejects.toThrow('record 2: every record must be an object');
    await expect(write([[1], { a: 2 }], {})).rejects.toThrow('record 2: every record must be a list');
  });

  test('a long document comes in pieces', async () => {
    const records = Array.from({ length: 10_000 }, (_, index) => ({ index, text: 'some text' }));
    const pieces = await write(records, {});
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join('')).toBe(serializeDocument('csv', records).content);
  });
});

describe('character sets', () => {
  const records = [{ name: 'Café “Zürich” €', city: 'Málaga' }];
  test.each(['windows-1252', 'utf-16le', 'utf-8'])('%s is written and read', async (encoding) => {
    const { content, encoding: as } = serializeDocument('csv', records, { encoding });
    expect(as).toBe(encoding === 'utf-8' ? 'utf8' : 'base64');
    const bytes = Buffer.from(content, as);
    expect(parseDocument('csv', bytes, { encoding }).document).toEqual(records);
    for (const size of [1, 3]) expect(await read(cut(bytes, size), { encoding })).toEqual(records);
  });

  test('a character that the set lacks is named', () => {
    expect(() => serializeDocument('csv', records, { encoding: 'iso-8859-1' })).toThrow(
      'ISO-8859-1 has no character "“"',
    );
  });

  test('UTF-8 up to a byte that is none, Windows-1252 from there on, wherever it is cut', async () => {
    const bytes = Buffer.concat([Buffer.from('n\nÄé'), Buffer.from([0xe9, 0x0a, 0xe2, 0x82, 0x0a])]);
    const stream = readRecords('csv', cut(bytes, 1));
    const expected = [{ n: 'Äéé' }, { n: 'â‚' }];
    expect(parseDocument('csv', bytes).document).toEqual(expected);
    expect(await read(cut(bytes, 1), {})).toEqual(expected);
    for await (const _record of stream);
    expect(stream.warnings).toMatchObject([
      { code: 'document.encoding', message: 'not UTF-8, read as Windows-1252 from byte 7 on' },
    ]);
  });
});

describe('documents made to be awkward, in small pieces', () => {
  test.each([
    ['an open quote', 'a\n"', 'x'],
    ['an open quote with doubled ones', 'a\n"', '""'],
    ['a row without end', 'a\n', 'x,'],
    ['quotes behind backslashes', 'a\n"', '\\"'],
  ])('%s', async (_name, start, piece) => {
    function* pieces() {
      yield start;
      for (let index = 0; index < 300_000; index += 1) yield piece;
    }
    const options = { limits: { maxBytes: 1_000_000 }, escape: piece === '\\"' ? 'backslash' : 'doubled' };
    await read(pieces(), options).catch((error: unknown) => expect(error).toBeInstanceOf(DocumentError));
  });
});

async function read(
  chunks: Iterable<string | Uint8Array>,
  options: Record<string, unknown>,
): Promise<unknown[]> {
  const records: unknown[] = [];
  for await (const batch of readRecords('csv', chunks, options).batches()) records.push(...batch);
  return records;
}

async function write(records: unknown[], options: Record<string, unknown>): Promise<unknown[]> {
  const pieces: unknown[] = [];
  for await (const piece of writeRecords('csv', records, options)) pieces.push(piece);
  return pieces;
}

function* cut<T extends string | Uint8Array>(content: T, size: number): Generator<string | Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.slice(at, at + size);
}

test.each(['windows-1252', 'iso-8859-1'])('%s has no byte-order mark', (encoding) => {
  const write = () => serializeDocument('csv', [{ a: 1 }], { encoding, byteOrderMark: true });
  expect(write).toThrow(`option byteOrderMark: ${encoding} has no byte-order mark`);
});

test('what does not go into a field is told with its record and column', () => {
  const write = () => serializeDocument('csv', [{ a: 1 }, { a: 1, b: { c: 2 } }]);
  expect(write).toThrow(`record 2, column "b": an object can't be written into one field`);
});
