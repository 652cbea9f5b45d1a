import { createHmac } from 'node:crypto';
import type { CallOptions } from '../api-client.ts';

export const partner = {
  username: 'acme',
  password: 'pa:ss wörd',
  apiKey: 'key-of-acme-which-is-long-enough',
  hmacSecret: 'signing-secret',
};

export interface KnockCase {
  name: string;
  path: string;
  method?: string;
  environment?: string;
  send?: CallOptions;
  /** With the server's own API key. */
  withKey?: boolean;
  status: number;
  /** Code of the problem document. */
  code?: string;
  headers?: Record<string, RegExp>;
  /** What the problem or answer must hold besides. */
  body?: Record<string, unknown>;
}

const json = (text: string, headers: Record<string, string> = {}): CallOptions => ({
  raw: text,
  headers: { 'content-type': 'application/json', ...headers },
});
const x12 = (text: string): CallOptions => ({
  raw: text,
  headers: { 'content-type': 'application/edi-x12' },
});
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

const signedBody = '{"po": "4500000001"}';
const signature = createHmac('sha256', partner.hmacSecret).update(signedBody).digest('hex');
const signed = (value: string, body = signedBody): CallOptions => json(body, { 'x-signature': value });

const accepted = { status: 202, body: { duplicate: false } } as const;
const unauthenticated = { status: 401, code: 'unauthenticated' } as const;
const mebibyte = 1024 * 1024;

export const isa =
  'ISA*00*          *00*          *ZZ*ACME           *ZZ*HARBORSUPPLY   *261121*1200*U*00401*000000001*0*T*>~';

