import { DocumentError } from '../position.ts';
import type { Report } from '../report.ts';
import type { ColumnType, CsvParseOptions } from './options.ts';
import type { CsvRow } from './rows.ts';

/** Where fields beyond the header's columns are kept. */
export const extraFieldsName = '_extra';

type CellReader = (text: string, row: CsvRow, column: string) => unknown;

const integerPattern = /^[+-]?\d+$/;
const numberPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;
const yes = new Set(['true', 'yes', 'y', '1']);
const no = new Set(['false', 'no', 'n', '0']);

/**
 * Column names from the header row: trimmed, empty ones named after their place, doubled ones numbered.
 */
export function columnNames(header: CsvRow, report: Report): string[] {
  const taken = new TakenNames();
  return header.fields.map((field, index) => {
    const given = field.trim();
    const name = taken.claim(given === '' ? `column${index + 1}` : given);
    const place = { line: header.line };
    if (given === '')
      report.fault('csv.emptyName', `column ${index + 1} has no name; it is called "${name}"`, place);
    else if (name !== given)
      report.fault('csv.sameName', `a second column "${given}" is called "${name}"`, place);
    return name;
  });
}

class TakenNames {
  private readonly names = new Set<string>([extraFieldsName]);
  /** Where to go on counting, so that a thousand equal names don't cost a million tries. */
  private readonly lastNumber = new Map<string, number>();

  claim(wanted: string): string {
    let name = wanted;
    let number = this.lastNumber.get(wanted) ?? 1;
    while (this.names.has(name)) {
      number += 1;
      name = `${wanted}_${number}`;
    }
    this.lastNumber.set(wanted, number);
    this.names.add(name);
    return name;
  }
}

/** Makes a record of each row; rows with too few or too many fields are told of with their line. */
export class RecordReader {
  private readonly columns: readonly string[];
  private readonly readers: readonly CellReader[];
  private readonly report: Report;

  constructor(columns: readonly string[], options: CsvParseOptions, report: Report) {
    this.columns = columns;
    this.report = report;
    const types = options.columnTypes ?? {};
    for (const name of Object.keys(types)) {
      if (!columns.includes(name)) {
        report.fault('csv.unknownColumn', `no column "${name}", though it has a type`, { line: 1 });
      }
    }
    this.readers = columns.map((name) =>
      cellReader(Object.hasOwn(types, name) ? (types[name] ?? 'text') : 'text', options, report),
    );
  }

  read(row: CsvRow): Record<string, unknown> {
    const { fields } = row;
    if (fields.length !== this.columns.length) this.reportRagged(row);
    // fromEntries defines own properties: a column called __proto__ is a column like any other.
    const record: Record<string, unknown> = Object.fromEntries(
      this.columns.map((name, index) => [name, this.readers[index]?.(fields[index] ?? '', row, name)]),
    );
    if (fields.length > this.columns.length) record[extraFieldsName] = fields.slice(this.columns.length);
    return record;
  }

  private reportRagged(row: CsvRow): void {
    const [had, wanted] = [row.fields.length, this.columns.length];
    const reason =
      had < wanted
        ? `${had} fields where the header has ${wanted}; the rest is empty`
        : `${had} fields where the header has ${wanted}; the others are kept in "${extraFieldsName}"`;
    this.report.fault('csv.ragged', reason, { line: row.line });
  }
}

function cellReader(type: ColumnType, options: CsvParseOptions, report: Report): CellReader {
  const trim = options.trim === true;
  if (type === 'text') return (text) => (trim ? text.trim() : text);
  const convert = converters[type];
  const decimal = options.decimalSeparator ?? '.';
  return (text, row, column) => {
    const value = text.trim();
    if (value === '') return null;
    const converted = convert(value, decimal);
    if (converted !== undefined) return converted;
    report.fault(
      'csv.type',
      `"${value}" is not ${typeNames[type]}; it is kept as text`,
      { line: row.line },
      `line ${row.line}, column "${column}"`,
    );
    return text;
  };
}

const typeNames: Record<Exclude<ColumnType, 'text'>, string> = {
  number: 'a number',
  integer: 'a whole number',
  boolean: 'yes or no',
};

const converters: Record<
  Exclude<ColumnType, 'text'>,
  (text: string, decimal: string) => number | boolean | undefined
> = {
  number: (text, decimal) => {
    const plain = decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text;
    return numberPattern.test(plain) ? finite(Number(plain)) : undefined;
  },
  integer: (text) => (integerPattern.test(text) ? exactInteger(Number(text)) : undefined),
  boolean: (text) => {
    const word = text.toLowerCase();
    return yes.has(word) ? true : no.has(word) ? false : undefined;
  },
};

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** A long identifier read as a number would silently change its last digits. */
function exactInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

/** @throws DocumentError `csv.empty` when a header was wanted and there is no row at all */
export function requireHeader(row: CsvRow | undefined): CsvRow {
  if (row === undefined)
    throw new DocumentError('csv.empty', 'the document is empty: no header row', { line: 1 });
  return row;
}
