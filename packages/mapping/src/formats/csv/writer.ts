import type { RecordWriter, SerializeContext } from '../contract.ts';
import type { Chunk } from '../decoding.ts';
import { DatePattern } from '../date-pattern.ts';
import { encodeText, hasByteOrderMark } from '../encoding.ts';
import { tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { CellWriter } from './cell-writer.ts';
import type { CsvSerializeOptions } from './options.ts';

type CsvContext = SerializeContext<CsvSerializeOptions>;

/**
 * Writes a list of objects (with a header row) or a list of lists.
 * @throws DocumentError when the data is no such list, or a value is an object or a list itself
 */
export function serializeCsv(document: unknown, context: CsvContext): Chunk {
  if (!Array.isArray(document)) {
    throw new DocumentError('csv.notRecords', 'a CSV document is a list of records');
  }
  const areLists = document.length > 0 && document.every((record) => Array.isArray(record));
  const table = new TableWriter(context, areLists ? undefined : allColumns(document));
  const beginning = table.beginning();
  const rows = document.map((record) => table.row(record, table.fields));
  return encodeText(beginning + rows.join(''), context.options.encoding);
}

/** The names of all fields, in the order of appearance. */
export function allColumns(records: readonly unknown[]): string[] {
  const names = new Set<string>();
  for (const record of records) {
    if (typeof record !== 'object' || record === null) continue;
    for (const name of Object.keys(record)) names.add(name);
  }
  return [...names];
}

/** Writes records as they come. The columns are those of the options, or of the first record. */
export class CsvWriter implements RecordWriter {
  private readonly context: CsvContext;
  private table: TableWriter | undefined;

  constructor(context: CsvContext) {
    this.context = context;
  }

  write(record: unknown): Chunk {
    if (this.table !== undefined) return this.encoded(this.table.row(record, 0));
    const isList = Array.isArray(record);
    this.table = new TableWriter(this.context, isList ? undefined : allColumns([record]), true);
    return this.encoded(this.table.beginning() + this.table.row(record, 0));
  }

  finish(): Chunk {
    return this.table === undefined ? this.encoded(new TableWriter(this.context, []).beginning()) : '';
  }

  private encoded(text: string): Chunk {
    return encodeText(text, this.context.options.encoding);
  }
}

class TableWriter {
  /** Fields written so far. */
  fields = 0;
  private readonly context: CsvContext;
  private readonly columns: readonly string[] | undefined;
  private readonly known: ReadonlySet<string> | undefined;
  private readonly dates: ReadonlyMap<string, DatePattern>;
  private readonly cells: CellWriter;
  private readonly lineEnd: string;
  private readonly hasHeader: boolean;
  private rows = 0;

  /**
   * @param found Columns where the options name none; undefined for records that are lists
   * @param closed Whether a record with other columns than those found is refused
   */
  constructor(context: CsvContext, found: readonly string[] | undefined, closed = false) {
    const { options } = context;
    this.context = context;
    this.columns = found === undefined ? undefined : (options.columns ?? found);
    this.known = closed && options.columns === undefined ? new Set(found) : undefined;
    const patterns = Object.entries(options.datePatterns ?? {});
    this.dates = new Map(patterns.map(([name, pattern]) => [name, new DatePattern(pattern)]));
    this.cells = new CellWriter(options);
    this.lineEnd = options.lineEnd === 'lf' ? '\n' : '\r\n';
    this.hasHeader = this.columns !== undefined && this.columns.length > 0 && options.header !== false;
    if (options.byteOrderMark === true && !hasByteOrderMark(options.encoding)) {
      const reason = `${options.encoding} has no byte-order mark`;
      throw new DocumentError('options.invalid', reason, {}, 'option byteOrderMark');
    }
  }

  beginning(): string {
    const mark = this.context.options.byteOrderMark === true ? '\ufeff' : '';
    if (!this.hasHeader) return mark;
    this.rows += 1;
    return mark + this.line(this.columns ?? []);
  }

  /** @param before Fields that count towards the limit already */
  row(record: unknown, before: number): string {
    this.rows += 1;
    const values = this.valuesOf(record);
    this.fields = before + values.length;
    if (this.fields > this.context.limits.maxItems) throw tooMany('fields', this.context.limits);
    return this.line(values);
  }

  private line(values: readonly unknown[]): string {
    const alone = values.length === 1;
    let line = '';
    for (let index = 0; index < values.length; index += 1) {
      if (index > 0) line += this.cells.delimiter;
      const text = this.cells.write(values[index], alone);
      if (text === undefined) throw this.nested(values[index], index);
      line += text;
    }
    return line + this.lineEnd;
  }

  private valuesOf(record: unknown): readonly unknown[] {
    if (Array.isArray(record) && this.columns === undefined) return record as readonly unknown[];
    if (typeof record !== 'object' || record === null || Array.isArray(record) || !this.columns) {
      const what = this.columns ? 'an object' : 'a list, like the first';
      throw new DocumentError('csv.notRecords', `every record must be ${what}`, {}, this.place());
    }
    const own = record as Readonly<Record<string, unknown>>;
    if (this.known) this.checkKnown(own, this.known);
    return this.columns.map((name) => (Object.hasOwn(own, name) ? this.dated(name, own[name]) : undefined));
  }

  private dated(name: string, value: unknown): unknown {
    const pattern = this.dates.size === 0 ? undefined : this.dates.get(name);
    return pattern !== undefined && typeof value === 'string' ? (pattern.write(value) ?? value) : value;
  }

  private checkKnown(record: object, known: ReadonlySet<string>): void {
    const other = Object.keys(record).find((name) => !known.has(name));
    if (other === undefined) return;
    const reason = `"${other}" is no column: the columns are those of the first record, unless the options name them`;
    throw new DocumentError('csv.unknownColumn', reason, {}, this.place());
  }

  private nested(value: unknown, index: number): DocumentError {
    const kind = Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;
    const name = this.columns?.[index];
    const place = `${this.place()}, ${name === undefined ? `field ${index + 1}` : `column "${name}"`}`;
    return new DocumentError('csv.nested', `${kind} can't be written into one field`, {}, place);
  }

  private place(): string {
    return `record ${this.rows - (this.hasHeader ? 1 : 0)}`;
  }
}
