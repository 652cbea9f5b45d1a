import { splitSegment } from '../edi/split.ts';
import { SegmentTokenizer } from '../edi/tokenizer.ts';
import type { DelimitedSegment, SegmentDialect } from '../edi/tokenizer.ts';
import { headerReach, readInterchangeHeader } from './delimiters.ts';
import type { X12Delimiters } from './delimiters.ts';

/** A segment of an X12 file with its place. */
export type X12Segment = DelimitedSegment<X12Delimiters>;

const x12Dialect: SegmentDialect<X12Delimiters> = {
  syntax: 'x12',
  header: 'ISA',
  headerReach,
  segmentId: /^[A-Z][A-Z0-9]{1,2}$/,
  startsInterchange: (text, index) => text.startsWith('ISA', index),
  readHeader(text, start) {
    const { elements, ...header } = readInterchangeHeader(text, start);
    return { ...header, raw: elements };
  },
  split: splitSegment,
};

/** A tokenizer for one file. */
export function x12Tokenizer(): SegmentTokenizer<X12Delimiters> {
  return new SegmentTokenizer(x12Dialect);
}

/**
 * Splits X12 text into segments, interchange after interchange, each with its own delimiters. Takes the text in
 * chunks of any size, so that files of any length can be read; keeps no more than a chunk and its segments.
 * @throws DocumentError when the text is no X12, garbled or without end
 */
export function* x12Segments(chunks: Iterable<string>): Generator<X12Segment> {
  const tokenizer = x12Tokenizer();
  for (const chunk of chunks) yield* batchOf((accept) => tokenizer.push(chunk, accept));
  yield* batchOf((accept) => tokenizer.finish(accept));
}

/** `x12Segments` for text that arrives over time. */
export async function* x12SegmentsAsync(chunks: AsyncIterable<string>): AsyncGenerator<X12Segment> {
  const tokenizer = x12Tokenizer();
  for await (const chunk of chunks) yield* batchOf((accept) => tokenizer.push(chunk, accept));
  yield* batchOf((accept) => tokenizer.finish(accept));
}

function batchOf(read: (accept: (segment: X12Segment) => void) => void): X12Segment[] {
  const batch: X12Segment[] = [];
  read((segment) => batch.push(segment));
  return batch;
}
