import { DocumentError } from '../position.ts';
import type { DocumentPosition } from '../position.ts';
import { headerReach, readInterchangeHeader } from './delimiters.ts';
import type { InterchangeHeader, X12Delimiters } from './delimiters.ts';

/**
 * An element as the document has it: text; a list of texts for a composite; a list of lists for a repeated
 * element, one list of components for each repetition.
 */
export type X12Element = string | string[] | string[][];

/** A segment as raw data: its identifier, then its elements. */
export type RawSegment = X12Element[];

/** A segment with its place in the file. */
export interface X12Segment {
  id: string;
  raw: RawSegment;
  /** Ordinal in the file, from 1. */
  number: number;
  line: number;
  offset: number;
  delimiters: X12Delimiters;
  /** False for a last segment that the file ends without terminating. */
  terminated: boolean;
  /** What was odd about the segment's text. */
  oddities: readonly SegmentOddity[];
}

export interface SegmentOddity {
  code: string;
  reason: string;
  element?: number;
}

/** No real segment comes near; binary data apart, which these documents don't hold. */
const longestSegment = 1_000_000;
const noOddities: readonly SegmentOddity[] = [];
const segmentId = /^[A-Z][A-Z0-9]{1,2}$/;

/**
 * Splits X12 text into segments, interchange after interchange, each with its own delimiters. Takes the text in
 * chunks of any size, so that files of any length can be read; keeps no more than a chunk and a segment.
 * @throws DocumentError when the text is no X12, garbled or without end
 */
export function* x12Segments(chunks: Iterable<string>): Generator<X12Segment> {
  const tokenizer = new X12Tokenizer();
  for (const chunk of chunks) yield* tokenizer.push(chunk);
  yield* tokenizer.finish();
}

/** `x12Segments` for text that arrives over time. */
export async function* x12SegmentsAsync(chunks: AsyncIterable<string>): AsyncGenerator<X12Segment> {
  const tokenizer = new X12Tokenizer();
  for await (const chunk of chunks) yield* tokenizer.push(chunk);
  yield* tokenizer.finish();
}

/** Place of a segment or of one of its elements. */
export function placeOf(segment: X12Segment, element?: number): DocumentPosition {
  const { number, line, offset } = segment;
  return { segment: number, ...(element === undefined ? {} : { element }), line, offset };
}

/** "segment 14 PO1, element 4" */
export function namePlace(segment: X12Segment, element?: number): string {
  const place = `segment ${segment.number} ${segment.id}`;
  return element === undefined ? place : `${place}, element ${element}`;
}

class X12Tokenizer {
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
  private delimiters: X12Delimiters | undefined;
  private terminator = '~';

  *push(chunk: string): Generator<X12Segment> {
    this.countLines(this.index);
    this.text = this.text.slice(this.index) + chunk;
    this.base += this.index;
    this.searched -= this.index;
    this.nextBreak = this.breakFrom(this.nextBreak - this.index);
    this.index = 0;
    yield* this.drain(false);
  }

  *finish(): Generator<X12Segment> {
    yield* this.drain(true);
    if (this.segments === 0) {
      throw new DocumentError('x12.empty', 'the document is empty: no interchange header ISA', { line: 1 });
    }
  }

  private *drain(atEnd: boolean): Generator<X12Segment> {
    for (;;) {
      this.skipBlanks();
      if (this.index >= this.text.length) return;
      if (this.text.startsWith('ISA', this.index) || this.delimiters === undefined) {
        if (!atEnd && this.text.length - this.index < headerReach) return;
        yield this.header();
        continue;
      }
      const end = this.text.indexOf(this.terminator, Math.max(this.searched, this.index));
      if (end === -1) {
        this.searched = this.text.length;
        this.checkLength(this.text.length);
        if (!atEnd) return;
      } else {
        this.checkLength(end);
      }
      for (const segment of this.cut(end, this.delimiters)) yield segment;
    }
  }

  /** Segments follow one another with line breaks and indentation between them; some files end with Ctrl-Z. */
  private skipBlanks(): void {
    while (this.index < this.text.length) {
      const code = this.text.charCodeAt(this.index);
      if (code > 0x20 && code !== 0xfeff && code !== 0xa0) return;
      this.index += 1;
    }
  }

  private header(): X12Segment {
    const start = this.index;
    let header: InterchangeHeader;
    try {
      header = readInterchangeHeader(this.text, start);
    } catch (error) {
      throw this.located(error, start);
    }
    this.delimiters = header.delimiters;
    this.terminator = header.delimiters.segment.endsWith('\n') ? '\n' : header.delimiters.segment;
    this.index = header.end;
    const oddities = header.oddities.map((oddity) => ({ code: 'x12.header', ...oddity }));
    return { ...this.segment('ISA', header.elements, start, true), oddities };
  }

