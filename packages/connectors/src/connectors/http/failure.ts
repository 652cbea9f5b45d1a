import { STATUS_CODES } from 'node:http';
import type { ErrorClass } from '@crossdock/flow-schema';
import type { HttpResponse } from '../../client/types.ts';
import { parseRetryAfter } from '../../client/retry-after.ts';
import { redact, redactText } from '../../redact/redact.ts';
import { ConnectorError, type Outcome } from '../../sdk/error.ts';
import { decodeBody } from './answer.ts';
import { problemOf, type Problem } from './problem.ts';

/** How much of an answer an error keeps, as JSON text. */
const largestDetail = 8 * 1024;

interface Rule {
  class: ErrorClass;
  code: string;
}

const transient = (code: string): Rule => ({ class: 'technical-transient', code });
const permanent = (code: string): Rule => ({ class: 'technical-permanent', code });

/** Statuses that always mean the same. */
const byStatus: Partial<Record<number, Rule>> = {
  401: permanent('unauthorized'),
  403: permanent('forbidden'),
  404: permanent('not_found'),
  408: transient('timeout'),
  425: transient('too_early'),
  429: transient('rate_limited'),
  502: transient('bad_gateway'),
  503: transient('unavailable'),
  504: transient('timeout'),
};

/** Statuses by which a system says that it understood and does not want to. */
const businessCodes: Partial<Record<number, string>> = { 409: 'conflict', 422: 'unprocessable' };

/**
 * Turns an answer that is no success into an error.
 * @param secrets never to be shown, also where the other side repeats them
 * @param now in ms since 1970, for a `Retry-After` that is a date
 */
export function answerError(response: HttpResponse, secrets: string[], now = Date.now()): ConnectorError {
  const { status, headers } = response;
  const body = decodeBody(response, { lenient: true });
  const problem = problemOf(body);
  const retryAfterMs = parseRetryAfter(headers['retry-after'], now);
  const rule = classify(status, problem, retryAfterMs !== undefined);
  return new ConnectorError({
    ...rule,
    message: redactText(messageFor(response, rule, problem), secrets),
    outcome: outcomeOf(status),
    detail: detailOf(status, redact(body, secrets)),
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

function classify(status: number, problem: Problem, asksToRetry: boolean): Rule {
  const fixed = byStatus[status];
  if (fixed) return fixed;
  if (status >= 500) return transient('server_error');
  // A conflict that names a time is a lock or a call with the same key still under way.
  if (status === 409 && asksToRetry) return transient(problem.code ?? 'conflict');
  const business = businessCodes[status];
  if (business) return { class: 'business', code: problem.code ?? problem.weakCode ?? business };
  if (status === 400 && problem.code) return { class: 'business', code: problem.code };
  if (status < 400) return permanent('redirected');
  return permanent(`http_${status}`);
}

function messageFor({ status, url, headers }: HttpResponse, rule: Rule, { message }: Problem): string {
  if (rule.class === 'business' && message) return message;
  const answered = `${new URL(url).host} answered ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  if (rule.code === 'redirected') {
    return `${answered}, which is not followed${headers['location'] ? ` (to ${String(headers['location'])})` : ''}`;
  }
  return message ? `${answered}: ${message}` : answered;
}

/** After 408 and 5xx the work may have been done: a proxy gives up on a system that goes on. */
const outcomeOf = (status: number): Outcome => (status >= 500 || status === 408 ? 'unknown' : 'refused');

function detailOf(status: number, body: unknown): unknown {
  const text = JSON.stringify(body);
  if (text.length <= largestDetail) return { status, body };
  const shown = typeof body === 'string' ? body : text;
  return {
    status,
    body: `${shown.slice(0, largestDetail)}… (${shown.length - largestDetail} characters more)`,
  };
}
