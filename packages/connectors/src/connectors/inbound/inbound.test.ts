import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { testConnector } from '../../testing/test-connector.ts';
import { inbound } from './inbound.ts';
import { verifyInbound, type InboundAuth } from './verify.ts';

testConnector(inbound);

const ok = { ok: true };
const missing = { ok: false, reason: 'missing-credentials' };
const wrong = { ok: false, reason: 'wrong-credentials' };
const notConfigured = { ok: false, reason: 'not-configured' };

const secrets = { username: 'acme', password: 'pä:ss', apiKey: 'key-of-acme', hmacSecret: 'signing' };
const rawBody = Buffer.from('{"po":"4500000001"}');

const verify = (auth: InboundAuth, headers: Record<string, string | string[]>, given: object = secrets) =>
  verifyInbound(auth, { secrets: { ...given } }, { headers, rawBody });

it('lets everybody in where nothing is asked for', () => {
  expect(verifyInbound({ type: 'none' }, undefined, { headers: {}, rawBody })).toEqual(ok);
});

it.each<[InboundAuth]>([[{ type: 'apiKey' }], [{ type: 'basic' }], [{ type: 'hmac' }]])(
  'refuses %j without a connection or without the secret',
  (auth) => {
    const headers = { 'x-api-key': '', authorization: 'Basic Og==', 'x-signature': '00' };
    expect(verifyInbound(auth, undefined, { headers, rawBody })).toEqual(notConfigured);
    expect(verify(auth, headers, { username: 'acme' })).toEqual(notConfigured);
    expect(verify(auth, headers, { password: '', apiKey: '', hmacSecret: '' })).toEqual(notConfigured);
    expect(verify(auth, headers, { password: 1, apiKey: 1, hmacSecret: 1 })).toEqual(notConfigured);
  },
);

describe('API key', () => {
  it.each<[InboundAuth, Record<string, string | string[]>, object]>([
    [{ type: 'apiKey' }, { 'x-api-key': 'key-of-acme' }, ok],
    [{ type: 'apiKey', header: 'X-Partner-Key' }, { 'x-partner-key': 'key-of-acme' }, ok],
    [{ type: 'apiKey', header: 'X-Partner-Key' }, { 'x-api-key': 'key-of-acme' }, missing],
    [{ type: 'apiKey' }, { 'x-api-key': 'key-of-acmf' }, wrong],
    [{ type: 'apiKey' }, { 'x-api-key': 'key-of-acm' }, wrong],
    [{ type: 'apiKey' }, { 'x-api-key': 'key-of-acme2' }, wrong],
    [{ type: 'apiKey' }, { 'x-api-key': ['key-of-acme', 'key-of-acme'] }, missing],
    [{ type: 'apiKey' }, {}, missing],
  ])('%j with %j', (auth, headers, verdict) => {
    expect(verify(auth, headers)).toEqual(verdict);
  });
});

describe('user and password', () => {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it.each([
    [basic('acme:pä:ss'), ok],
    [basic('acme:pä:ss').replace('Basic', 'basic'), ok],
    [basic('acme:pä:s'), wrong],
    [basic('acme:'), wrong],
    [basic('acmE:pä:ss'), wrong],
    [basic(':pä:ss'), wrong],
    [basic('no colon'), wrong],
    [basic(''), missing],
    ['Basic !!!', missing],
    ['Bearer abc', missing],
    ['', missing],
  ])('%s', (authorization, verdict) => {
    expect(verify({ type: 'basic' }, { authorization })).toEqual(verdict);
  });

  it('takes any name where none is set', () => {
    const headers = { authorization: basic('whoever:pä:ss') };
    expect(verify({ type: 'basic' }, headers, { password: 'pä:ss' })).toEqual(ok);
  });
});

describe('signature', () => {
  const sign = (algorithm: string, encoding: 'hex' | 'base64', body: Uint8Array = rawBody) =>
    createHmac(algorithm, 'signing').update(body).digest(encoding);
  const hex = sign('sha256', 'hex');

  it.each<[string, InboundAuth, string, object]>([
    ['sha256 in hex', { type: 'hmac' }, hex, ok],
    ['in capitals', { type: 'hmac' }, hex.toUpperCase(), ok],
    ['with a prefix', { type: 'hmac', prefix: 'sha256=' }, `sha256=${hex}`, ok],
    ['sha256 in base64', { type: 'hmac', encoding: 'base64' }, sign('sha256', 'base64'), ok],
    ['sha512 in hex', { type: 'hmac', algorithm: 'sha512' }, sign('sha512', 'hex'), ok],
    [
      'sha512 in base64',
      { type: 'hmac', algorithm: 'sha512', encoding: 'base64' },
      sign('sha512', 'base64'),
      ok,
    ],
    ['a missing prefix', { type: 'hmac', prefix: 'sha256=' }, hex, wrong],
    ['a prefix that is not asked for', { type: 'hmac' }, `sha256=${hex}`, wrong],
    ['another algorithm', { type: 'hmac' }, sign('sha512', 'hex'), wrong],
    ['another encoding', { type: 'hmac' }, sign('sha256', 'base64'), wrong],
    ['another body', { type: 'hmac' }, sign('sha256', 'hex', Buffer.from('{}')), wrong],
    ['half of it', { type: 'hmac' }, hex.slice(0, 32), wrong],
    ['something behind it', { type: 'hmac' }, `${hex}zz`, wrong],
    ['no signature', { type: 'hmac' }, '', missing],
  ])('%s', (_name, auth, signature, verdict) => {
    expect(verify(auth, { 'x-signature': signature })).toEqual(verdict);
  });

  it('is read from the header that is set', () => {
    const auth = { type: 'hmac', header: 'X-Hub-Signature-256' } as const;
    expect(verify(auth, { 'x-hub-signature-256': hex })).toEqual(ok);
    expect(verify(auth, { 'x-signature': hex })).toEqual(missing);
  });

  it('covers bytes, not characters', () => {
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    const headers = { 'x-signature': sign('sha256', 'hex', bytes) };
    expect(verifyInbound({ type: 'hmac' }, { secrets }, { headers, rawBody: bytes })).toEqual(ok);
  });
});