  private located(error: unknown, start: number): unknown {
    if (!(error instanceof DocumentError)) return error;
    this.countLines(start);
    const place = {
      segment: this.segments + 1,
      ...error.position,
      line: this.line,
      offset: this.base + start,
    };
    const found = this.text.slice(start, start + 20).split(/[\r\n]/, 1)[0] ?? '';
    return new DocumentError(error.code, `${error.message} (found "${found}")`, place, `line ${this.line}`);
  }

  /** The segment up to its terminator (-1: up to the end); none when there is nothing between two terminators. */
  private cut(end: number, delimiters: X12Delimiters): X12Segment[] {
    const start = this.index;
    const terminated = end !== -1;
    let text = this.text.slice(start, terminated ? end : this.text.length);
    this.index = terminated ? end + 1 : this.text.length;
    if (!terminated) text = text.trimEnd();
    if (text.endsWith('\r') && this.terminator === '\n') text = text.slice(0, -1);
    if (text === '') return [];
    if (text.includes('\n') || text.includes('\r'))
      return this.cutBroken(text, start, delimiters, terminated);
    return [this.segment(text, splitSegment(text, delimiters), start, terminated)];
  }

  /**
   * A line break inside a segment. Where the sender writes one segment a line, a line that begins like a
   * segment is one whose predecessor lacks its terminator; where the file is wrapped, breaks mean nothing.
   */
  private cutBroken(
    text: string,
    start: number,
    delimiters: X12Delimiters,
    terminated: boolean,
  ): X12Segment[] {
    const lines = delimiters.lineBreak === undefined ? [] : segmentLines(text, delimiters.element);
    if (lines.length < 2) {
      const joined = delimiters.lineBreak === undefined ? text.replace(/[\r\n]+/g, '') : text;
      return [this.segment(joined, splitSegment(joined, delimiters), start, terminated)];
    }
    const oddities = [
      { code: 'x12.terminator', reason: 'the segment terminator is missing at the end of the line' },
    ];
    return lines.map((line, index) => {
      const segment = this.segment(
        line.text,
        splitSegment(line.text, delimiters),
        start + line.start,
        terminated,
      );
      return index === lines.length - 1 ? segment : { ...segment, oddities };
    });
  }

  private segment(text: string, raw: RawSegment, start: number, terminated: boolean): X12Segment {
    this.countLines(start);
    this.segments += 1;
    const id = raw[0];
    const segment: X12Segment = {
      id: typeof id === 'string' ? id : '',
      raw,
      number: this.segments,
      line: this.line,
      offset: this.base + start,
      delimiters: this.delimiters ?? { element: '', component: '', segment: '' },
      terminated,
      oddities: noOddities,
    };
    if (!segmentId.test(segment.id)) throw unknownSegment(segment, text);
    return segment;
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
      'x12.endless',
      `no segment terminator within ${longestSegment} characters`,
      { segment: this.segments + 1, line: this.line, offset: this.base + this.index },
      `segment ${this.segments + 1}`,
    );
  }
}

/** Splits at the separators; only elements that hold a component or repetition separator cost more. */
function splitSegment(text: string, delimiters: X12Delimiters): RawSegment {
  const elements: RawSegment = text.split(delimiters.element);
  const { component, repetition } = delimiters;
  const composite = text.includes(component);
  const repeated = repetition !== undefined && text.includes(repetition);
  if (!composite && !repeated) return elements;
  for (let index = 1; index < elements.length; index += 1) {
    const element = elements[index];
    if (typeof element !== 'string') continue;
    if (repeated && element.includes(repetition)) {
      elements[index] = element.split(repetition).map((part) => part.split(component));
    } else if (composite && element.includes(component)) {
      elements[index] = element.split(component);
    }
  }
  return elements;
}

interface SegmentLine {
  text: string;
  start: number;
}

/** The lines of a text that each begin like a segment; fewer than two when any of them doesn't. */
function segmentLines(text: string, separator: string): SegmentLine[] {
  const lines: SegmentLine[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '') {
      const id = trimmed.split(separator, 1)[0] ?? '';
      if (!segmentId.test(id)) return [];
      lines.push({ text: trimmed, start: start + line.indexOf(trimmed) });
    }
    start += line.length + 1;
  }
  return lines;
}

function unknownSegment(segment: X12Segment, text: string): DocumentError {
  const shown = text.slice(0, 20);
  return new DocumentError(
    'x12.segmentId',
    `"${shown}" does not begin with a segment identifier (garbled?)`,
    placeOf(segment),
    `segment ${segment.number}`,
  );
}
