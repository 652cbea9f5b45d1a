import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { Refusal, type RefusalCode } from '../refusal.ts';
import { problemOf } from './problem.ts';

const known: Readonly<Record<string, [RefusalCode, string]>> = {
  HPE_HEADER_OVERFLOW: ['headers_too_large', 'Address and headers may have 16 KiB together.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['request_timeout', 'The request was not complete in time.'],
};
const unreadable: [RefusalCode, string] = ['malformed_request', 'This is not HTTP that can be read.'];

/** Answers what never became a request, because the HTTP parser gave up on it, and closes the connection. */
export function answerClientError(error: Error, socket: Duplex): void {
  const { document, headers } = problemOf(
    new Refusal(...(known[String(Reflect.get(error, 'code'))] ?? unreadable)),
  );
  const body = JSON.stringify(document);
  const lines = [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status] ?? ''}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
