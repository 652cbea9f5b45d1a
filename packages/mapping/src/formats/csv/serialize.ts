import type { SerializeContext } from '../contract.ts';
import { tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { delimiterCharacters } from './options.ts';
import type { CsvSerializeOptions } from './options.ts';

type CsvContext = SerializeContext<CsvSerializeOptions>;
type Row = readonly unknown[];

/**
 * Writes a list of objects (with a header row) or a list of lists.
 * @throws DocumentError when the data is no such list, or a value is an object or a list itself
 */
export function serializeCsv(document: unknown, { options, limits }: CsvContext): string {
  if (!Array.isArray(document)) {
    throw new DocumentError('csv.notRecords', 'a CSV document is a list of records');
  }
  const rows = tableOf(document, options);
  const lineEnd = options.lineEnd === 'lf' ? '\n' : '\r\n';
  const write = cellWriter(options);
  let text = options.byteOrderMark === true ? '\ufeff' : '';
  let cells = 0;
  rows.forEach((row, index) => {
    cells += row.length;
    if (cells > limits.maxItems) throw tooMany('fields', limits);
    const alone = row.length === 1;
    text += row
      .map((value, column) => write(value, alone, () => placeOf(index, column)))
      .join(delimiter(options));
    text += lineEnd;
  });
  return text;
}

function delimiter(options: CsvSerializeOptions): string {
  return delimiterCharacters[options.delimiter ?? 'comma'];
}

function tableOf(records: readonly unknown[], options: CsvSerializeOptions): readonly Row[] {
  if (records.every((record) => Array.isArray(record))) return records as readonly Row[];
  const columns = options.columns ?? allColumns(records);
  const body = records.map((record, index) => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
      throw new DocumentError('csv.notRecords', 'every record must be an object', {}, `record ${index + 1}`);
    }
    const own = new Map<string, unknown>(Object.entries(record));
    return columns.map((name) => own.get(name));
  });
  return options.header === false ? body : [columns, ...body];
}

function allColumns(records: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const record of records) {
    if (typeof record !== 'object' || record === null) continue;
    for (const name of Object.keys(record)) names.add(name);
  }
  return [...names];
}

type CellWriter = (value: unknown, alone: boolean, place: () => string) => string;

function cellWriter(options: CsvSerializeOptions): CellWriter {
  const separator = delimiter(options);
  const quoteAll = options.quoteAll === true;
  return (value, alone, place) => {
    const text = cellText(value, place);
    // An empty field alone on its row would read back as a blank line.
    const quoted = quoteAll || (alone && text === '') || needsQuotes(text, separator);
    return quoted ? `"${text.replaceAll('"', '""')}"` : text;
  };
}

function needsQuotes(text: string, separator: string): boolean {
  return (
    text.includes(separator) ||
    text.includes('"') ||
    text.includes('\n') ||
    text.includes('\r') ||
    text.startsWith(' ') ||
    text.endsWith(' ') ||
    text.startsWith('\ufeff')
  );
}

function cellText(value: unknown, place: () => string): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const kind = Array.isArray(value)
    ? 'a list'
    : typeof value === 'object'
      ? 'an object'
      : `a ${typeof value}`;
  throw new DocumentError('csv.nested', `${kind} can't be written into one field`, {}, place());
}

function placeOf(row: number, column: number): string {
  return `row ${row + 1}, field ${column + 1}`;
}
