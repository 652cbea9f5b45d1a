import { checkSize } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError, documentStart } from '../position.ts';
import type { DocumentPosition, Origin } from '../position.ts';
import { QuotedRowReader } from './quoted-row.ts';

export interface CsvSyntax {
  delimiter: string;
  /** Encloses fields; empty when quotes mean nothing. */
  quote: string;
  /** How the quote stands for itself within a quoted field. */
  escape: 'doubled' | 'backslash';
  newline: '\n' | '\r';
  /** Whether blanks before a quote mean nothing. */
  trim?: boolean;
}

/** One row as written: its fields as text, and the line it begins on. */
export interface CsvRow {
  fields: string[];
  line: number;
  /** Set when a quoted field was followed by more text before its delimiter. */
  strayText?: DocumentPosition;
}

/** Rows end with LF, CRLF or both mixed; where a document begins without any LF, with CR. */
export function newlineOf(beginning: string): '\n' | '\r' {
  return beginning.includes('\n') || !beginning.includes('\r') ? '\n' : '\r';
}

/**
 * Splits CSV text that arrives in pieces into rows, blank lines left out. Every character is looked at a bounded
 * number of times: a row that is not complete is tried again only once twice as much is there.
 */
export class RowSplitter {
  private readonly syntax: CsvSyntax;
  private readonly limits: Pick<DocumentLimits, 'maxBytes'>;
  private held: string[] = [];
  private heldLength = 0;
  private wanted = 0;
  private line: number;
  private offset: number;

  /**
   * @param limits `maxBytes` bounds one row
   * @param start Where the first row begins in its document
   */
  constructor(
    syntax: CsvSyntax,
    limits: Pick<DocumentLimits, 'maxBytes'>,
    start: { line: number; offset: number } = documentStart,
  ) {
    this.syntax = syntax;
    this.limits = limits;
    this.line = start.line;
    this.offset = start.offset;
  }

  /** @throws DocumentError `document.tooLarge` */
  push(piece: string): CsvRow[] {
    this.held.push(piece);
    this.heldLength += piece.length;
    return this.heldLength < this.wanted ? [] : this.split(false);
  }

  /** @throws DocumentError `csv.unclosedQuote` */
  finish(): CsvRow[] {
    return this.split(true);
  }

  private split(isLast: boolean): CsvRow[] {
    const text = this.held.length === 1 ? (this.held[0] ?? '') : this.held.join('');
    const rows: CsvRow[] = [];
    const end = this.splitText(text, isLast, rows);
    const rest = text.slice(end);
    checkSize(rest.length, this.limits, 'row');
    this.offset += end;
    this.held = rest === '' ? [] : [rest];
    this.heldLength = rest.length;
    this.wanted = 2 * rest.length;
    return rows;
  }

  /** @returns Where the first row begins that is not complete */
  private splitText(text: string, isLast: boolean, rows: CsvRow[]): number {
    const { delimiter, quote, newline } = this.syntax;
    let reader: QuotedRowReader | undefined;
    let nextQuote = indexOfQuote(text, quote, 0);
    let start = 0;
    while (start < text.length) {
      const newlineAt = text.indexOf(newline, start);
      if (newlineAt === -1 && !isLast) break;
      const end = newlineAt === -1 ? text.length : newlineAt;
      if (nextQuote < end) {
        reader ??= new QuotedRowReader(text, this.syntax, isLast);
        const row = reader.read(start, this.line);
        if (row === undefined) {
          if (isLast) throw this.unclosedQuote(reader.open);
          break;
        }
        rows.push(this.placed(row));
        checkSize(reader.end - start, this.limits, 'row');
        start = reader.end;
        this.line = reader.line;
        nextQuote = indexOfQuote(text, quote, start);
        continue;
      }
      checkSize(end - start, this.limits, 'row');
      const plain = text.slice(start, end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
      if (plain !== '') rows.push({ fields: plain.split(delimiter), line: this.line });
      start = end + 1;
      this.line += 1;
    }
    return Math.min(start, text.length);
  }

  private placed(row: CsvRow): CsvRow {
    const stray = row.strayText;
    if (stray?.offset !== undefined) row.strayText = { ...stray, offset: this.offset + stray.offset };
    return row;
  }

  private unclosedQuote({ line, column, offset }: Origin): DocumentError {
    const place = { line, column, offset: this.offset + offset };
    return new DocumentError('csv.unclosedQuote', 'the quoted field that begins here is never closed', place);
  }
}

function indexOfQuote(text: string, quote: string, from: number): number {
  const found = quote === '' ? -1 : text.indexOf(quote, from);
  return found === -1 ? Number.POSITIVE_INFINITY : found;
}
