import type { Run, Step } from '@crossdock/flow-schema';

/** A stretch of time in which something happened, in ms since 1970. */
interface Stretch {
  from: number;
  to: number;
}

/** Maps moments to places between 0 and 1. */
export interface TimeScale {
  stretches: readonly Stretch[];
  /** Width given to each gap between two stretches, in ms. */
  gaps: readonly number[];
  length: number;
  /** Whether waits are drawn shorter than they were. */
  shortened: boolean;
}

/** Waits cut by less than this, in ms, are not worth a word. */
const notableCut = 1000;

/** A wait is drawn at most this long beside all the time in which something happened. */
const longestGap = 0.25;

/**
 * The time that the waterfall spans. Waits (back-off, or days until a person resumed) are cut short, or the
 * steps around them could not be told apart.
 */
export function scaleOf(run: Run, steps: readonly Step[], now: number): TimeScale {
  const stretches = merged(steps.map((step) => stretchOf(step, now)));
  if (stretches.length === 0) {
    const from = Date.parse(run.startedAt ?? run.createdAt);
    return { stretches: [{ from, to: from + 1 }], gaps: [], length: 1, shortened: false };
  }
  const busy = Math.max(
    1,
    stretches.reduce((sum, { from, to }) => sum + to - from, 0),
  );
  const waits = stretches.slice(1).map(({ from }, index) => from - (stretches[index]?.to ?? from));
  const gaps = waits.map((wait) => Math.min(wait, busy * longestGap));
  const length = busy + gaps.reduce((sum, gap) => sum + gap, 0);
  return {
    stretches,
    gaps,
    length,
    shortened: gaps.some((gap, index) => (waits[index] ?? 0) - gap >= notableCut),
  };
}

function stretchOf(step: Step, now: number): Stretch {
  const from = Date.parse(step.startedAt);
  return { from, to: step.durationMs === null ? Math.max(now, from) : from + step.durationMs };
}

function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const { from, to } of stretches.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else result.push({ from, to });
  }
  return result;
}

/** Place of a moment, from 0 to 1. */
export function placeOf({ stretches, gaps, length }: TimeScale, moment: number): number {
  let place = 0;
  for (const [index, { from, to }] of stretches.entries()) {
    if (moment <= to) return (place + Math.max(0, moment - from)) / length;
    place += to - from + (gaps[index] ?? 0);
  }
  return 1;
}

/** Where an attempt lies on the scale, in percent; never too narrow to be seen. */
export function barOf(step: Step, scale: TimeScale, now: number): { left: number; width: number } {
  const { from, to } = stretchOf(step, now);
  const start = 100 * placeOf(scale, from);
  const width = Math.min(100, Math.max(1.2, 100 * placeOf(scale, to) - start));
  return { left: Math.min(100 - width, start), width };
}
