import { SegmentTokenizer } from '../edi/tokenizer.ts';
import type { DelimitedSegment, SegmentDialect } from '../edi/tokenizer.ts';
import { headerReach, readHeader, split, startsInterchange } from './delimiters.ts';
import type { EdifactDelimiters } from './delimiters.ts';

/** A segment of an EDIFACT file with its place. */
export type EdifactSegment = DelimitedSegment<EdifactDelimiters>;

const edifactDialect: SegmentDialect<EdifactDelimiters> = {
  syntax: 'edifact',
  header: 'UNB',
  headerReach,
  segmentId: /^[A-Z][A-Z0-9]{2}$/,
  startsInterchange,
  readHeader,
  split,
};

/** A tokenizer for one file. */
export function edifactTokenizer(): SegmentTokenizer<EdifactDelimiters> {
  return new SegmentTokenizer(edifactDialect);
}
