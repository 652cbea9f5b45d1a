import { DocumentError } from '../position.ts';

/** Columns of a sheet, from A to XFD. */
export const maxColumns = 16_384;
export const maxRows = 1_048_576;

/** Column (from 0) and row (from 1) of a name like "B5"; the row is missing where the name has none. */
export function placeOfName(name: string): { column: number; row: number | undefined } | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7})?$/.exec(name);
  if (match === null) return undefined;
  const [, letters = '', digits] = match;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  const row = digits === undefined ? undefined : Number(digits);
  const isIn = column <= maxColumns && (row === undefined || (row >= 1 && row <= maxRows));
  return isIn ? { column: column - 1, row } : undefined;
}

/** "A" for 0, "AB" for 27. */
export function columnName(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  return name;
}

/** Cells that are read: rows from 1, columns from 0, ends included. */
export interface Range {
  firstRow: number;
  lastRow: number;
  /** Undefined where the table begins with the first name of its header. */
  firstColumn: number | undefined;
  lastColumn: number;
}

/** @throws DocumentError `options.invalid` for a range that there is none of */
export function rangeOf(options: { range?: string; firstRow?: number }): Range {
  const [from = '', to = ''] = options.range?.split(':', 2) ?? [];
  const start = from === '' ? undefined : placeOfName(from);
  const end = to === '' ? undefined : placeOfName(to);
  const range = {
    firstRow: Math.max(start?.row ?? 1, options.firstRow ?? 1),
    lastRow: end?.row ?? maxRows,
    firstColumn: start?.column,
    lastColumn: end?.column ?? maxColumns - 1,
  };
  const isNone = (from !== '' && start === undefined) || (to !== '' && end === undefined);
  if (isNone || (range.firstColumn ?? 0) > range.lastColumn || range.firstRow > range.lastRow) {
    throw new DocumentError('options.invalid', 'there are no such cells', {}, 'option range');
  }
  return range;
}
