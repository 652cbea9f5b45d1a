import type { Finding } from './findings.ts';

/** The findings of one segment of a transaction. */
export interface SegmentFindings {
  segmentId: string;
  /** Ordinal in the transaction; ST or UNH is 1. */
  position: number;
  loop: string | undefined;
  /** What is wrong with the segment as a whole. */
  whole: readonly Finding[];
  elements: readonly Finding[];
}

/** Findings about segments, one entry a segment, in order; a missing segment has an entry of its own. */
export function bySegment(findings: readonly Finding[]): SegmentFindings[] {
  const segments = new Map<string, SegmentFindings & { whole: Finding[]; elements: Finding[] }>();
  for (const finding of findings) {
    const { warning, codes } = finding;
    if (codes.segment === undefined) continue;
    const missing = codes.segment === missingSegment;
    const segmentId = (missing ? warning.value : warning.segmentId) ?? '';
    const position = warning.transactionSegment ?? 1;
    const key = `${position} ${segmentId} ${missing}`;
    const entry = segments.get(key) ?? { segmentId, position, loop: warning.loop, whole: [], elements: [] };
    segments.set(key, entry);
    (codes.element === undefined ? entry.whole : entry.elements).push(finding);
  }
  return [...segments.values()].toSorted((a, b) => a.position - b.position);
}

/** X12 data element 720: required segment missing. */
export const missingSegment = '3';

/** The codes of findings, each once. */
export function distinct(codes: readonly (string | undefined)[], most: number): string[] {
  return [...new Set(codes.filter((code) => code !== undefined))].slice(0, most);
}
