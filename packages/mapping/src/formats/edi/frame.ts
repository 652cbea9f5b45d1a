import type { CompiledEntry, CompiledLoop, CompiledPick } from './compiled.ts';
import type { Data } from './data.ts';
import type { EdiSegment } from './segment.ts';

/** A loop that is being read. */
export interface Frame {
  loop: CompiledLoop;
  data: Data;
  counts: Map<CompiledEntry, number>;
  /** Index of the furthest entry that came. */
  position: number;
  /** The segment that began it; undefined for the transaction itself. */
  header: EdiSegment | undefined;
  /** What is missing has been told. */
  checked: boolean;
  /** A loop that the guide has no names for: what is in it stays in the segments. */
  unknown: boolean;
  /** Copies that have the value wanted most; made when there are any. */
  settled?: Set<CompiledPick>;
}

/** A loop at its beginning. */
export function openFrame(
  loop: CompiledLoop,
  data: Data,
  header: EdiSegment | undefined,
  unknown = false,
): Frame {
  return { loop, data, counts: new Map(), position: 0, header, checked: false, unknown };
}
