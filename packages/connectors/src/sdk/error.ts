import type { ErrorClass } from '@crossdock/flow-schema';

/**
 * What is known of a request that failed.
 * - `not-sent`: nothing left this machine; repeating is always safe.
 * - `refused`: the other side answered that it did nothing.
 * - `unknown`: it may have been carried out; only an idempotency key makes repeating safe.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown';

/** A failure as a connector describes it; `message` is for the person who has to mend it. */
export interface ConnectorFailure {
  class: ErrorClass;
  /** Stable and for programs, for example `timeout`, or the code that the other side gave. */
  code: string;
  message: string;
  outcome: Outcome;
  /** What the other side answered: redacted, and small enough to keep. */
  detail?: unknown;
  /** HTTP status of the answer, where there was one. */
  status?: number;
  /** How long the other side asked us to wait. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** Thrown when an operation did not succeed; the only error that a connector throws on purpose. */
export class ConnectorError extends Error {
  readonly class: ErrorClass;
  readonly code: string;
  readonly outcome: Outcome;
  readonly detail?: unknown;
  readonly status?: number;
  readonly retryAfterMs?: number;

  constructor(failure: ConnectorFailure) {
    super(failure.message, failure.cause === undefined ? undefined : { cause: failure.cause });
    this.name = 'ConnectorError';
    this.class = failure.class;
    this.code = failure.code;
    this.outcome = failure.outcome;
    if (failure.detail !== undefined) this.detail = failure.detail;
    if (failure.status !== undefined) this.status = failure.status;
    if (failure.retryAfterMs !== undefined) this.retryAfterMs = failure.retryAfterMs;
  }
}

/** The parts of an error, for making another from it. */
export function failureOf(error: ConnectorError): ConnectorFailure {
  const { class: errorClass, code, message, outcome, detail, status, retryAfterMs, cause } = error;
  return {
    class: errorClass,
    code,
    message,
    outcome,
    ...(detail !== undefined && { detail }),
    ...(status !== undefined && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(cause !== undefined && { cause }),
  };
}

/**
 * A mistake in a flow or connection, found before anything was sent.
 * @param code for programs, for example `invalid_input`
 * @param message says what to change
 */
export const configurationError = (code: string, message: string): ConnectorError =>
  new ConnectorError({ class: 'technical-permanent', code, message, outcome: 'not-sent' });
