import { Type } from 'typebox';
import type { Static } from 'typebox';

import { encodings } from '../decoding.ts';

const delimiterNames = ['comma', 'semicolon', 'tab', 'pipe'] as const;
export type DelimiterName = (typeof delimiterNames)[number];

export const delimiterCharacters: Readonly<Record<DelimiterName, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
};

const columnTypes = ['text', 'number', 'integer', 'boolean'] as const;
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
        description: 'What separates the fields; "auto" finds it from the first rows.',
        default: 'auto',
      }),
    ),
    quote: Type.Optional(
      Type.String({
        title: 'Quote character',
        description: 'Encloses fields that hold delimiters or line breaks; doubled, it stands for itself.',
        minLength: 1,
        maxLength: 1,
        default: '"',
      }),
    ),
    columnTypes: Type.Optional(
      Type.Record(Type.String(), Type.Enum([...columnTypes]), {
        title: 'Column types',
        description: 'Types by column name. Columns that are not named stay text, as written.',
      }),
    ),
    decimalSeparator: Type.Optional(
      Type.Enum(['.', ','], {
        title: 'Decimal separator',
        description: 'How columns of type number write fractions.',
        default: '.',
      }),
    ),
    trim: Type.Optional(
      Type.Boolean({
        title: 'Trim fields',
        description: 'Removes blanks around every field. Column names are always trimmed.',
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
    byteOrderMark: Type.Optional(
      Type.Boolean({
        title: 'Byte-order mark',
        description: 'Lets Excel recognise the file as UTF-8.',
        default: false,
      }),
    ),
    quoteAll: Type.Optional(
      Type.Boolean({
        title: 'Quote every field',
        description: 'Else only the fields that need quotes have them.',
        default: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type CsvSerializeOptions = Static<typeof csvSerializeOptions>;
