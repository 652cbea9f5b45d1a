import type { PathStep } from '../map/paths.ts';

/** A place in a result that may differ from what was expected. */
export interface Tolerance {
  /**
   * `lines[*].id`, `lines[].id` or `lines.*.id` for all entries, `lines[0].id` for one, `..createdAt` for a
   * field wherever it is; what lies below the place is meant too.
   */
  path: string;
  /** The value does not matter, nor whether there is one. */
  ignore?: boolean;
  /** Numbers, and texts that are numbers, may be this far apart. */
  number?: number;
}

/** The tolerance that holds at a place, if any. */
export type FindTolerance = (at: readonly PathStep[]) => Tolerance | undefined;

const ANY = Symbol('any');
const DEEP = Symbol('deep');
type PatternStep = string | number | typeof ANY | typeof DEEP;

const STEP = /(\.\.)|\.?(?:\[(\d+)\]|\[\*?\]|(\*)|\["((?:[^"\\]|\\.)*)"\]|([^.[\]*]+))/y;

/**
 * Reads the patterns of tolerances once.
 * @throws RangeError for a pattern that is none
 */
export function toleranceFinder(tolerances: readonly Tolerance[]): FindTolerance {
  const patterns = tolerances.map((tolerance) => ({ tolerance, steps: parsePattern(tolerance.path) }));
  return (at) => patterns.find(({ steps }) => matches(steps, at))?.tolerance;
}

function parsePattern(path: string): PatternStep[] {
  const steps: PatternStep[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (match === null) throw new RangeError(`"${path}" is no path of a tolerance`);
    const [, deep, position, , quoted, name] = match;
    if (deep !== undefined) steps.push(DEEP);
    else if (position !== undefined) steps.push(Number(position));
    else if (quoted !== undefined) steps.push(String(JSON.parse(`"${quoted}"`)));
    else steps.push(name ?? ANY);
  }
  return steps;
}

/** Whether the pattern describes the place or something that holds it. */
function matches(pattern: readonly PatternStep[], at: readonly PathStep[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return true;
  if (first === DEEP) return at.some((_, index) => matches(rest, at.slice(index)));
  const [step, ...below] = at;
  return step !== undefined && (first === ANY || first === step) && matches(rest, below);
}
