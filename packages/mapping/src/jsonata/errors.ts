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

/** Characters of the expression shown around the position of an error. */
const EXCERPT_REACH = 30;

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
  excerpt?: string;
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

  /** Adds the part of the expression around the position. */
  quote(source: string): void {
    if (this.excerpt !== undefined || this.position === undefined) return;
    const from = Math.max(0, this.position - EXCERPT_REACH);
    const to = Math.min(source.length, this.position + EXCERPT_REACH);
    const lead = from > 0 ? '…' : '';
    const trail = to < source.length ? '…' : '';
    this.excerpt = `${lead}${source.slice(from, to).replace(/\s+/g, ' ').trim()}${trail}`;
  }
}
