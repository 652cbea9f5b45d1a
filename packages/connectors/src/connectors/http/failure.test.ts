import { describe, expect, it } from 'vitest';
import type { HttpResponse } from '../../client/types.ts';
import { answerError } from './failure.ts';
import { problemOf } from './problem.ts';

const now = Date.UTC(2026, 0, 1);

function answer(status: number, body: unknown = '', headers: Record<string, string> = {}): HttpResponse {
  const json = typeof body !== 'string';
  return {
    status,
    url: 'https://erp.example.com/api/orders',
    headers: { 'content-type': json ? 'application/json' : 'text/plain', ...headers },
    body: Buffer.from(json ? JSON.stringify(body) : body),
  };
}

describe('class, code and outcome of an answer', () => {
  it.each([
    [301, '', 'technical-permanent', 'redirected', 'refused'],
    [400, '', 'technical-permanent', 'http_400', 'refused'],
    [400, { error: 'Bad Request', status: 400 }, 'technical-permanent', 'http_400', 'refused'],
    [400, { code: 400, message: 'no' }, 'technical-permanent', 'http_400', 'refused'],
    [400, { code: 'unknown_item', detail: 'x' }, 'business', 'unknown_item', 'refused'],
    [400, { error: { code: 'E17' } }, 'business', 'E17', 'refused'],
    [400, { errors: [{ code: 4711 }] }, 'business', '4711', 'refused'],
    [401, { code: 'x' }, 'technical-permanent', 'unauthorized', 'refused'],
    [403, '', 'technical-permanent', 'forbidden', 'refused'],
    [404, { code: 'x' }, 'technical-permanent', 'not_found', 'refused'],
    [405, '', 'technical-permanent', 'http_405', 'refused'],
    [408, '', 'technical-transient', 'timeout', 'unknown'],
    [409, '', 'business', 'conflict', 'refused'],
    [409, { code: 'duplicate_order' }, 'business', 'duplicate_order', 'refused'],
    [409, { error: 'duplicate_order' }, 'business', 'duplicate_order', 'refused'],
    [422, '', 'business', 'unprocessable', 'refused'],
    [422, { type: 'https://erp.example.com/problems/credit-limit' }, 'business', 'credit-limit', 'refused'],
    [422, { type: 'about:blank', title: 'No' }, 'business', 'unprocessable', 'refused'],
    [425, '', 'technical-transient', 'too_early', 'refused'],
    [429, '', 'technical-transient', 'rate_limited', 'refused'],
    [500, '', 'technical-transient', 'server_error', 'unknown'],
    [502, '<html>', 'technical-transient', 'bad_gateway', 'unknown'],
    [503, '', 'technical-transient', 'unavailable', 'unknown'],
    [504, '', 'technical-transient', 'timeout', 'unknown'],
    [599, '', 'technical-transient', 'server_error', 'unknown'],
  ])('%i %j is %s, %s, %s', (status, body, errorClass, code, outcome) => {
    expect(answerError(answer(status, body), [], now)).toMatchObject({
      class: errorClass,
      code,
      outcome,
      status,
    });
  });

  it('takes a conflict that says when to come back for a passing one', () => {
    const error = answerError(answer(409, { code: 'locked' }, { 'retry-after': '2' }), [], now);
    expect(error).toMatchObject({ class: 'technical-transient', code: 'locked', retryAfterMs: 2000 });
  });

  it.each([
    ['30', 30_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
  ])('Retry-After %s', (value, retryAfterMs) => {
    const error = answerError(answer(429, '', { 'retry-after': value }), [], now);
    expect(error.retryAfterMs).toBe(retryAfterMs);
  });
});

describe('message', () => {
  it.each([
    [422, { detail: 'Item ABC-123 is not in the item master' }, 'Item ABC-123 is not in the item master'],
    [422, { detail: 'No', errors: [{ path: 'lines[1].item', message: 'No' }] }, 'No'],
    [422, { detail: 'No', errors: [{ path: 'qty', message: 'too big' }] }, 'No: qty: too big'],
    [422, { error: { message: 'Too heavy' } }, 'Too heavy'],
    [409, 'Order exists', 'Order exists'],
    [422, {}, 'erp.example.com answered 422 Unprocessable Entity'],
    [500, { message: 'NullPointer' }, 'erp.example.com answered 500 Internal Server Error: NullPointer'],
    [502, '<html>Bad gateway</html>', 'erp.example.com answered 502 Bad Gateway'],
    [404, '', 'erp.example.com answered 404 Not Found'],
  ])('%i %j', (status, body, message) => {
    expect(answerError(answer(status, body), [], now).message).toBe(message);
  });

  it('says where a redirect wanted to go', () => {
    const error = answerError(answer(302, '', { location: 'https://login.example.com' }), [], now);
    expect(error.message).toContain('https://login.example.com');
  });
});

describe('detail', () => {
  it('keeps the answer without secrets', () => {
    const body = { code: 'x', detail: 'key s3cr3t-key is unknown', echo: { password: 'p' } };
    const error = answerError(answer(422, body), ['s3cr3t-key'], now);
    expect(error.message).toBe('key [redacted] is unknown');
    expect(error.detail).toEqual({
      status: 422,
      body: { code: 'x', detail: 'key [redacted] is unknown', echo: { password: '[redacted]' } },
    });
  });

  it.each([['x'.repeat(100_000)], [{ list: Array.from({ length: 10_000 }, (_, n) => n) }]])(
    'keeps at most 8 KB',
    (body) => {
      const { detail } = answerError(answer(500, body), [], now);
      expect(JSON.stringify(detail).length).toBeLessThan(9 * 1024);
      expect(JSON.stringify(detail)).toContain('characters more');
    },
  );
});

describe('problemOf', () => {
  it.each<[unknown, object]>([
    [null, {}],
    [[], {}],
    ['', {}],
    ['<!doctype html><p>no', {}],
    [' plain ', { message: 'plain' }],
    [
      { errorCode: 'E1', errorMessage: 'm' },
      { code: 'E1', message: 'm' },
    ],
    [
      { error: 'invalid_client', error_description: 'Unknown client' },
      { weakCode: 'invalid_client', message: 'Unknown client' },
    ],
    [
      {
        detail: 'The order is not valid.',
        errors: [{ path: 'lines.0.quantity', message: 'must be positive' }],
      },
      { message: 'The order is not valid: lines.0.quantity: must be positive' },
    ],
    [{ errors: [{ message: 'a' }, { message: 'b' }] }, { message: 'a; b' }],
    [
      { errors: ['1', '2', '3', '4', '5'].map((message) => ({ message })) },
      { message: '1; 2; 3; and 2 more' },
    ],
    [{ title: 'T', detail: 'D' }, { message: 'D' }],
    [{ title: 'T' }, { message: 'T' }],
    [{ message: { no: 'text' }, code: ['no'] }, {}],
  ])('%j', (body, expected) => {
    expect(problemOf(body)).toEqual(expected);
  });

  it('shortens a message that nobody would read', () => {
    expect(problemOf({ detail: 'x'.repeat(10_000) }).message?.length).toBe(501);
  });
});
