import { describePlace } from './excerpt.ts';
import { messageOf } from './messages.ts';

/** Where and about what an error was raised; all optional, filled in by whoever knows it. */
export interface ErrorDetails {
  /** Offset into the expression, in UTF-16 units; JSONata gives the end of the token concerned. */
  position?: number | undefined;
  /** The operator or function concerned. */
  token?: string | undefined;
  value?: unknown;
  /** Second value of a comparison, exponent of a power and the like, for the message. */
  other?: unknown;
  /** Number of the argument concerned, from 1. */
  index?: number | undefined;
  /** Replaces the message of the catalogue (`$error`, `$assert`). */
  message?: string | undefined;
}

/** Whether the engine has run out of stack: V8 and WebKit say the one, Firefox the other. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof Error && /call stack|too much recursion/.test(error.message);
}

/**
 * Thrown when an expression does not parse, fails on its data, or spends its budget.
 * `code` is JSONata's own (`S0xxx` syntax, `T…` types, `D…` data) or, for limits and
 * restrictions of this evaluator, `X1xxx`.
 */
export class ExpressionError extends Error {
  readonly code: string;
  readonly value?: unknown;
  position?: number;
  token?: string;
  /** Line and column of what is concerned, from 1. */
  line?: number;
  column?: number;
  /** The part of the expression around the position, on one line. */
  excerpt?: string;
  /** Two lines: the line of the expression and carets under what is concerned. */
  pointer?: string;
  private readonly details: ErrorDetails;
  private readonly fixedMessage: boolean;

  constructor(code: string, details: ErrorDetails = {}) {
    super(details.message ?? messageOf(code, details));
    this.name = 'ExpressionError';
    this.code = code;
    this.details = details;
    this.fixedMessage = details.message !== undefined;
    if (details.value !== undefined) this.value = details.value;
    if (details.position !== undefined) this.position = details.position;
    if (details.token !== undefined) this.token = details.token;
  }

  /** Adds position and token where the place that threw did not know them. */
  locate(position: number | undefined, token: string | undefined): void {
    if (this.position === undefined && position !== undefined) this.position = position;
    if (this.token === undefined && token !== undefined) {
      this.token = token;
      if (!this.fixedMessage) this.message = messageOf(this.code, { ...this.details, token });
    }
  }

  /** Adds where in the expression it is. */
  quote(source: string): void {
    if (this.excerpt !== undefined || this.position === undefined) return;
    Object.assign(this, describePlace(source, this.position, this.token));
  }
}
