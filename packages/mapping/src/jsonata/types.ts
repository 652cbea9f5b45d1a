/** What one evaluation may use up before it is ended with an error of an `X1xxx` code. */
export interface Budget {
  /** Units of work: loop rounds, calls, comparisons, characters searched. */
  maxSteps: number;
  /** Nested function calls (calls in tail position do not nest). */
  maxDepth: number;
  /**
   * Characters and elements allocated, over the whole evaluation and in the expanded result. What
   * takes more memory than its characters or elements counts for more: one for about eight bytes.
   */
  maxSize: number;
  /** Wall-clock milliseconds. */
  timeMs: number;
}

/** Settings of one evaluation; everything that varies between two runs comes in here. */
export interface EvaluateOptions {
  budget?: Partial<Budget>;
  /** What `$now()` and `$millis()` tell, in milliseconds since 1970. Default: the clock, read once. */
  now?: number;
  /** Source of `$random()` and `$shuffle()`: numbers from 0 to below 1. Default: `Math.random`. */
  random?: () => number;
  /** Reads lookup tables for `$lookup("table", key)`. Left out: `$lookup` is JSONata's own only. */
  lookup?: LookupHook;
}

/** What `$lookup("table", key, options)` asks. */
export interface LookupCall {
  table: string;
  key: unknown;
  options: Readonly<Record<string, unknown>>;
  /** The evaluation's clock, in milliseconds since 1970. */
  now: number;
}

/**
 * Answers a call; undefined is "nothing". It is asked again and again within one evaluation, so that
 * it must answer alike for like calls and at once.
 * @throws ExpressionError with a code of its own
 */
export type LookupHook = (call: LookupCall) => unknown;

/** Values by variable name (without `$`). Functions are allowed: helpers that the host registers. */
export type Bindings = Readonly<Record<string, unknown>>;

/** A parsed and compiled expression: immutable, reusable, without state between evaluations. */
export interface CompiledExpression {
  /** The text that was compiled. */
  readonly source: string;
  /** Free variables that the expression uses, without `$` and without built-ins: `steps`, `vars`. */
  readonly dependencies: readonly string[];
  /** Paths that the expression reads from its input, as far as they can be told without running it. */
  readonly references: readonly string[];
  /** Lookup tables that the expression names in the text, sorted; computed names can't be told. */
  readonly lookupTables: readonly string[];
  /**
   * Evaluates the expression.
   * @param input a JSON document; it is never changed
   * @param bindings variables and helper functions, shadowing built-ins of the same name
   * @returns plain JSON data that shares unchanged parts with the input, or undefined for "nothing"
   * @throws ExpressionError for errors of the data or the expression and for a spent budget
   */
  evaluate(input: unknown, bindings?: Bindings, options?: EvaluateOptions): unknown;
}
