import { formatPath, type PathStep } from '../map/paths.ts';
import { alignLists } from './align.ts';
import { toleranceFinder, type FindTolerance, type Tolerance } from './tolerance.ts';

/** One place where a result is not what was expected. */
export interface Difference {
  /** `lines[2].quantity` in the result (in what was expected, for what is missing); empty for the whole. */
  path: string;
  /** `missing`: expected and not there; `unexpected`: there and not expected; `type`: of another kind. */
  kind: 'changed' | 'type' | 'missing' | 'unexpected';
  expected?: unknown;
  actual?: unknown;
}

/** Differences reported at most: more than these, the map is another one. */
const MAX_DIFFERENCES = 200;

/**
 * Compares a result with what was expected: objects regardless of the order of fields, lists in order, where
 * entries that were put in or left out do not make all later ones differ.
 * @param tolerances places that may differ, or differ by a little
 */
export function compareValues(
  expected: unknown,
  actual: unknown,
  tolerances: readonly Tolerance[] = [],
): Difference[] {
  const comparison = new Comparison(toleranceFinder(tolerances), tolerances.length > 0, MAX_DIFFERENCES);
  comparison.compare(expected, actual, []);
  return comparison.differences;
}

/** Compares texts line by line; paths are `line 3`. */
export function compareTexts(expected: string, actual: string): Difference[] {
  const [wanted, got] = [linesOf(expected), linesOf(actual)];
  return alignLists(wanted, got)
    .filter(([left, right]) => wanted[left ?? -1] !== got[right ?? -1])
    .slice(0, MAX_DIFFERENCES)
    .map(([left, right]) => {
      const path = `line ${(right ?? left ?? 0) + 1}`;
      if (left === undefined) return { path, kind: 'unexpected', actual: got[right ?? 0] };
      if (right === undefined) return { path, kind: 'missing', expected: wanted[left] };
      return { path, kind: 'changed', expected: wanted[left], actual: got[right] };
    });
}

/** A difference in one line, for people. */
export function describeDifference({ path, kind, expected, actual }: Difference): string {
  const place = path === '' ? 'the result' : path;
  if (kind === 'missing') return `${place}: missing, expected ${show(expected)}`;
  if (kind === 'unexpected') return `${place}: not expected, is ${show(actual)}`;
  return `${place}: expected ${show(expected)}, is ${show(actual)}`;
}

class Comparison {
  readonly differences: Difference[] = [];
  private readonly toleranceAt: FindTolerance;
  /** Whether any difference is tolerated. */
  private readonly tolerant: boolean;
  private readonly limit: number;

  constructor(toleranceAt: FindTolerance, tolerant: boolean, limit: number) {
    this.toleranceAt = toleranceAt;
    this.tolerant = tolerant;
    this.limit = limit;
  }

  compare(expected: unknown, actual: unknown, at: readonly PathStep[]): void {
    if (expected === actual || this.differences.length >= this.limit) return;
    const tolerance = this.toleranceAt(at);
    if (tolerance?.ignore === true) return;
    if (Array.isArray(expected) && Array.isArray(actual)) this.compareLists(expected, actual, at);
    else if (isFields(expected) && isFields(actual)) this.compareFields(expected, actual, at);
    else if (!isCloseTo(expected, actual, tolerance?.number)) this.report(expected, actual, at);
  }

  private compareLists(
    expected: readonly unknown[],
    actual: readonly unknown[],
    at: readonly PathStep[],
  ): void {
    if (this.agreeOneByOne(expected, actual, at)) return;
    for (const [left, right] of alignLists(expected, actual)) {
      this.compare(
        left === undefined ? undefined : expected[left],
        right === undefined ? undefined : actual[right],
        [...at, right ?? left ?? 0],
      );
    }
  }

  /**
   * Whether the entries agree in order as they are tolerated: alignment looks for equal entries, and would
   * pair those that a tolerated difference makes look like another one.
   */
  private agreeOneByOne(
    expected: readonly unknown[],
    actual: readonly unknown[],
    at: readonly PathStep[],
  ): boolean {
    if (!this.tolerant || expected.length !== actual.length) return false;
    const trial = new Comparison(this.toleranceAt, this.tolerant, 1);
    expected.forEach((entry, index) => trial.compare(entry, actual[index], [...at, index]));
    return trial.differences.length === 0;
  }

  private compareFields(
    expected: Readonly<Record<string, unknown>>,
    actual: Readonly<Record<string, unknown>>,
    at: readonly PathStep[],
  ): void {
    for (const name of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      this.compare(own(expected, name), own(actual, name), [...at, name]);
    }
  }

  private report(expected: unknown, actual: unknown, at: readonly PathStep[]): void {
    const path = formatPath(at);
    if (actual === undefined) this.differences.push({ path, kind: 'missing', expected });
    else if (expected === undefined) this.differences.push({ path, kind: 'unexpected', actual });
    else {
      const kind = kindOf(expected) === kindOf(actual) ? 'changed' : 'type';
      this.differences.push({ path, kind, expected, actual });
    }
  }
}

/** Numbers, and texts that are numbers: amounts are written as decimal texts. A text is no number, though. */
function isCloseTo(expected: unknown, actual: unknown, reach: number | undefined): boolean {
  if (reach === undefined || typeof expected !== typeof actual) return false;
  const [left, right] = [numberOf(expected), numberOf(actual)];
  // What decimal fractions lose in binary must not decide at the limit itself.
  return left !== undefined && right !== undefined && Math.abs(left - right) <= reach * (1 + 1e-9) + 1e-12;
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 97)}…` : text;
}
