import { expect, it } from 'vitest';
import { messageOfRun, readMessage } from './test-message.ts';

const at = '2026-01-01T00:00:00Z';

it.each([
  ['application/json', '{"a":1}', { a: 1 }],
  ['application/vnd.acme+json; charset=utf-8', '[1]', [1]],
  ['application/edi-x12', 'ISA*00', 'ISA*00'],
  ['application/jsonnet', '{}', '{}'],
])('reads %s as the intake does', (contentType, body, expected) => {
  const read = readMessage({ body, contentType, headers: { 'x-partner': 'acme' } }, at);
  expect(read).toEqual({
    ok: true,
    message: {
      body: expected,
      headers: { 'content-type': contentType, 'x-partner': 'acme' },
      query: {},
      receivedAt: at,
    },
  });
});

it('says what is wrong with JSON, and takes no body for no body', () => {
  const message = { contentType: 'application/json', headers: {} };
  expect(readMessage({ ...message, body: '{' }, at)).toMatchObject({ ok: false });
  expect(readMessage({ ...message, body: ' ' }, at)).toEqual({
    ok: true,
    message: { headers: { 'content-type': 'application/json' }, query: {}, receivedAt: at },
  });
});

it('makes the message of a run one that can be sent again', () => {
  const headers = { 'content-type': 'text/csv', host: 'x', 'content-length': '3', 'x-partner': 'acme' };
  expect(messageOfRun({ body: 'a,b', headers, receivedAt: at })).toEqual({
    body: 'a,b',
    contentType: 'text/csv',
    headers: { 'x-partner': 'acme' },
  });
  expect(messageOfRun({ body: { a: 1 }, receivedAt: at }).body).toBe('{\n  "a": 1\n}');
});
