import { Type } from 'typebox';
import type { Static } from 'typebox';

import { datePatternSyntax } from '../date-pattern.ts';
import { encodings } from '../decoding.ts';
import { writtenEncodings } from '../encoding.ts';

const delimiterNames = ['comma', 'semicolon', 'tab', 'pipe'] as const;
export type DelimiterName = (typeof delimiterNames)[number];

export const delimiterCharacters: Readonly<Record<DelimiterName, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
};

export const columnTypes = ['text', 'number', 'decimal', 'integer', 'boolean', 'date'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const csvParseOptions = Type.Object(
  {
    header: Type.Optional(
      Type.Boolean({
        title: 'First row has the column names',
        description: 'Rows become objects with these names; without them, rows become lists.',
        default: true,
      }),
    ),
    delimiter: Type.Optional(
      Type.Enum(['auto', ...delimiterNames], {
        title: 'Delimiter',
        description:
          'What separates the fields; "auto" finds it from the first rows, or the line "sep=;" of files for Excel.',
        default: 'auto',
      }),
    ),
    quote: Type.Optional(
      Type.String({
        title: 'Quote character',
        description: 'Encloses fields that hold delimiters or line breaks. Empty: quotes mean nothing.',
        maxLength: 1,
        default: '"',
      }),
    ),
    escape: Type.Optional(
      Type.Enum(['doubled', 'backslash'], {
        title: 'Quotes within quotes',
        description: 'How the quote stands for itself in a quoted field: doubled, or behind a backslash.',
        default: 'doubled',
      }),
    ),
    columns: Type.Optional(
      Type.Array(Type.String(), {
        title: 'Columns',
        description: 'Names of the columns, in place of those in the first row, or where there are none.',
        uniqueItems: true,
      }),
    ),
    skipLines: Type.Optional(
      Type.Integer({
        title: 'Lines to leave out',
        description: 'How many lines stand before the column names, such as a title.',
        minimum: 0,
        maximum: 1000,
        default: 0,
      }),
    ),
    columnTypes: Type.Optional(
      Type.Record(Type.String(), Type.Enum([...columnTypes]), {
        title: 'Column types',
        description:
          'Types by column name. Columns that are not named stay text, as written. A "decimal" is a number kept as text to its last digit; a "date" becomes 2026-11-04.',
      }),
    ),
    datePattern: Type.Optional(
      Type.String({
        title: 'Date pattern',
        description: 'How columns of type date are written, such as "dd.MM.yyyy" or "yyyyMMdd HH:mm".',
        pattern: datePatternSyntax,
        default: 'yyyy-MM-dd',
      }),
    ),
    decimalSeparator: Type.Optional(
      Type.Enum(['.', ','], {
        title: 'Decimal separator',
        description: 'How columns of type number and decimal write fractions.',
        default: '.',
      }),
    ),
    trim: Type.Optional(
      Type.Boolean({
        title: 'Trim fields',
        description:
          'Removes blanks around every field, also before its quotes. Column names are always trimmed.',
        default: false,
      }),
    ),
    skipEmptyRows: Type.Optional(
      Type.Boolean({
        title: 'Leave out empty rows',
        description:
          'Passes over rows of nothing but delimiters and blanks. Blank lines are always passed over.',
        default: false,
      }),
    ),
    encoding: Type.Optional(
      Type.Enum([...encodings], {
        title: 'Character set',
        description: '"auto" reads UTF-8, and Windows-1252 when the bytes are not UTF-8.',
        default: 'auto',
      }),
    ),
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description:
          'Refuses rows with too few or too many fields, and other oddities that are else warnings.',
        default: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type CsvParseOptions = Static<typeof csvParseOptions>;

export const csvSerializeOptions = Type.Object(
  {
    header: Type.Optional(
      Type.Boolean({
        title: 'Write column names',
        description: 'Begins with a row of column names, when the records are objects.',
        default: true,
      }),
    ),
    columns: Type.Optional(
      Type.Array(Type.String(), {
        title: 'Columns',
        description: 'Names and order of the columns. Left out: every field, in the order of appearance.',
      }),
    ),
    delimiter: Type.Optional(
      Type.Enum([...delimiterNames], {
        title: 'Delimiter',
        description: 'What separates the fields.',
        default: 'comma',
      }),
    ),
    lineEnd: Type.Optional(
      Type.Enum(['crlf', 'lf'], { title: 'Line end', description: 'What ends each row.', default: 'crlf' }),
    ),
    encoding: Type.Optional(
      Type.Enum([...writtenEncodings], {
        title: 'Character set',
        description: 'Of the file. Other than UTF-8, the result is bytes.',
        default: 'utf-8',
      }),
    ),
    byteOrderMark: Type.Optional(
      Type.Boolean({
        title: 'Byte-order mark',
        description: 'Lets Excel recognise the file as UTF-8.',
        default: false,
      }),
    ),
    quoting: Type.Optional(
      Type.Enum(['needed', 'text', 'all'], {
        title: 'Quotes',
        description: 'Which fields have quotes: only those that need them, all that are text, or all.',
        default: 'needed',
      }),
    ),
    decimalSeparator: Type.Optional(
      Type.Enum(['.', ','], {
        title: 'Decimal separator',
        description: 'How numbers write fractions.',
        default: '.',
      }),
    ),
    datePatterns: Type.Optional(
      Type.Record(Type.String(), Type.String({ pattern: datePatternSyntax }), {
        title: 'Date patterns',
        description:
          'By column name, how dates like 2026-11-04 are written, such as "dd.MM.yyyy". Other text in these columns is left as it is.',
      }),
    ),
    protectFormulas: Type.Optional(
      Type.Boolean({
        title: 'Protect from formulas',
        description:
          "Puts ' before text that a spreadsheet would run as a formula: text that begins with = + - @ or a tab, and is no number.",
        default: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type CsvSerializeOptions = Static<typeof csvSerializeOptions>;
