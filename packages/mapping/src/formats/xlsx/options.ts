import { Type } from 'typebox';
import type { Static } from 'typebox';

import { columnTypes } from '../csv/options.ts';
import { datePatternSyntax } from '../date-pattern.ts';

const closed = { additionalProperties: false } as const;

/** Stands for all sheets of a workbook. */
export const allSheets = '*';

const header = (title: string, description: string) =>
  Type.Optional(Type.Boolean({ title, description, default: true }));

const columns = (description: string) =>
  Type.Optional(Type.Array(Type.String(), { title: 'Columns', description }));

export const xlsxParseOptions = Type.Object(
  {
    sheet: Type.Optional(
      Type.Union(
        [Type.String({ title: 'Name', minLength: 1 }), Type.Integer({ title: 'Number', minimum: 1 })],
        {
          title: 'Sheet',
          description:
            'Name or number of the sheet; the first visible one if left out. "*" reads all, as { sheets: { name: rows } }.',
        },
      ),
    ),
    header: header(
      'First row has the column names',
      'Rows become objects with these names; without them, rows become lists.',
    ),
    firstRow: Type.Optional(
      Type.Integer({
        title: 'First row',
        description: 'Row where the table begins, with its column names; rows before it are left out.',
        minimum: 1,
        maximum: 1_048_576,
      }),
    ),
    range: Type.Optional(
      Type.String({
        title: 'Range',
        description: 'Cells of the table, such as "B4:H200", or "B4" for all from there on.',
        pattern: '^[A-Z]{1,3}[1-9][0-9]{0,6}(?::[A-Z]{1,3}(?:[1-9][0-9]{0,6})?)?$',
      }),
    ),
    columns: columns('Names of the columns, in place of those in the first row, or where there are none.'),
    columnTypes: Type.Optional(
      Type.Record(Type.String(), Type.Enum([...columnTypes]), {
        title: 'Column types',
        description:
          'Types by column name. Columns that are not named have what is in their cells: texts, numbers, yes or no, and dates as 2026-11-04.',
      }),
    ),
    datePattern: Type.Optional(
      Type.String({
        title: 'Date pattern',
        description: 'How texts in columns of type date are written, such as "dd.MM.yyyy".',
        pattern: datePatternSyntax,
        default: 'yyyy-MM-dd',
      }),
    ),
    decimalSeparator: Type.Optional(
      Type.Enum(['.', ','], {
        title: 'Decimal separator',
        description: 'How texts in columns of type number and decimal write fractions.',
        default: '.',
      }),
    ),
    trim: Type.Optional(
      Type.Boolean({
        title: 'Trim texts',
        description: 'Removes blanks around every text. Column names are always trimmed.',
        default: false,
      }),
    ),
    strict: Type.Optional(
      Type.Boolean({
        title: 'Strict',
        description: 'Refuses cells with errors, values of another type, and other oddities.',
        default: false,
      }),
    ),
  },
  closed,
);
export type XlsxParseOptions = Static<typeof xlsxParseOptions>;

export const xlsxSerializeOptions = Type.Object(
  {
    sheet: Type.Optional(
      Type.String({
        title: 'Sheet',
        description: 'Name of the sheet, where there is one.',
        minLength: 1,
        default: 'Sheet1',
      }),
    ),
    header: header('Write column names', 'Begins with a row of column names, when the records are objects.'),
    columns: columns('Names and order of the columns. Left out: every field, in the order of appearance.'),
    boldHeader: header('Bold column names', 'Shows the row of column names in bold.'),
    freezeHeader: header('Freeze column names', 'Keeps the row of column names in view.'),
    dates: header('Write dates as dates', 'Texts like 2026-11-04 or 2026-11-04T09:30:00 become dates.'),
  },
  closed,
);
export type XlsxSerializeOptions = Static<typeof xlsxSerializeOptions>;
