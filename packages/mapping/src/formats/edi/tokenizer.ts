import { DocumentError } from '../position.ts';
import type { DocumentPosition } from '../position.ts';
import { ediCode } from './codes.ts';
import type { EdiSyntax } from './codes.ts';
import { placeOf } from './report.ts';
import { firstText } from './segment.ts';
import type { EdiSegment, RawSegment, SegmentOddity } from './segment.ts';

/** What the tokenizer needs to know of the characters that separate the parts of one interchange. */
export interface Separators {
  element: string;
  segment: string;
  /** Takes the meaning of the character after it away. */
  release?: string;
  /** Line break that the sender puts after each segment; not part of the standards. */
  lineBreak?: string;
}

/** A segment with the delimiters of its interchange. */
export interface DelimitedSegment<D extends Separators> extends EdiSegment {
  delimiters: D;
}

/** The beginning of an interchange. */
export interface InterchangeHeader<D extends Separators> {
  raw: RawSegment;
  delimiters: D;
  /** Index behind the header's segment terminator. */
  end: number;
  /** Oddities that reading went on after. */
  oddities: { element: number; reason: string }[];
}

/** One of the two standards. */
export interface SegmentDialect<D extends Separators> {
  syntax: EdiSyntax;
  /** The segment that begins an interchange. */
  header: string;
  /** Characters within which a header must end, with some slack. */
  headerReach: number;
  segmentId: RegExp;
  /** Whether an interchange begins at an index at which a segment begins. */
  startsInterchange(text: string, index: number): boolean;
  /** @throws DocumentError */
  readHeader(text: string, start: number): InterchangeHeader<D>;
  /** Splits the text of a segment at the separators. */
  split(text: string, delimiters: D): RawSegment;
}

/** No real segment comes near; binary data apart, which these documents don't hold. */
const longestSegment = 1_000_000;
const noOddities: readonly SegmentOddity[] = [];

/**
 * Splits text into segments, interchange after interchange, each with its own delimiters. Takes the text in
 * pieces of any size, and keeps no more than a piece and a segment.
 */
export class SegmentTokenizer<D extends Separators> {
  private readonly dialect: SegmentDialect<D>;
  private text = '';
  private index = 0;
  /** Up to where the text is known to hold no terminator. */
  private searched = 0;
  /** Offset in the file of the first character held. */
  private base = 0;
  private line = 1;
  /** The next line break at or after what is counted; the end of the text held when there is none yet. */
  private nextBreak = 0;
  private segments = 0;
  private delimiters: D | undefined;
  private terminator = '';

  constructor(dialect: SegmentDialect<D>) {
    this.dialect = dialect;
  }

  /**
   * Hands on the segments that end in a piece.
   * @throws DocumentError when the text is of another kind, garbled or without end
   */
  push(piece: string, accept: (segment: DelimitedSegment<D>) => void): void {
    this.countLines(this.index);
    this.text = this.text.slice(this.index) + piece;
    this.base += this.index;
    this.searched -= this.index;
    this.nextBreak = this.breakFrom(this.nextBreak - this.index);
    this.index = 0;
    this.drain(false, accept);
  }

  /** Hands on what is left. @throws DocumentError also when there was nothing at all */
  finish(accept: (segment: DelimitedSegment<D>) => void): void {
    this.drain(true, accept);
    if (this.segments > 0) return;
    const { syntax, header } = this.dialect;
    throw new DocumentError(
      ediCode(syntax, 'empty'),
      `the document is empty: no interchange header ${header}`,
      {
        line: 1,
      },
    );
  }

  private drain(atEnd: boolean, accept: (segment: DelimitedSegment<D>) => void): void {
    const { dialect } = this;
    for (;;) {
      this.skipBlanks();
      if (this.index >= this.text.length) return;
      const { delimiters } = this;
      if (delimiters === undefined || dialect.startsInterchange(this.text, this.index)) {
        if (!atEnd && this.text.length - this.index < dialect.headerReach) return;
        accept(this.header());
        continue;
      }
      const end = this.findEnd(delimiters.release);
      if (end === -1) {
        this.searched = this.text.length;
        this.checkLength(this.text.length);
        if (!atEnd) return;
      } else {
        this.checkLength(end);
      }
      this.cut(end, delimiters, accept);
    }
  }

  /** Segments follow one another with line breaks and indentation between them; some files end with Ctrl-Z. */
  private skipBlanks(): void {
    while (this.index < this.text.length) {
      const code = this.text.charCodeAt(this.index);
      if (code > 0x20 && code !== 0xfeff && code !== 0xa0) return;
      // Some interchanges use control characters as delimiters.
      if (code < 0x20 && code > 0x1a && this.delimiters !== undefined && !this.isTerminator(code)) return;
      this.index += 1;
    }
  }

  private isTerminator(code: number): boolean {
    return this.terminator.charCodeAt(0) === code;
  }

  private findEnd(release: string | undefined): number {
    const { text, terminator } = this;
    let end = text.indexOf(terminator, Math.max(this.searched, this.index));
    if (release === undefined) return end;
    while (end > this.index && text[end - 1] === release && this.isReleased(end, release)) {
      end = text.indexOf(terminator, end + 1);
    }
    return end;
  }

  private isReleased(end: number, release: string): boolean {
    let from = end;
    while (from > this.index && this.text[from - 1] === release) from -= 1;
    return (end - from) % 2 === 1;
  }

