import type { Problem } from '@crossdock/flow-schema';
import type { Response } from 'express';
import { Refusal, refusals, type RefusalCode } from '../refusal.ts';
import { isDatabaseConflict, isDatabaseUnavailable, isUnstorableText } from '../store/unavailable.ts';

const retryAfterS = 2;

/** The answer for an error: what the caller sees, and whether somebody has to look at it. */
export interface ProblemAnswer {
  document: Problem & Record<string, unknown>;
  headers: Record<string, string>;
  /** The error is ours: log it with its stack. */
  unexpected: boolean;
}

/** Maps any error to its problem document (RFC 9457). What is unknown says nothing of its inside. */
export function problemOf(error: unknown): ProblemAnswer {
  const refusal = refusalOf(error);
  return { ...describe(refusal ?? internal), unexpected: refusal === undefined };
}

/** Answers with an error's problem document. */
export function sendProblem(response: Response, { document, headers }: ProblemAnswer): void {
  response.status(document.status).set(headers).type('application/problem+json');
  response.send(JSON.stringify(document));
}

/** The one place that knows which error means what to a caller; undefined: none of these. */
function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (isDatabaseUnavailable(error)) return unavailable;
  if (isDatabaseConflict(error)) return conflicting;
  if (isUnstorableText(error)) return unstorable;
  return error instanceof Error ? platformRefusalOf(error) : undefined;
}

const internal = new Refusal(
  'internal',
  'Something went wrong on our side. The log has the details under the id of this request.',
);
const unavailable = new Refusal('unavailable', 'The database does not answer. Please try again shortly.', {
  retryAfterS,
});
const conflicting = new Refusal(
  'unavailable',
  'Others were changing the same at this moment. Please try again.',
  { retryAfterS },
);
const unstorable = new Refusal(
  'invalid_fields',
  'A text holds NUL characters or half of a character, which can’t be stored.',
);

/** Decoding an address and sending a file fail with errors that carry a status. */
function platformRefusalOf(error: Error): Refusal | undefined {
  const status: unknown = Reflect.get(error, 'status');
  const known = typeof status === 'number' ? platformErrors[status] : undefined;
  return known && new Refusal(...known);
}

const platformErrors: Readonly<Record<number, [RefusalCode, string]>> = {
  400: ['malformed_request', 'The request can’t be read.'],
  403: ['not_found', 'There is no such address.'],
  412: ['precondition_failed', 'The file is another one than If-Match or If-Unmodified-Since ask for.'],
  416: ['range_not_satisfiable', 'The file has no such range.'],
};

function describe(refusal: Refusal): Omit<ProblemAnswer, 'unexpected'> {
  const { status, title } = refusals[refusal.code];
  return {
    document: {
      type: `https://crossdock.dev/problems/${refusal.code}`,
      title,
      status,
      detail: refusal.message,
      code: refusal.code,
      ...refusal.members,
      ...(refusal.errors === undefined ? {} : { errors: [...refusal.errors] }),
    },
    headers: {
      ...(status === 401 ? { 'WWW-Authenticate': 'Bearer realm="Crossdock"' } : {}),
      ...refusal.headers,
      ...(refusal.retryAfterS === undefined ? {} : { 'Retry-After': String(refusal.retryAfterS) }),
    },
  };
}
