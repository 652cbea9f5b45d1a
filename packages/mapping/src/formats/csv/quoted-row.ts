import type { DocumentPosition } from '../position.ts';
import type { CsvRow, CsvSyntax } from './rows.ts';

const carriageReturn = 0x0d;
const backslash = 0x5c;

/** Reads a row that has quotes, which may span lines. Every character is looked at once. */
export class QuotedRowReader {
  /** Where the next row begins, and its line, after `read`. */
  end = 0;
  line = 1;
  /** Where the quoted field began that was read last. */
  open = { line: 1, column: 1, offset: 0 };
  private readonly text: string;
  private readonly syntax: CsvSyntax;
  private readonly isLast: boolean;
  private readonly delimiterCode: number;
  private readonly quoteCode: number;
  private readonly newlineCode: number;
  private strayText: DocumentPosition | undefined;
  private nextNewline = -1;
  private lineStart = 0;

  /** @param isLast Whether the document ends with the text; else it may go on */
  constructor(text: string, syntax: CsvSyntax, isLast: boolean) {
    this.text = text;
    this.syntax = syntax;
    this.isLast = isLast;
    this.delimiterCode = syntax.delimiter.charCodeAt(0);
    this.quoteCode = syntax.quote.charCodeAt(0);
    this.newlineCode = syntax.newline.charCodeAt(0);
  }

  /** @returns undefined when the row is not complete: it goes on behind the text, or its quote is never closed */
  read(start: number, line: number): CsvRow | undefined {
    this.end = start;
    this.line = line;
    this.lineStart = start;
    this.strayText = undefined;
    const fields: string[] = [];
    do {
      if (this.syntax.trim === true) this.skipBlanksBeforeQuote();
      const quoted = this.text.charCodeAt(this.end) === this.quoteCode;
      const field = quoted ? this.quoted() : this.unquoted();
      if (field === undefined) return undefined;
      fields.push(field);
    } while (this.skipDelimiter());
    if (this.end >= this.text.length && !this.isLast) return undefined;
    this.end += 1;
    this.line += 1;
    return { fields, line, ...(this.strayText === undefined ? {} : { strayText: this.strayText }) };
  }

  private skipBlanksBeforeQuote(): void {
    const { text, delimiterCode } = this;
    let at = this.end;
    while (isBlank(text.charCodeAt(at)) && text.charCodeAt(at) !== delimiterCode) at += 1;
    if (text.charCodeAt(at) === this.quoteCode) this.end = at;
  }

  private skipDelimiter(): boolean {
    if (this.text.charCodeAt(this.end) !== this.delimiterCode) return false;
    this.end += 1;
    return true;
  }

  private unquoted(): string {
    const { text, delimiterCode, newlineCode } = this;
    const start = this.end;
    let end = start;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === delimiterCode || code === newlineCode) break;
    }
    this.end = end;
    const atLineEnd = text.charCodeAt(end) !== delimiterCode;
    const hasReturn = atLineEnd && end > start && text.charCodeAt(end - 1) === carriageReturn;
    return text.slice(start, hasReturn ? end - 1 : end);
  }

  private quoted(): string | undefined {
    const open = this.end;
    this.open = { line: this.line, column: open - this.lineStart + 1, offset: open };
    const close = this.closingQuote(open + 1);
    if (close === -1) return undefined;
    this.countLines(open + 1, close);
    const value = this.unescaped(this.text.slice(open + 1, close));
    this.end = close + 1;
    return value + this.afterQuote(close + 1);
  }

  /** Index of the quote that closes the field; -1 when there is none. */
  private closingQuote(from: number): number {
    const { text, quoteCode } = this;
    const { quote, escape } = this.syntax;
    let at = text.indexOf(quote, from);
    while (at !== -1) {
      if (escape === 'doubled') {
        if (text.charCodeAt(at + 1) !== quoteCode) return at;
        at = text.indexOf(quote, at + 2);
      } else {
        if (backslashesBefore(text, at, from) % 2 === 0) return at;
        at = text.indexOf(quote, at + 1);
      }
    }
    return -1;
  }

  private unescaped(written: string): string {
    const { quote, escape } = this.syntax;
    if (escape === 'backslash') {
      return written.includes('\\') ? written.replace(/\\([\s\S])/g, '$1') : written;
    }
    return written.includes(quote) ? written.replaceAll(quote + quote, quote) : written;
  }

  /** Blanks between the closing quote and the delimiter mean nothing; other text is kept, and told of. */
  private afterQuote(start: number): string {
    const code = this.text.charCodeAt(start);
    if (code === this.delimiterCode || code === this.newlineCode) return '';
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
      this.lineStart = this.nextNewline + 1;
      this.findNewline(this.nextNewline + 1);
    }
  }

  private findNewline(from: number): void {
    const found = this.text.indexOf(this.syntax.newline, from);
    this.nextNewline = found === -1 ? this.text.length : found;
  }
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function backslashesBefore(text: string, index: number, from: number): number {
  let count = 0;
  while (index - 1 - count >= from && text.charCodeAt(index - 1 - count) === backslash) count += 1;
  return count;
}
