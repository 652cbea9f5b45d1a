import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, test } from 'vitest';

import { parseDocument, serializeDocument } from '../documents.ts';
import { DocumentError } from '../position.ts';

interface Case {
  name: string;
  content: string;
  options?: Record<string, unknown>;
  document: unknown;
  warnings?: { line?: number; code: string; message?: unknown }[];
}

const cases: Case[] = [
  { name: 'fields stay text', content: 'a,b\n007,1.50\n', document: [{ a: '007', b: '1.50' }] },
  { name: 'no rows but the header', content: 'a,b\n', document: [] },
  { name: 'no line break at the end', content: 'a,b\n1,2', document: [{ a: '1', b: '2' }] },
  {
    name: 'lists without a header',
    content: 'a,b\n1,2\n',
    options: { header: false },
    document: [
      ['a', 'b'],
      ['1', '2'],
    ],
  },
  { name: 'nothing, without a header', content: '', options: { header: false }, document: [] },
  { name: 'blank lines mean nothing', content: '\n\na,b\n\n1,2\n\n', document: [{ a: '1', b: '2' }] },
  { name: 'a quoted empty field is a row', content: 'a\n""\n', document: [{ a: '' }] },
  {
    name: 'quotes, delimiters and line breaks in fields',
    content: 'a,b\r\n"x, ""y""","1\r\n2"\r\n"","z"\r\n',
    document: [
      { a: 'x, "y"', b: '1\r\n2' },
      { a: '', b: 'z' },
    ],
  },
  {
    name: 'mixed line ends',
    content: 'a,b\r\n1,2\n3,4\r\n',
    document: [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  },
  { name: 'line ends of old Macintoshes', content: 'a,b\r1,2\r', document: [{ a: '1', b: '2' }] },
  {
    name: 'semicolons found',
    content: 'a;b\n1,5;2\n3,5;4\n',
    document: [
      { a: '1,5', b: '2' },
      { a: '3,5', b: '4' },
    ],
  },
  { name: 'tabs found', content: 'a\tb\n1, 2\t3\n', document: [{ a: '1, 2', b: '3' }] },
  { name: 'pipes found', content: 'a|b\n1|2\n', document: [{ a: '1', b: '2' }] },
  {
    name: 'delimiters in quotes do not count',
    content: 'a;b\n"1,2,3";4\n"5,6,7";8\n',
    document: [
      { a: '1,2,3', b: '4' },
      { a: '5,6,7', b: '8' },
    ],
  },
  {
    name: 'a delimiter that is given',
    content: 'a;b,c\n1;2,3\n',
    options: { delimiter: 'comma' },
    document: [{ 'a;b': '1;2', c: '3' }],
  },
  {
    name: 'other quotes',
    content: "a,b\n'1,2',3\n",
    options: { quote: "'" },
    document: [{ a: '1,2', b: '3' }],
  },
  { name: 'blanks around quotes and names', content: ' a , b\n"1" ,2 \n', document: [{ a: '1', b: '2 ' }] },
  {
    name: 'trimmed fields',
    content: 'a,b\n 1 , 2\n',
    options: { trim: true },
    document: [{ a: '1', b: '2' }],
  },
  {
    name: 'too few and too many fields',
    content: 'a,b\n"1\n1",2\n3\n4,5,6,7\n',
    document: [
      { a: '1\n1', b: '2' },
      { a: '3', b: '' },
      { a: '4', b: '5', _extra: ['6', '7'] },
    ],
    warnings: [
      {
        line: 4,
        code: 'csv.ragged',
        message: expect.stringContaining('line 4: 1 fields where there are 2 columns'),
      },
      { line: 5, code: 'csv.ragged', message: expect.stringContaining('_extra') },
    ],
  },
  {
    name: 'column names that are missing or doubled',
    content: 'a,,a,_extra\n1,2,3,4\n',
    document: [{ a: '1', column2: '2', a_2: '3', _extra_2: '4' }],
    warnings: [
      { line: 1, code: 'csv.emptyName' },
      { line: 1, code: 'csv.sameName' },
      { line: 1, code: 'csv.sameName' },
    ],
  },
  {
    name: 'text behind a closing quote',
    content: 'a,b\n1,"x"y\n',
    document: [{ a: '1', b: 'xy' }],
    warnings: [{ line: 2, code: 'csv.strayText' }],
  },
  {
    name: 'column types',
    content: 'n,i,b,t\n1.50,42,yes,007\n,,,\n-1e3,-7,FALSE,x\n',
    options: { columnTypes: { n: 'number', i: 'integer', b: 'boolean', t: 'text' } },
    document: [
      { n: 1.5, i: 42, b: true, t: '007' },
      { n: null, i: null, b: null, t: '' },
      { n: -1000, i: -7, b: false, t: 'x' },
    ],
  },
  {
    name: 'numbers with a decimal comma',
    content: 'n;m\n1.234,5;0,25\n',
    options: { columnTypes: { n: 'number', m: 'number' }, decimalSeparator: ',' },
    document: [{ n: 1234.5, m: 0.25 }],
  },
  {
    name: 'values that are not of their type stay text',
    content: 'n,i\nabc,12345678901234567890\n',
    options: { columnTypes: { n: 'number', i: 'integer', zz: 'number' } },
    document: [{ n: 'abc', i: '12345678901234567890' }],
    warnings: [
      { line: 1, code: 'csv.unknownColumn' },
      { line: 2, code: 'csv.type', message: 'line 2, column "n": "abc" is not a number; it is kept as text' },
      { line: 2, code: 'csv.type' },
    ],
  },
];

test.each(cases)('$name', ({ content, options, document, warnings = [] }) => {
  const result = parseDocument('csv', content, options);
  expect(result.document).toEqual(document);
  expect(result.warnings).toHaveLength(warnings.length);
  expect(result.warnings).toMatchObject(warnings);
  const strict = () => parseDocument('csv', content, { ...options, strict: true });
  if (warnings.length > 0) expect(strict).toThrow(DocumentError);
  else expect(strict().document).toEqual(document);
});

test('a quote that is never closed is reported where it opens', () => {
  expect(() => parseDocument('csv', 'a,b\n1,2\n3,"four\n5,6\n')).toThrow(
    'line 3, column 3: the quoted field',
  );
});

test('an empty document has no header', () => {
  expect(() => parseDocument('csv', ' \n'.trim())).toThrow('no header row');
});

test('hostile headers define columns and nothing else', () => {
  const { document } = parseDocument('csv', '__proto__,constructor,toString\npolluted,1,2\n');
  const [record] = document as [object];
  expect(Object.entries(record)).toEqual([
    ['__proto__', 'polluted'],
    ['constructor', '1'],
    ['toString', '2'],
  ]);
  expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  expect(parseDocument('csv', 'a\n1\n', { columnTypes: { constructor: 'number' } }).warnings).toHaveLength(1);
});

/** Shapes in which an indexed search from every field would take the square of the length. */
describe('long documents of awkward shapes', () => {
  const count = 300_000;
  test.each([
    ['quoted fields on one line', '"a",'.repeat(count)],
    ['doubled quotes only', '"'.repeat(count)],
    ['text behind quotes', '"a"b\n'.repeat(count)],
    ['an open quote before many others', `"${'"x'.repeat(count)}`],
    ['many equal names', `${'a,'.repeat(count)}a\n`],
    ['quoted rows without a delimiter', '"a"\n'.repeat(count)],
    ['many short rows', `a,b,c\n${'1\n'.repeat(count)}`],
  ])('%s', (_name, content) => {
    try {
      const { warnings } = parseDocument('csv', content);
      expect(warnings.length).toBeLessThanOrEqual(501);
    } catch (error) {
      expect(error).toBeInstanceOf(DocumentError);
    }
  });
});

describe('writing', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc
      .array(fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r\n', ' ', "'", 'é', '\ufeff'), {
        maxLength: 5,
      })
      .map((c) => c.join('')),
  );
  // A bare CR is read as part of a field or as the end of a line, depending on the rest of the text.
  const text = cell.map((value) => value.replace(/\r(?!\n)/g, ''));
  const name = fc
    .string({ minLength: 1, maxLength: 6 })
    .map((value) => value.replace(/[\r\n]/g, '').trim())
    .filter((value) => value !== '' && value !== '_extra' && !value.startsWith('\ufeff'));
  const delimiter = fc.constantFrom('comma', 'semicolon', 'tab', 'pipe');

  test('records read back as they were written', () => {
    const table = fc.uniqueArray(name, { minLength: 1, maxLength: 5 }).chain((names) =>
      fc
        .array(fc.array(text, { minLength: names.length, maxLength: names.length }), {
          minLength: 1,
          maxLength: 6,
        })
        .map((rows) =>
          rows.map((row) => Object.fromEntries(names.map((column, index) => [column, row[index] ?? '']))),
        ),
    );
    fc.assert(
      fc.property(
        table,
        delimiter,
        fc.constantFrom('needed', 'text', 'all'),
        fc.constantFrom('lf', 'crlf'),
        (records, kind, quoting, lineEnd) => {
          const { content } = serializeDocument('csv', records, { delimiter: kind, quoting, lineEnd });
          expect(parseDocument('csv', content, { delimiter: kind })).toEqual({
            document: records,
            warnings: [],
          });
        },
      ),
    );
  });

  test('another reader reads the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const { content } = serializeDocument('csv', rows, { lineEnd: 'lf' });
          const other = Papa.parse<string[]>(content, { delimiter: ',', newline: '\n' });
          expect(parseDocument('csv', content, { header: false, delimiter: 'comma' }).document).toEqual(
            other.data.slice(0, -1),
          );
        },
      ),
    );
  });

  test('chosen columns, values of all kinds', () => {
    const records = [
      { a: 1, b: true, c: null },
      { b: false, d: 'x' },
    ];
    expect(serializeDocument('csv', records).content).toBe('a,b,c,d\r\n1,true,,\r\n,false,,x\r\n');
    const options = { columns: ['d', 'a'], delimiter: 'tab', lineEnd: 'lf', byteOrderMark: true };
    expect(serializeDocument('csv', records, options).content).toBe('\ufeffd\ta\n\t1\nx\t\n');
    expect(serializeDocument('csv', records, { header: false, columns: ['a'] }).content).toBe('1\r\n""\r\n');
  });

  test.each([
    [{ a: 1 }, 'a CSV document is a list'],
    [[{ a: 1 }, 2], 'record 2: every record must be an object'],
    [[{ a: [1] }], `record 1, column "a": a list can't be written`],
    [[{ a: { b: 1 } }], "an object can't be written"],
  ])('%j is no table', (document, message) => {
    expect(() => serializeDocument('csv', document)).toThrow(message);
  });
});
