import type { ParseContext } from '../contract.ts';
import { tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { TextRecordReader } from '../text-records.ts';
import { columnNames } from './columns.ts';
import { detectDelimiter, sampleLength, sampleOf, separatorLine } from './delimiter.ts';
import { delimiterCharacters } from './options.ts';
import type { CsvParseOptions } from './options.ts';
import { RowReader } from './row-reader.ts';
import { newlineOf, RowSplitter } from './rows.ts';
import type { CsvRow } from './rows.ts';

type CsvContext = ParseContext<CsvParseOptions>;

/** Objects when the columns have names, else lists. */
export class CsvReader implements TextRecordReader {
  private readonly context: CsvContext;
  private readonly scope: 'document' | 'record';
  private splitter: RowSplitter | undefined;
  private beginning = '';
  private rowReader: RowReader | undefined;
  private fields = 0;

  /** @param scope What the limits are the limits of */
  constructor(context: CsvContext, scope: 'document' | 'record') {
    this.context = context;
    this.scope = scope;
    const { header, columns } = context.options;
    if (header === false) this.rowReader = this.readerFor(columns);
  }

  push(text: string): unknown[] {
    if (this.splitter !== undefined) return this.read(this.splitter.push(text));
    this.beginning += text;
    return this.beginning.length <= sampleLength ? [] : this.start();
  }

  finish(): unknown[] {
    const records = this.splitter === undefined ? this.start() : [];
    for (const record of this.read(this.splitter?.finish() ?? [])) records.push(record);
    if (this.rowReader === undefined) {
      throw new DocumentError('csv.empty', 'the document is empty: no header row', { line: 1 });
    }
    return records;
  }

  /** The delimiter and the ends of lines are found from the beginning, the same wherever the text is cut. */
  private start(): unknown[] {
    const { options, limits } = this.context;
    const sample = sampleOf(this.beginning);
    const newline = newlineOf(sample);
    const { quote = '"', escape = 'doubled', trim = false } = options;
    const syntax = { quote, escape, newline, trim };
    const { delimiter: told, ...start } = this.firstRow(sample, newline);
    const named = options.delimiter ?? 'auto';
    const delimiter =
      named !== 'auto'
        ? delimiterCharacters[named]
        : (told ?? detectDelimiter(sample.slice(start.offset), syntax));
    this.splitter = new RowSplitter({ ...syntax, delimiter }, limits, start);
    const text = this.beginning.slice(start.offset);
    this.beginning = '';
    return this.read(this.splitter.push(text));
  }

  /** Where the rows begin, and the delimiter where a line before them names it. */
  private firstRow(sample: string, newline: string): { line: number; offset: number; delimiter?: string } {
    const start = behindLines(sample, newline, this.context.options.skipLines ?? 0);
    const separator = separatorLine(sample.slice(start.offset));
    if (separator === undefined) return start;
    const { delimiter, length } = separator;
    return { line: start.line + 1, offset: start.offset + length, delimiter };
  }

  private read(rows: readonly CsvRow[]): unknown[] {
    const records: unknown[] = [];
    const skips = this.context.options.skipEmptyRows === true;
    for (const row of rows) {
      this.check(row);
      if (skips && row.fields.every((field) => field.trim() === '')) continue;
      if (this.rowReader !== undefined) records.push(this.rowReader.read(row));
      else this.rowReader = this.readerFor(this.context.options.columns ?? this.namesIn(row));
    }
    return records;
  }

  private namesIn(header: CsvRow): string[] {
    return columnNames(header, this.context.report);
  }

  private readerFor(columns: readonly string[] | undefined): RowReader {
    return new RowReader(columns, this.context.options, this.context.report);
  }

  private check(row: CsvRow): void {
    const { limits, report } = this.context;
    this.fields = this.scope === 'document' ? this.fields + row.fields.length : row.fields.length;
    if (this.fields > limits.maxItems) throw tooMany('fields', limits);
    if (row.strayText === undefined) return;
    report.fault(
      'csv.strayText',
      'text follows a closing quote; it is kept as part of the field',
      row.strayText,
    );
  }
}

/** Where the rows begin behind lines that are none, such as a title. */
function behindLines(sample: string, newline: string, count: number): { line: number; offset: number } {
  let offset = 0;
  let line = 1;
  for (; line <= count && offset < sample.length; line += 1) {
    const end = sample.indexOf(newline, offset);
    offset = end === -1 ? sample.length : end + 1;
  }
  return { line, offset };
}
