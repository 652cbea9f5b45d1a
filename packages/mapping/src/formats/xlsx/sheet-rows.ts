import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { Report } from '../report.ts';
import { columnName, maxColumns, placeOfName } from './cells.ts';
import { isoOfSerial } from './dates.ts';
import { PartParser } from './part-parser.ts';
import type { PartHandler } from './part-parser.ts';
import { RichText } from './strings.ts';
import { unescapeText } from './text.ts';
import type { SharedParts } from './workbook.ts';

/** What stands in a cell; a date is ISO text. */
export type CellValue = string | number | boolean;

/** A row with something in it. Empty cells are holes. */
export interface Row {
  number: number;
  cells: (CellValue | undefined)[];
}

/** The cell that is being read. */
interface OpenCell {
  column: number;
  type: string;
  style: number;
  hasFormula: boolean;
}

/** Reads the rows of a sheet from the pieces of its XML. */
export class SheetRows implements PartHandler {
  private readonly sheet: string;
  private readonly shared: SharedParts;
  private readonly report: Report;
  private readonly parser: PartParser;
  private readonly rich = new RichText();
  private rows: Row[] = [];
  private row: Row = { number: 0, cells: [] };
  private cell: OpenCell | undefined;
  private column = -1;
  private inValue = false;
  private value = '';

  constructor(sheet: string, shared: SharedParts, limits: DocumentLimits, report: Report) {
    this.sheet = sheet;
    this.shared = shared;
    this.report = report;
    this.parser = new PartParser(`sheet "${sheet}"`, limits, this);
  }

  /** The rows that end in this piece. @throws DocumentError */
  push(text: string): Row[] {
    this.rows = [];
    this.parser.push(text);
    return this.rows;
  }

  /** @throws DocumentError when the sheet is cut off */
  finish(): void {
    this.parser.finish();
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'row':
        return this.openRow(attributes['r']);
      case 'c':
        return this.openCell(attributes);
      case 'v':
        this.inValue = true;
        return;
      case 'f':
        if (this.cell !== undefined) this.cell.hasFormula = true;
        return;
      default:
        if (this.cell?.type === 'inlineStr') this.rich.open(name);
    }
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else if (this.cell?.type === 'inlineStr') this.rich.text(text);
  }

  close(name: string): void {
    switch (name) {
      case 'v':
        this.inValue = false;
        return;
      case 'c':
        return this.closeCell();
      case 'row':
        if (this.row.cells.length > 0) this.rows.push(this.row);
        return;
      default:
        if (this.cell?.type === 'inlineStr') this.rich.close(name);
    }
  }

  private openRow(given: string | undefined): void {
    const number = given === undefined ? this.row.number + 1 : Number(given);
    if (!Number.isSafeInteger(number) || number <= this.row.number) {
      throw new DocumentError('xlsx.syntax', `sheet "${this.sheet}": row "${given}" is out of order`);
    }
    this.row = { number, cells: [] };
    this.column = -1;
  }

  private openCell({ r: name, t: type = 'n', s: style = '0' }: Readonly<Record<string, string>>): void {
    const column = name === undefined ? this.column + 1 : placeOfName(name)?.column;
    if (column === undefined || column <= this.column || column >= maxColumns) {
      throw new DocumentError('xlsx.syntax', `sheet "${this.sheet}": cell "${name}" is out of order`);
    }
    this.column = column;
    this.cell = { column, type, style: Number(style), hasFormula: false };
    this.value = '';
  }

  private closeCell(): void {
    const { cell } = this;
    if (cell === undefined) return;
    const value = cell.type === 'inlineStr' ? this.rich.take() : this.valueOf(cell, this.value);
    this.cell = undefined;
    if (value !== undefined) this.row.cells[cell.column] = value;
  }

  private valueOf(cell: OpenCell, text: string): CellValue | undefined {
    if (text === '' && cell.type !== 'str') {
      if (cell.hasFormula) this.tell(cell, 'xlsx.noValue', 'a formula that was saved without its value');
      return undefined;
    }
    switch (cell.type) {
      case 's':
        return this.sharedText(cell, text);
      case 'b':
        return text === '1' || text === 'true';
      case 'str':
        return unescapeText(text);
      case 'd':
        return text.replace(/T00:00:00(?:\.0+)?$/, '');
      case 'e':
        this.tell(
          cell,
          'xlsx.error',
          `the error ${text.slice(0, 20)} stands here; the cell is taken for empty`,
        );
        return undefined;
      default:
        return this.number(cell, text);
    }
  }

  private sharedText(cell: OpenCell, text: string): string | undefined {
    const found = this.shared.strings[Number(text)];
    if (found === undefined)
      this.tell(cell, 'xlsx.text', `there is no text ${text.slice(0, 20)} to refer to`);
    return found;
  }

  private number(cell: OpenCell, text: string): CellValue | undefined {
    const value = Number(text);
    if (!Number.isFinite(value)) {
      this.tell(cell, 'xlsx.type', `"${text.slice(0, 40)}" is not a number; it is kept as text`);
      return text;
    }
    const kind = this.shared.kinds[cell.style];
    const iso = kind === undefined ? undefined : isoOfSerial(value, kind, this.shared.since);
    return iso ?? value + 0;
  }

  private tell(cell: OpenCell, code: string, reason: string): void {
    const place = `sheet "${this.sheet}", cell ${columnName(cell.column)}${this.row.number}`;
    this.report.fault(code, reason, { line: this.row.number, column: cell.column + 1 }, place);
  }
}
