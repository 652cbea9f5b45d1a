import { greatestControlNumber } from './next.ts';
import type { ControlLevel } from './next.ts';

/**
 * Which numbers of a partner came: ranges from low to high, and the latest of those that are no numbers. Bounded,
 * whatever comes, and plain data to be stored.
 */
export interface ReceivedState {
  ranges: readonly (readonly [first: number, last: number])[];
  others?: readonly string[];
}

export type ReceivedOutcome =
  | { kind: 'inSequence' }
  /** It came before. */
  | { kind: 'duplicate' }
  /** Those between it and the last one have not come (yet). */
  | { kind: 'gap'; missing: { first: string; last: string; count: number } }
  /** It comes late: a missing one, or one from before all that is known. */
  | { kind: 'older' };

/** The oldest gaps are forgotten when there are more: what fills them then is taken for a duplicate. */
const mostRanges = 64;
/** Control numbers that are no numbers have no sequence; so many of the latest are kept to know them again. */
const mostOthers = 256;
const longestOther = 35;

export const nothingReceived: ReceivedState = { ranges: [] };

/**
 * Holds a control number against those that came before. Leading zeros mean nothing; a sequence that begins
 * again after the greatest number that the standard has room for goes on.
 */
export function checkReceived(
  state: ReceivedState,
  controlNumber: string,
  level: ControlLevel,
): { outcome: ReceivedOutcome; state: ReceivedState } {
  const text = controlNumber.trim();
  const greatest = greatestControlNumber(level);
  if (!/^\d{1,14}$/.test(text) || Number(text) > greatest) return checkOther(state, text);
  const last = state.ranges.at(-1)?.[1];
  const number = last === undefined ? Number(text) : unrolled(Number(text), last, greatest);
  return {
    outcome: outcomeOf(state.ranges, number, greatest),
    state: { ...state, ranges: withNumber(state.ranges, number) },
  };
}

/** Numbers as if they had never begun again: of the rounds that it could be of, the one nearest to the last. */
function unrolled(number: number, last: number, greatest: number): number {
  const round = Math.floor((last - 1) / greatest);
  const candidates = [round - 1, round, round + 1]
    .filter((each) => each >= 0)
    .map((each) => each * greatest + number);
  return candidates.reduce((best, each) => (Math.abs(each - last) < Math.abs(best - last) ? each : best));
}

function outcomeOf(ranges: ReceivedState['ranges'], number: number, greatest: number): ReceivedOutcome {
  const last = ranges.at(-1)?.[1];
  if (last === undefined || number === last + 1) return { kind: 'inSequence' };
  if (ranges.some(([first, end]) => number >= first && number <= end)) return { kind: 'duplicate' };
  if (number < last) return { kind: 'older' };
  const rolled = (value: number): string => String(((value - 1) % greatest) + 1);
  const missing = { first: rolled(last + 1), last: rolled(number - 1), count: number - last - 1 };
  return { kind: 'gap', missing };
}

function withNumber(ranges: ReceivedState['ranges'], number: number): ReceivedState['ranges'] {
  const before = ranges.filter(([, last]) => last < number - 1);
  const after = ranges.filter(([first]) => first > number + 1);
  const touching = ranges.slice(before.length, ranges.length - after.length);
  const joined: readonly [number, number] = [
    Math.min(number, touching[0]?.[0] ?? number),
    Math.max(number, touching.at(-1)?.[1] ?? number),
  ];
  return bounded([...before, joined, ...after]);
}

function bounded(ranges: ReceivedState['ranges']): ReceivedState['ranges'] {
  const [oldest, next, ...others] = ranges;
  if (ranges.length <= mostRanges || oldest === undefined || next === undefined) return ranges;
  return [[oldest[0], next[1]], ...others];
}

function checkOther(state: ReceivedState, text: string): { outcome: ReceivedOutcome; state: ReceivedState } {
  const { others = [] } = state;
  if (others.includes(text.slice(0, longestOther))) return { outcome: { kind: 'duplicate' }, state };
  return {
    outcome: { kind: 'inSequence' },
    state: { ...state, others: [...others, text.slice(0, longestOther)].slice(-mostOthers) },
  };
}