  private header(): DelimitedSegment<D> {
    const start = this.index;
    let header: InterchangeHeader<D>;
    try {
      header = this.dialect.readHeader(this.text, start);
    } catch (error) {
      throw this.located(error, start);
    }
    this.delimiters = header.delimiters;
    const { segment } = header.delimiters;
    this.terminator = segment.endsWith('\n') ? '\n' : segment;
    this.index = header.end;
    const oddities = header.oddities.map((oddity) => ({ code: 'header' as const, ...oddity }));
    return { ...this.segment('', header.raw, start, true, header.delimiters), oddities };
  }

  private located(error: unknown, start: number): unknown {
    if (!(error instanceof DocumentError)) return error;
    this.countLines(start);
    const place: DocumentPosition = {
      segment: this.segments + 1,
      ...error.position,
      line: this.line,
      offset: this.base + start,
    };
    const found = this.text.slice(start, start + 20).split(/[\r\n]/, 1)[0] ?? '';
    return new DocumentError(error.code, `${error.message} (found "${found}")`, place, `line ${this.line}`);
  }

  /** The segment up to its terminator (-1: up to the end); none when there is nothing between two terminators. */
  private cut(end: number, delimiters: D, accept: (segment: DelimitedSegment<D>) => void): void {
    const start = this.index;
    const terminated = end !== -1;
    let text = this.text.slice(start, terminated ? end : this.text.length);
    this.index = terminated ? end + 1 : this.text.length;
    if (!terminated) text = text.trimEnd();
    if (this.terminator === '\n' && text.endsWith('\r')) text = text.slice(0, -1);
    if (text === '') return;
    if (text.includes('\n') || text.includes('\r'))
      this.cutBroken(text, start, delimiters, terminated, accept);
    else accept(this.segment(text, this.dialect.split(text, delimiters), start, terminated, delimiters));
  }

  /**
   * A line break inside a segment. Where the sender writes one segment a line, a line that begins like a
   * segment is one whose predecessor lacks its terminator; where the file is wrapped, breaks mean nothing.
   */
  private cutBroken(
    text: string,
    start: number,
    delimiters: D,
    terminated: boolean,
    accept: (segment: DelimitedSegment<D>) => void,
  ): void {
    const { dialect } = this;
    const lines = delimiters.lineBreak === undefined ? [] : this.segmentLines(text, delimiters.element);
    if (lines.length < 2) {
      const joined = delimiters.lineBreak === undefined ? text.replace(/[\r\n]+/g, '') : text;
      accept(this.segment(joined, dialect.split(joined, delimiters), start, terminated, delimiters));
      return;
    }
    const reason = 'the segment terminator is missing at the end of the line';
    const oddities = [{ code: 'terminator' as const, reason }];
    lines.forEach((line, index) => {
      const raw = dialect.split(line.text, delimiters);
      const segment = this.segment(line.text, raw, start + line.start, terminated, delimiters);
      accept(index === lines.length - 1 ? segment : { ...segment, oddities });
    });
  }

  private segment(
    text: string,
    raw: RawSegment,
    start: number,
    terminated: boolean,
    delimiters: D,
  ): DelimitedSegment<D> {
    if (this.nextBreak < start) this.countLines(start);
    this.segments += 1;
    const segment: DelimitedSegment<D> = {
      id: firstText(raw[0]),
      raw,
      number: this.segments,
      line: this.line,
      offset: this.base + start,
      terminated,
      oddities: noOddities,
      delimiters,
    };
    if (!this.dialect.segmentId.test(segment.id)) throw this.unknownSegment(segment, text);
    return segment;
  }

  private unknownSegment(segment: EdiSegment, text: string): DocumentError {
    return new DocumentError(
      ediCode(this.dialect.syntax, 'segmentId'),
      `"${text.slice(0, 20)}" does not begin with a segment identifier (garbled?)`,
      placeOf(segment),
      `segment ${segment.number}`,
    );
  }

  private countLines(upTo: number): void {
    while (this.nextBreak < upTo) {
      this.line += 1;
      this.nextBreak = this.breakFrom(this.nextBreak + 1);
    }
  }

  private breakFrom(start: number): number {
    const found = this.text.indexOf('\n', start);
    return found === -1 ? this.text.length : found;
  }

  private checkLength(end: number): void {
    if (end - this.index <= longestSegment) return;
    throw new DocumentError(
      ediCode(this.dialect.syntax, 'endless'),
      `no segment terminator within ${longestSegment} characters`,
      { segment: this.segments + 1, line: this.line, offset: this.base + this.index },
      `segment ${this.segments + 1}`,
    );
  }

  /** The lines of a text that each begin like a segment; fewer than two when any of them doesn't. */
  private segmentLines(text: string, separator: string): SegmentLine[] {
    const lines: SegmentLine[] = [];
    let start = 0;
    for (const line of text.split('\n')) {
      const trimmed = line.trim();
      if (trimmed !== '') {
        const id = trimmed.split(separator, 1)[0] ?? '';
        if (!this.dialect.segmentId.test(id)) return [];
        lines.push({ text: trimmed, start: start + line.indexOf(trimmed) });
      }
      start += line.length + 1;
    }
    return lines;
  }
}

interface SegmentLine {
  text: string;
  start: number;
}
