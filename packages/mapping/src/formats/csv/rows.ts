import { DocumentError, positionAt } from '../position.ts';
import type { DocumentPosition } from '../position.ts';

export interface CsvSyntax {
  delimiter: string;
  quote: string;
}

/** One row as written: its fields as text, and the line it begins on. */
export interface CsvRow {
  fields: string[];
  line: number;
  /** Set when a quoted field was followed by more text before its delimiter. */
  strayText?: DocumentPosition;
}

/**
 * Splits CSV text into rows in one pass, blank lines left out. Rows end with LF, CRLF or both mixed; where a
 * text has no LF at all, with CR.
 * @throws DocumentError `csv.unclosedQuote`
 */
export function* csvRows(text: string, syntax: CsvSyntax): Generator<CsvRow> {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const reader = new QuotedRowReader(text, syntax, newline);
  let line = 1;
  let start = 0;
  while (start < text.length) {
    const newlineAt = text.indexOf(newline, start);
    const end = newlineAt === -1 ? text.length : newlineAt;
    const plain = text.slice(start, text.charCodeAt(end - 1) === 0x0d && end > start ? end - 1 : end);
    if (plain.includes(syntax.quote)) {
      const row = reader.read(start, line);
      start = reader.end;
      line = reader.line;
      yield row;
    } else {
      if (plain !== '') yield { fields: plain.split(syntax.delimiter), line };
      start = end + 1;
      line += 1;
    }
  }
}

/** Reads a row that has quotes, which may span lines. Every character is looked at once. */
class QuotedRowReader {
  /** Where the next row begins, and its line, after `read`. */
  end = 0;
  line = 1;
  private readonly text: string;
  private readonly delimiter: string;
  private readonly quote: string;
  private readonly newline: string;
  private strayText: DocumentPosition | undefined;
  private nextNewline = -1;

  constructor(text: string, syntax: CsvSyntax, newline: string) {
    this.text = text;
    this.delimiter = syntax.delimiter;
    this.quote = syntax.quote;
    this.newline = newline;
  }

  read(start: number, line: number): CsvRow {
    this.end = start;
    this.line = line;
    this.strayText = undefined;
    const fields: string[] = [];
    do {
      fields.push(this.text[this.end] === this.quote ? this.quoted() : this.unquoted());
    } while (this.skipDelimiter());
    this.end += 1;
    this.line += 1;
    return { fields, line, ...(this.strayText === undefined ? {} : { strayText: this.strayText }) };
  }

  private skipDelimiter(): boolean {
    if (this.text[this.end] !== this.delimiter) return false;
    this.end += 1;
    return true;
  }

  private unquoted(): string {
    const { text, delimiter, newline } = this;
    const start = this.end;
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== newline) end += 1;
    this.end = end;
    const atLineEnd = end >= text.length || text[end] === newline;
    return text.slice(start, atLineEnd && end > start && text[end - 1] === '\r' ? end - 1 : end);
  }

  private quoted(): string {
    const { text, quote } = this;
    const open = this.end;
    let value = '';
    let from = open + 1;
    for (;;) {
      const close = text.indexOf(quote, from);
      if (close === -1) throw unclosedQuote(text, open);
      this.countLines(from, close);
      value += text.slice(from, close);
      from = close + 1;
      if (text[from] !== quote) break;
      value += quote;
      from += 1;
    }
    this.end = from;
    return value + this.afterQuote(from);
  }

  /** Blanks between the closing quote and the delimiter mean nothing; other text is kept, and told of. */
  private afterQuote(start: number): string {
    const rest = this.unquoted();
    if (rest.trim() === '') return '';
    this.strayText ??= { line: this.line, offset: start };
    return rest;
  }

  /** The next line break is looked for once, however many quoted parts come before it. */
  private countLines(from: number, to: number): void {
    if (this.nextNewline < from) this.findNewline(from);
    while (this.nextNewline < to) {
      this.line += 1;
      this.findNewline(this.nextNewline + 1);
    }
  }

  private findNewline(from: number): void {
    const found = this.text.indexOf(this.newline, from);
    this.nextNewline = found === -1 ? this.text.length : found;
  }
}

function unclosedQuote(text: string, offset: number): DocumentError {
  return new DocumentError(
    'csv.unclosedQuote',
    'the quoted field that begins here is never closed',
    positionAt(text, offset),
  );
}