/** Every way to knock, and what the door says. What is not accepted leaves no trace. */
export const knocks: readonly KnockCase[] = [
  {
    name: 'a JSON message',
    path: 'open',
    send: { body: { po: 1 } },
    ...accepted,
    headers: { location: /^\/api\/v1\/runs\/[-0-9a-f]+$/ },
  },
  { name: 'a message without body', path: 'open', ...accepted },
  {
    name: 'any type where none is named',
    path: 'open',
    send: { raw: new Uint8Array([0xff, 0x00]), headers: { 'content-type': 'application/octet-stream' } },
    ...accepted,
  },
  {
    name: 'a path of several parts',
    path: 'documents/changed',
    method: 'PUT',
    send: { body: {} },
    ...accepted,
  },
  { name: 'a GET', path: 'reads?since=2026-01-01', method: 'GET', ...accepted },

  { name: 'an unknown path', path: 'nobody', send: { body: {} }, status: 404, code: 'not_found' },
  {
    name: 'a path that only begins right',
    path: 'open/more',
    send: { body: {} },
    status: 404,
    code: 'not_found',
  },
  {
    name: 'an unknown environment',
    path: 'open',
    environment: 'nowhere',
    send: { body: {} },
    status: 404,
    code: 'not_found',
  },
  {
    name: 'an environment without the flow',
    path: 'open',
    environment: 'production',
    send: { body: {} },
    status: 404,
    code: 'not_found',
  },
  {
    name: 'another method',
    path: 'open',
    method: 'PUT',
    send: { body: {} },
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: /^POST$/ },
  },
  {
    name: 'a paused flow',
    path: 'paused',
    send: { body: {} },
    status: 503,
    code: 'unavailable',
    headers: { 'retry-after': /^\d+$/ },
  },

  {
    name: 'malformed JSON',
    path: 'open',
    send: json('{\n  "po": 1,\n  "lines": [1, 2\n}'),
    status: 422,
    code: 'malformed_document',
    body: { position: { line: 4 } },
  },
  {
    name: 'JSON that ends early',
    path: 'open',
    send: json('{"po":'),
    status: 422,
    code: 'malformed_document',
  },
  {
    name: 'JSON that is not UTF-8',
    path: 'open',
    send: { raw: new Uint8Array([0x22, 0xff, 0x22]), headers: { 'content-type': 'application/json' } },
    status: 422,
    code: 'malformed_document',
  },
  {
    name: 'JSON nested deeper than can be kept',
    path: 'open',
    send: json(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    status: 422,
    code: 'malformed_document',
    body: { position: { line: 1, column: 101 } },
  },
  { name: 'X12 that is none', path: 'edi', send: x12('ISA*00'), status: 422, code: 'malformed_document' },
  {
    name: 'X12 that ends before its envelope',
    path: 'edi',
    send: x12(`${isa}\nGS*PO*A*B*20261121*1200*1*X*004010~\nST*850*0001~\n`),
    status: 422,
    code: 'malformed_document',
  },
  {
    name: 'EDIFACT that ends in the middle of a message',
    path: 'open',
    send: {
      raw: "UNB+UNOC:3+A+B+261121:1200+1'UNH+1+ORDERS:D:96A:UN'BGM+220+47",
      headers: { 'content-type': 'application/edifact' },
    },
    status: 422,
    code: 'malformed_document',
  },
  {
    name: 'another content type',
    path: 'json-only',
    send: { raw: '<po/>', headers: { 'content-type': 'application/xml' } },
    status: 415,
    code: 'unsupported_media_type',
    headers: { accept: /application\/json/ },
  },
  {
    name: 'no content type where one is asked for',
    path: 'json-only',
    send: { raw: new Uint8Array([0x7b, 0x7d]) },
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'a content type with parameters',
    path: 'json-only',
    send: json('{}', { 'content-type': 'Application/JSON; charset=utf-8' }),
    ...accepted,
  },
  {
    name: 'an unknown content encoding',
    path: 'open',
    send: json('{}', { 'content-encoding': 'x-odd' }),
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'compressed bytes that are none',
    path: 'open',
    send: json('no gzip', { 'content-encoding': 'gzip' }),
    status: 400,
    code: 'malformed_request',
  },
  {
    name: 'a body of 20 MB',
    path: 'open',
    send: json(`"${'x'.repeat(20 * mebibyte)}"`),
    status: 413,
    code: 'too_large',
  },
  {
    name: 'a body over the limit of its flow',
    path: 'small',
    send: json(`"${'x'.repeat(1000)}"`),
    status: 413,
    code: 'too_large',
  },
  {
    name: 'a body within the limit of its flow',
    path: 'small',
    send: json(`"${'x'.repeat(998)}"`),
    ...accepted,
  },
  {
    name: 'a message whose key cannot be read',
    path: 'needs-number',
    send: { body: { number: 'seven' } },
    status: 422,
    code: 'unreadable_key',
  },

  { name: 'own API key: right', path: 'own-key', withKey: true, send: { body: {} }, ...accepted },
  {
    name: 'own API key: wrong',
    path: 'own-key',
    send: { body: {}, headers: { authorization: `Bearer cdk_${'x'.repeat(40)}` } },
    ...unauthenticated,
    headers: { 'www-authenticate': /Bearer/ },
  },
  { name: 'own API key: missing', path: 'own-key', send: { body: {} }, ...unauthenticated },
  {
    name: 'partner key: right',
    path: 'partner-key',
    send: { body: {}, headers: { 'x-partner-key': partner.apiKey } },
    ...accepted,
  },
  {
    name: 'partner key: wrong',
    path: 'partner-key',
    send: { body: {}, headers: { 'x-partner-key': `${partner.apiKey}x` } },
    ...unauthenticated,
  },
  { name: 'partner key: missing', path: 'partner-key', send: { body: {} }, ...unauthenticated },
  {
    name: 'partner key: our own key is none',
    path: 'partner-key',
    withKey: true,
    send: { body: {} },
    ...unauthenticated,
  },
  {
    name: 'password: right',
    path: 'password',
    send: { body: {}, headers: basic(`${partner.username}:${partner.password}`) },
    ...accepted,
  },
  {
    name: 'password: wrong',
    path: 'password',
    send: { body: {}, headers: basic(`${partner.username}:pass`) },
    ...unauthenticated,
  },
  {
    name: 'password: wrong user',
    path: 'password',
    send: { body: {}, headers: basic(`acmf:${partner.password}`) },
    ...unauthenticated,
  },
  {
    name: 'password: missing',
    path: 'password',
    send: { body: {} },
    ...unauthenticated,
    headers: { 'www-authenticate': /Basic/ },
  },
  { name: 'signature: right', path: 'signed', send: signed(`sha256=${signature}`), ...accepted },
  {
    name: 'signature: of another body',
    path: 'signed',
    send: signed(`sha256=${signature}`, '{"po": "4500000002"}'),
    ...unauthenticated,
  },
  {
    name: 'signature: with its blanks changed',
    path: 'signed',
    send: signed(`sha256=${signature}`, '{"po":"4500000001"}'),
    ...unauthenticated,
  },
  { name: 'signature: without the prefix', path: 'signed', send: signed(signature), ...unauthenticated },
  { name: 'signature: missing', path: 'signed', send: json(signedBody), ...unauthenticated },
  { name: 'signature: missing, and the body malformed', path: 'signed', send: json('{'), ...unauthenticated },

  {
    name: 'an answer from the flow',
    path: 'answers',
    send: { body: { name: 'Ada' } },
    status: 201,
    headers: {
      'x-greeting': /^Ada$/,
      'x-crossdock-run': /^[-0-9a-f]{36}$/,
      'content-type': /^application\/json/,
    },
    body: { hello: 'Ada' },
  },
  {
    name: 'an answer in text',
    path: 'answers-text',
    send: { body: { name: 'Ada' } },
    status: 200,
    headers: { 'content-type': /^text\/plain/ },
  },
  {
    name: 'an answer as a page, apart from our own ones',
    path: 'answers-page',
    send: { body: { name: 'Ada' } },
    status: 200,
    headers: {
      'content-type': /^text\/html; charset=utf-8$/,
      'content-security-policy': /^sandbox; default-src 'none'/,
      'x-fine': /^yes$/,
      'x-broken': /^absent$/,
      'set-cookie': /^absent$/,
      'content-length': /^12$/,
    },
  },
  {
    name: 'an answer of no type',
    path: 'answers-untyped',
    send: { body: { name: 'Ada' } },
    status: 200,
    headers: { 'content-type': /^text\/plain; charset=utf-8$/ },
  },
  {
    name: 'an answer in the turn of its key',
    path: 'answers-in-turn',
    send: { body: { name: 'Ada' } },
    status: 201,
    body: { hello: 'Ada' },
  },
  { name: 'an answer that a failure prevents', path: 'answers-failed', send: { body: {} }, ...accepted },
];
