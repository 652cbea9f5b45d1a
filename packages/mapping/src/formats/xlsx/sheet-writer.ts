import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { CellWriter } from './cell-writer.ts';
import { maxColumns, maxRows } from './cells.ts';
import type { XlsxSerializeOptions } from './options.ts';
import { sheetStart } from './workbook-parts.ts';

/** Rows that the widths of the columns are made for; widths stand before the rows. */
const measuredRows = 50;
const narrowest = 8;
const widest = 60;

/** Writes the XML of a sheet row by row; the first rows are kept back until the widths are known. */
export class SheetWriter {
  private readonly options: XlsxSerializeOptions;
  private readonly limits: DocumentLimits;
  private readonly columns: readonly string[] | undefined;
  /** Names that a record may have, where the options don't choose among them. */
  private readonly known: ReadonlySet<string> | undefined;
  private readonly cells: CellWriter;
  private readonly hasHeader: boolean;
  private readonly widths: number[] = [];
  private readonly place: string;
  private held: string[] | undefined = [];
  private rows = 0;

  /** @param columns Undefined for records that are lists */
  constructor(
    sheet: string,
    columns: readonly string[] | undefined,
    options: XlsxSerializeOptions,
    limits: DocumentLimits,
  ) {
    this.place = `sheet "${sheet}"`;
    this.columns = columns;
    this.options = options;
    this.limits = limits;
    this.known = options.columns === undefined ? new Set(columns) : undefined;
    this.cells = new CellWriter(options.dates !== false);
    this.hasHeader = columns !== undefined && columns.length > 0 && options.header !== false;
    if (this.hasHeader) this.add(columns ?? [], (name, index) => this.header(String(name), index));
  }

  /**
   * @param before Cells that count towards the limit already
   * @returns Cells of the record, and XML; none yet while rows are kept back
   */
  row(record: unknown, before: number): { cells: number; xml: string } {
    const values = this.valuesOf(record);
    const cells = before + values.length;
    if (cells > this.limits.maxItems) throw tooMany('cells', this.limits);
    const row = this.rows + 1;
    const xml = this.add(values, (value, index) => this.cells.write(value, index, row));
    return { cells, xml };
  }

  finish(): string {
    return `${this.release()}</sheetData></worksheet>`;
  }

  private header(name: string, index: number): string {
    return this.cells.header(name, index, 1, this.options.boldHeader !== false);
  }

  private add(values: readonly unknown[], cellOf: (value: unknown, index: number) => string): string {
    this.rows += 1;
    if (this.rows > maxRows || values.length > maxColumns) {
      const reason = `a sheet has ${maxRows} rows of ${maxColumns} cells at most`;
      throw new DocumentError('xlsx.value', reason, {}, this.place);
    }
    const xml = `<row r="${this.rows}">${values.map(cellOf).join('')}</row>`;
    if (this.held === undefined) return xml;
    values.forEach((value, index) => this.measure(value, index));
    this.held.push(xml);
    return this.held.length < measuredRows ? '' : this.release();
  }

  private measure(value: unknown, index: number): void {
    // Cells that are no text are numbers, dates and the like.
    const length =
      typeof value === 'string' ? value.length : typeof value === 'number' ? String(value).length : 5;
    this.widths[index] = Math.min(widest, Math.max(this.widths[index] ?? narrowest, length + 2));
  }

  /** What was kept back, behind the widths. */
  private release(): string {
    if (this.held === undefined) return '';
    const rows = this.held.join('');
    this.held = undefined;
    return `${sheetStart}${this.view()}${this.cols()}<sheetData>${rows}`;
  }

  private view(): string {
    if (!this.hasHeader || this.options.freezeHeader === false) return '';
    const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
    return `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`;
  }

  private cols(): string {
    if (this.widths.length === 0) return '';
    const cols = this.widths.map((width, index) => {
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
    });
    return `<cols>${cols.join('')}</cols>`;
  }

  private valuesOf(record: unknown): readonly unknown[] {
    if (Array.isArray(record) && this.columns === undefined) return record as readonly unknown[];
    if (typeof record !== 'object' || record === null || Array.isArray(record) || !this.columns) {
      throw this.fault('xlsx.notRecords', `every record must be ${this.columns ? 'an object' : 'a list'}`);
    }
    const own = record as Readonly<Record<string, unknown>>;
    const other = this.known && Object.keys(own).find((name) => this.known?.has(name) === false);
    if (other !== undefined) {
      const reason = `"${other}" is no column: they are those of the first record, unless the options name them`;
      throw this.fault('xlsx.unknownColumn', reason);
    }
    return this.columns.map((name) => (Object.hasOwn(own, name) ? own[name] : undefined));
  }

  private fault(code: string, reason: string): DocumentError {
    const record = this.rows + (this.hasHeader ? 0 : 1);
    return new DocumentError(code, reason, {}, `${this.place}, record ${record}`);
  }
}
