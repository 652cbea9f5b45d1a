import { COST } from './costs.ts';
import { ExpressionError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Bindings, Budget, EvaluateOptions, LookupHook } from './types.ts';

/**
 * What an evaluation may use when the caller does not say. A step takes about a tenth of a microsecond,
 * so that the steps end an endless loop before the time does: the same everywhere, however busy the machine.
 */
export const DEFAULT_BUDGET: Budget = {
  maxSteps: 5_000_000,
  maxDepth: 2000,
  maxSize: 20_000_000,
  timeMs: 1000,
};

/** Steps between two looks at the clock: about a tenth of a millisecond of work. */
const CLOCK_INTERVAL = 2000;

/** Length from which reading a text is work to be reported. */
export const LONG_TEXT = 4096;

/** Evaluates a text with the variables of a frame. */
export type EvaluateText = (text: string, input: unknown, frame: Frame) => unknown;

/**
 * State of one evaluation: what it has used of its budget, its clock, its randomness, and the
 * values of its global variables. Everything that loops, calls or allocates reports here first.
 */
export class Run {
  readonly root: unknown;
  readonly bindings: Bindings;
  readonly now: number;
  readonly random: () => number;
  readonly lookup: LookupHook | undefined;
  readonly maxSize: number;
  readonly maxDepth: number;
  /** Values of the free variables of the compiled unit, by their number. */
  globals: readonly unknown[] = [];
  /** Compiles and evaluates a text at a place of the expression (`$eval`). */
  readonly evaluateText: EvaluateText;
  private depth = 0;
  private readonly maxSteps: number;
  private readonly timeMs: number;
  private readonly deadline: number;
  private steps = 0;
  private nextLook: number;
  private size = 0;

  constructor(root: unknown, bindings: Bindings, options: EvaluateOptions, evaluateText: EvaluateText) {
    const budget = options.budget ?? {};
    const started = Date.now();
    this.root = root;
    this.evaluateText = evaluateText;
    this.bindings = bindings;
    this.now = options.now ?? started;
    this.random = options.random ?? Math.random;
    this.lookup = options.lookup;
    this.maxSteps = budget.maxSteps ?? DEFAULT_BUDGET.maxSteps;
    this.maxDepth = budget.maxDepth ?? DEFAULT_BUDGET.maxDepth;
    this.maxSize = budget.maxSize ?? DEFAULT_BUDGET.maxSize;
    this.timeMs = budget.timeMs ?? DEFAULT_BUDGET.timeMs;
    this.deadline = started + this.timeMs;
    this.nextLook = Math.min(CLOCK_INTERVAL, this.maxSteps + 1);
  }

  /** Reports work about to be done. */
  tick(count = 1): void {
    this.steps += count;
    if (this.steps >= this.nextLook) this.look();
  }

  /** Reports characters or elements about to be allocated. */
  charge(count: number): void {
    this.size += count;
    if (!(this.size <= this.maxSize)) throw new ExpressionError('X1004', { value: this.maxSize });
  }

  /**
   * Reports that two texts are about to be joined. The engine keeps such texts as trees that
   * share their parts, so only the shorter side counts; the whole may still not exceed the limit.
   */
  chargeJoin(left: number, right: number): void {
    if (left + right > this.maxSize) throw new ExpressionError('X1004', { value: this.maxSize });
    this.charge(Math.min(left, right) + COST.text);
  }

  /**
   * Reports that a long text is about to be read, which may lay it out in memory anew:
   * work by length, and part of the size.
   */
  read(text: string): void {
    if (text.length < LONG_TEXT) return;
    this.tick(text.length >> 5);
    this.charge(text.length >> 2);
  }

  /** Reports entry into a function. */
  enter(): void {
    this.depth += 1;
    if (this.depth > this.maxDepth) throw new ExpressionError('X1003', { value: this.maxDepth });
  }

  /** Nested function calls at the moment, or when the evaluation failed. */
  get currentDepth(): number {
    return this.depth;
  }

  leave(): void {
    this.depth -= 1;
  }

  private look(): void {
    if (this.steps > this.maxSteps) throw new ExpressionError('X1002', { value: this.maxSteps });
    if (Date.now() > this.deadline) throw new ExpressionError('X1001', { value: this.timeMs });
    this.nextLook = Math.min(this.steps + CLOCK_INTERVAL, this.maxSteps + 1);
  }
}
