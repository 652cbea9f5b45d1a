import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';

import { parseDocument } from '../documents.ts';
import { makeWorkbook } from './workbook.fixture.ts';

const row = '<row><c><v>1</v></c></row>';
const sheet = (xml: string) => makeWorkbook({ sheets: { Data: xml } });
/** The XML of the sheet, in place of a whole one. */
const raw = (xml: string | undefined) =>
  makeWorkbook({ sheets: { Data: '', Other: '' }, parts: { 'book/tables/t0.xml': xml } });

interface Case {
  name: string;
  bytes: () => Uint8Array;
  limits?: object;
  code: string;
  message: string;
}

const cases: Case[] = [
  {
    name: 'a part that unpacks to far more than its size',
    bytes: () => sheet(' '.repeat(20_000_000)),
    code: 'document.tooLarge',
    message: '"book/tables/t0.xml" unpacks to more than 200 times its size',
  },
  {
    name: 'a workbook that unpacks to more than the limits allow',
    bytes: () =>
      sheet(Array.from({ length: 60_000 }, (_, at) => `<row><c><v>${at % 900}</v></c></row>`).join('')),
    limits: { maxBytes: 60_000 },
    code: 'document.tooLarge',
    message: 'the unpacked workbook has',
  },
  {
    name: 'a part that is larger than it says',
    bytes: () => patched(sheet(row.repeat(1_000)), 'book/tables/t0.xml', 24, 1_000),
    code: 'xlsx.zip',
    message: 'is larger than it says',
  },
  {
    name: 'a checksum that does not match',
    bytes: () => patched(sheet(row), 'book/tables/t0.xml', 16, 1),
    code: 'xlsx.zip',
    message: '"book/tables/t0.xml" is damaged',
  },
  {
    name: 'a part that is encrypted',
    bytes: () => patched(sheet(row), 'book/main.xml', 8, 1),
    code: 'xlsx.zip',
    message: '"book/main.xml" is encrypted',
  },
  {
    name: 'a part packed in another way',
    bytes: () => patched(sheet(row), 'book/main.xml', 10, 12),
    code: 'xlsx.zip',
    message: 'packed in an unknown way',
  },
  {
    name: 'a part that begins beyond the end',
    bytes: () => patched(sheet(row), 'book/main.xml', 42, 0xfffffff0),
    code: 'xlsx.zip',
    message: 'is not where it should be',
  },
  {
    name: 'a part that ends beyond the end',
    bytes: () => patched(sheet(row), 'book/main.xml', 20, 0xfffffff0),
    code: 'xlsx.zip',
    message: 'is cut off',
  },
  {
    name: 'two parts of a name',
    bytes: () => zipSync({ 'xl/a.xml': strToU8('a'), 'XL/A.xml': strToU8('b') }),
    code: 'xlsx.zip',
    message: 'there are two parts "XL/A.xml"',
  },
  {
    name: 'more parts than any workbook has',
    bytes: () =>
      zipSync(Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`${at}`, new Uint8Array()]))),
    code: 'xlsx.zip',
    message: 'there are 10001 parts',
  },
  {
    name: 'another archive',
    bytes: () => zipSync({ 'readme.txt': strToU8('hello') }),
    code: 'xlsx.zip',
    message: 'the archive is no workbook',
  },
  {
    name: 'a workbook of Excel 97',
    bytes: () => Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(512)]),
    code: 'xlsx.zip',
    message: 'it has a password, or is of Excel 97',
  },
  { name: 'nothing', bytes: () => new Uint8Array(), code: 'xlsx.zip', message: 'it is none, or cut off' },
  {
    name: 'a sheet that is not there',
    bytes: () => raw(undefined),
    code: 'xlsx.zip',
    message: 'there is no part "book/tables/t0.xml"',
  },
  {
    name: 'a sheet that is cut off',
    bytes: () => raw('<worksheet><sheetData><row>'),
    code: 'xlsx.syntax',
    message: 'sheet "Data": unclosed tag',
  },
  {
    name: 'a document type',
    bytes: () => raw('<!DOCTYPE worksheet SYSTEM "file:///etc/passwd" [<!ENTITY a "b">]><worksheet/>'),
    code: 'xlsx.syntax',
    message: 'a document type has no place here',
  },
  {
    name: 'an entity that nobody defined',
    bytes: () => sheet('<row><c t="str"><v>&constructor;</v></c></row>'),
    code: 'xlsx.syntax',
    message: 'undefined entity',
  },
  {
    name: 'a text without end',
    bytes: () => raw(`<worksheet>${'xy&amp;z '.repeat(300_000)}</worksheet>`),
    code: 'xlsx.syntax',
    message: 'a text without end',
  },
  {
    name: 'elements in elements in elements',
    bytes: () => sheet('<a>'.repeat(1_000) + '</a>'.repeat(1_000)),
    code: 'document.tooDeep',
    message: 'nested deeper than the 100 levels',
  },
  {
    name: 'rows out of order',
    bytes: () => sheet('<row r="5"/><row r="5"/>'),
    code: 'xlsx.syntax',
    message: 'row "5" is out of order',
  },
  {
    name: 'cells out of order',
    bytes: () => sheet('<row><c r="B1"/><c r="A1"/></row>'),
    code: 'xlsx.syntax',
    message: 'cell "A1" is out of order',
  },
  {
    name: 'rows that go to the last column',
    bytes: () =>
      sheet(
        '<row><c r="XFD1"><v>1</v></c></row>'.repeat(1) +
          '<row><c r="A2"><v>1</v></c><c r="XFD2"><v>1</v></c></row>'.repeat(2),
      ),
    limits: { maxItems: 16_390 },
    code: 'document.tooMany',
    message: 'more than the 16390 cells allowed',
  },
  {
    name: 'a column behind the last one',
    bytes: () => sheet('<row><c r="XFE1"><v>1</v></c></row>'),
    code: 'xlsx.syntax',
    message: 'cell "XFE1" is out of order',
  },
  {
    name: 'a table of texts that fills the memory',
    bytes: () => makeWorkbook({ sheets: { Data: row }, strings: '<si/>'.repeat(30_000) }),
    limits: { maxBytes: 100_000 },
    code: 'document.tooLarge',
    message: 'the table of texts has',
  },
];

test.each(cases)('$name', ({ bytes, limits, code, message }) => {
  const content = bytes();
  const read = () => parseDocument('xlsx', content, { header: false, ...(limits && { limits }) });
  expect(read).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }) as Error);
});

/** Another number at an offset in the directory's entry of a part: what the archive says of itself is wrong. */
function patched(bytes: Uint8Array, name: string, offset: number, value: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - name.length; at >= 46; at -= 1) {
    const found = Buffer.from(bytes.subarray(at, at + name.length)).toString('latin1');
    if (found !== name || view.getUint32(at - 46, true) !== 0x02014b50) continue;
    if (offset < 16) view.setUint16(at - 46 + offset, value, true);
    else view.setUint32(at - 46 + offset, value, true);
    return bytes;
  }
  throw new Error(`no entry ${name}`);
}
