import type { ErrorClass, Step, StepError } from '@crossdock/flow-schema';

export interface StepFailureOptions {
  /** For a person or program that looks closer; already redacted and capped. */
  detail?: unknown;
  /** How long the other side asked to wait (`Retry-After`), in milliseconds. */
  retryAfterMs?: number;
  /** Desk that should mend it, if the failure itself knows. */
  desk?: string;
  /** The exchange that failed, if the step called out. */
  http?: Step['http'];
  /**
   * Whether it is certain that the call did nothing: refused before it was sent, or answered with a refusal
   * (429, 503, most 4xx). Only then may an `unsafe` operation be repeated. Left out: not certain.
   */
  withoutEffect?: boolean;
  cause?: unknown;
}

/** Thrown when a step can't do its work. Its class decides what happens next: retry, error port, exception. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  readonly class: ErrorClass;
  /** Stable, for programs: `unknown_item`, `timeout`, `D3030` … */
  readonly code: string;
  readonly detail: unknown;
  readonly retryAfterMs: number | undefined;
  readonly desk: string | undefined;
  readonly http: Step['http'] | undefined;
  readonly withoutEffect: boolean;

  constructor(errorClass: ErrorClass, code: string, message: string, options: StepFailureOptions = {}) {
    super(message, { cause: options.cause });
    this.class = errorClass;
    this.code = code;
    this.detail = options.detail;
    this.retryAfterMs = options.retryAfterMs;
    this.desk = options.desk;
    this.http = options.http;
    this.withoutEffect = options.withoutEffect ?? false;
  }

  /** The same failure, taken as of another class. */
  as(errorClass: ErrorClass): StepFailure {
    const { detail, retryAfterMs, desk, http, withoutEffect, cause } = this;
    return new StepFailure(errorClass, this.code, this.message, {
      detail,
      withoutEffect,
      cause,
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(desk === undefined ? {} : { desk }),
      ...(http === undefined ? {} : { http }),
    });
  }
}

/** The part of a failure that is recorded and shown. */
export function stepErrorOf(failure: StepFailure): StepError {
  return {
    class: failure.class,
    code: failure.code,
    message: failure.message,
    ...(failure.detail === undefined ? {} : { detail: failure.detail }),
    ...(failure.desk === undefined ? {} : { desk: failure.desk }),
  };
}

/** The failure that an error which nobody foresaw is to a step. */
export function unforeseen(errorClass: ErrorClass, error: unknown, nodeName: string): StepFailure {
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new StepFailure(errorClass, 'internal_error', `“${nodeName}” failed unexpectedly`, {
    detail: { reason },
    cause: error,
  });
}
