import type { ParseContext } from '../contract.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import type { Report } from '../report.ts';
import { columnNames, RecordReader, requireHeader } from './columns.ts';
import { detectDelimiter } from './delimiter.ts';
import { delimiterCharacters } from './options.ts';
import type { CsvParseOptions } from './options.ts';
import { csvRows } from './rows.ts';
import type { CsvRow } from './rows.ts';

type CsvContext = ParseContext<CsvParseOptions>;

/** A list of objects when the first row names the columns, else a list of lists. */
export function parseCsv(text: string, context: CsvContext): unknown[] {
  const { options } = context;
  const quote = options.quote ?? '"';
  const named = options.delimiter ?? 'auto';
  const delimiter = named === 'auto' ? detectDelimiter(text, quote) : delimiterCharacters[named];
  const rows = checkedRows(csvRows(text, { delimiter, quote }), context.limits, context.report);
  return options.header === false ? listRows(rows, options) : records(rows, context);
}

function records(rows: Iterator<CsvRow>, context: CsvContext): unknown[] {
  const header = requireHeader(nextRow(rows));
  const reader = new RecordReader(columnNames(header, context.report), context.options, context.report);
  const result: unknown[] = [];
  for (let row = nextRow(rows); row !== undefined; row = nextRow(rows)) result.push(reader.read(row));
  return result;
}

function listRows(rows: Iterator<CsvRow>, options: CsvParseOptions): unknown[] {
  const result: string[][] = [];
  for (let row = nextRow(rows); row !== undefined; row = nextRow(rows)) {
    result.push(options.trim === true ? row.fields.map((field) => field.trim()) : row.fields);
  }
  return result;
}

function nextRow(rows: Iterator<CsvRow>): CsvRow | undefined {
  const next = rows.next();
  return next.done === true ? undefined : next.value;
}

/** Rows within the limits, their oddities told. */
function* checkedRows(rows: Iterable<CsvRow>, limits: DocumentLimits, report: Report): Generator<CsvRow> {
  let fields = 0;
  for (const row of rows) {
    fields += row.fields.length;
    if (fields > limits.maxItems) throw tooMany('fields', limits);
    if (row.strayText !== undefined) {
      report.fault(
        'csv.strayText',
        'text follows a closing quote; it is kept as part of the field',
        row.strayText,
      );
    }
    yield row;
  }
}
