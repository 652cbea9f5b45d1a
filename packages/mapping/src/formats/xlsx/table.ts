import type { ParseContext } from '../contract.ts';
import { converterOf, typeNames } from '../csv/cells.ts';
import { columnNames, extraFieldsName } from '../csv/columns.ts';
import type { ColumnType } from '../csv/options.ts';
import { plainDecimal } from '../decimal-text.ts';
import { tooMany } from '../limits.ts';
import { columnName } from './cells.ts';
import type { Range } from './cells.ts';
import { isoOfSerial } from './dates.ts';
import type { XlsxParseOptions } from './options.ts';
import type { CellValue, Row } from './sheet-rows.ts';

type Field = CellValue | null;
type Convert = (value: CellValue, row: number, column: number) => Field;

interface Table {
  columns: readonly string[];
  converters: readonly (Convert | undefined)[];
}

/** Makes records of the rows of a sheet: objects when the columns have names, else lists. */
export class TableReader {
  private readonly context: ParseContext<XlsxParseOptions>;
  private readonly sheet: string;
  private readonly range: Range;
  private readonly since: 1900 | 1904;
  private readonly count: (cells: number) => void;
  private firstColumn: number;
  private table: Table | undefined;
  private awaitsHeader: boolean;

  /** @param count Counts cells towards the limit */
  constructor(
    context: ParseContext<XlsxParseOptions>,
    sheet: { name: string; range: Range; since: 1900 | 1904 },
    count: (cells: number) => void,
  ) {
    const { columns, header } = context.options;
    this.context = context;
    this.sheet = sheet.name;
    this.range = sheet.range;
    this.since = sheet.since;
    this.count = count;
    this.firstColumn = sheet.range.firstColumn ?? 0;
    this.awaitsHeader = header !== false;
    if (!this.awaitsHeader && columns !== undefined) this.table = this.tableOf(columns, 1);
  }

  /** @returns undefined for the header, an empty row, and rows outside of the range */
  read(row: Row): unknown {
    const { firstRow, lastRow, lastColumn } = this.range;
    if (row.number < firstRow || row.number > lastRow) return undefined;
    if (this.awaitsHeader) this.firstColumn = this.range.firstColumn ?? firstFilled(row.cells);
    const cells = row.cells.slice(this.firstColumn, lastColumn + 1);
    if (cells.length === 0) return undefined;
    this.count(Math.max(cells.length, this.table?.columns.length ?? 0));
    if (this.awaitsHeader) {
      this.awaitsHeader = false;
      this.table = this.tableOf(this.context.options.columns ?? this.namesIn(row.number, cells), row.number);
      return undefined;
    }
    return this.table === undefined ? this.list(cells) : this.record(this.table, cells, row.number);
  }

  private namesIn(line: number, cells: Row['cells']): string[] {
    const fields = Array.from(cells, (cell) => (cell === undefined ? '' : String(cell)));
    return columnNames({ fields, line }, this.context.report, 'xlsx');
  }

  private tableOf(columns: readonly string[], line: number): Table {
    const { options, report } = this.context;
    const types = options.columnTypes ?? {};
    for (const name of Object.keys(types)) {
      if (columns.includes(name)) continue;
      const reason = `sheet "${this.sheet}" has no column "${name}", though it has a type`;
      report.fault('xlsx.unknownColumn', reason, { line });
    }
    const converters = columns.map((name) => {
      const type = Object.hasOwn(types, name) ? types[name] : undefined;
      return type === undefined ? undefined : this.converter(type, name);
    });
    return { columns, converters };
  }

  private list(cells: Row['cells']): Field[] {
    return Array.from(cells, (cell) => (cell === undefined ? null : this.trimmed(cell)));
  }

  private record({ columns, converters }: Table, cells: Row['cells'], row: number): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    for (let index = 0; index < columns.length; index += 1) {
      const name = columns[index] ?? '';
      const cell = cells[index];
      const given = cell === undefined ? null : this.trimmed(cell);
      const convert = converters[index];
      const value = given === null || convert === undefined ? given : convert(given, row, index);
      // Assigning a field of that name would set the record's prototype.
      if (name === '__proto__') define(record, name, value);
      else record[name] = value;
    }
    if (cells.length > columns.length) {
      record[extraFieldsName] = this.list(cells.slice(columns.length));
      const reason = `cells beyond the ${columns.length} columns are kept in "${extraFieldsName}"`;
      this.context.report.fault('xlsx.ragged', reason, { line: row }, `sheet "${this.sheet}", row ${row}`);
    }
    return record;
  }

  private trimmed(cell: CellValue): CellValue {
    return this.context.options.trim === true && typeof cell === 'string' ? cell.trim() : cell;
  }

  private converter(type: ColumnType, name: string): Convert {
    const { options, report } = this.context;
    if (type === 'text') return (value) => textOf(value);
    const readText = converterOf(type, options);
    const convert = (value: CellValue) =>
      typeof value === 'string' ? readString(value.trim(), type, readText) : this.typed(value, type);
    return (value, row, index) => {
      if (typeof value === 'string' && value.trim() === '') return null;
      const converted = convert(value);
      if (converted !== undefined) return converted;
      const reason = `"${value}" is not ${typeNames[type]}; it is kept as it is`;
      const column = this.firstColumn + index;
      const place = `sheet "${this.sheet}", cell ${columnName(column)}${row} ("${name}")`;
      report.fault('xlsx.type', reason, { line: row, column: column + 1 }, place);
      return value;
    };
  }

  /** A number, or yes or no, as a column's type. */
  private typed(value: number | boolean, type: Exclude<ColumnType, 'text'>): CellValue | undefined {
    if (typeof value === 'boolean') return type === 'boolean' ? value : undefined;
    switch (type) {
      case 'number':
        return value;
      case 'integer':
        return Number.isSafeInteger(value) ? value : undefined;
      case 'decimal':
        return shownDecimal(value);
      case 'boolean':
        return value === 1 ? true : value === 0 ? false : undefined;
      case 'date':
        return isoOfSerial(value, 'date', this.since);
    }
  }
}

/** Counts the cells of a document, or of each record, and ends the reading where there are too many. */
export function cellCounter(
  { limits }: ParseContext<XlsxParseOptions>,
  scope: 'document' | 'record',
): (cells: number) => void {
  let before = 0;
  return (cells) => {
    const count = before + cells;
    if (count > limits.maxItems) throw tooMany('cells', limits);
    if (scope === 'document') before = count;
  };
}

function firstFilled(cells: Row['cells']): number {
  return Math.max(
    0,
    cells.findIndex((cell) => cell !== undefined),
  );
}

function textOf(value: CellValue): string {
  return typeof value === 'number' ? shownDecimal(value) : String(value);
}

/** Digits that spreadsheets count with and show: 0.1 + 0.2 is saved as 0.30000000000000004, and means 0.3. */
const shownDigits = 15;

function shownDecimal(value: number): string {
  return plainDecimal(Number(value.toPrecision(shownDigits)));
}

/** A cell shown as a date is ISO text already, whatever the pattern of texts is. */
function readString(
  text: string,
  type: Exclude<ColumnType, 'text'>,
  read: (text: string) => CellValue | undefined,
): CellValue | undefined {
  if (type === 'date' && /^\d{4}-\d{2}-\d{2}(?:T[\d:]+)?$/.test(text)) return text;
  return read(text);
}

function define(record: object, name: string, value: unknown): void {
  Object.defineProperty(record, name, { value, enumerable: true, writable: true, configurable: true });
}
