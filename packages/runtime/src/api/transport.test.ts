import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';
import { maxBodyBytes } from './read-body.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/**
 * Sends bytes as they are, and gives what comes back once that holds a text, or the other side is through.
 * @param endless goes on sending this until then
 */
function send(request: string | Buffer, until: RegExp, endless?: string): Promise<string> {
  const { hostname, port } = new URL(api.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const more = (): void => {
      while (endless !== undefined && socket.writable && socket.write(endless));
    };
    socket.on('error', reject).on('drain', more);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (until.test(answer)) socket.destroy();
    });
    socket.once('close', () => resolve(answer));
    socket.write(request);
    more();
  });
}

const head = (line: string, headers: Record<string, string> = {}): string =>
  [
    `${line} HTTP/1.1`,
    'Host: here',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\r\n') + '\r\n\r\n';

const json = { 'Content-Type': 'application/json' };
const key = () => ({ Authorization: api.admin.headers['authorization'] ?? '' });
const wholeProblem = /"code":"\w+"/;

describe('what is no request', () => {
  it.each([
    ['another protocol', 'hello\r\n\r\n', 400, 'malformed_request'],
    ['headers without end', head('GET /healthz', { 'X-Long': 'x'.repeat(20_000) }), 431, 'headers_too_large'],
    ['an address without end', head(`GET /${'x'.repeat(20_000)}`), 431, 'headers_too_large'],
    ['a control character', head('GET /healthz', { 'X-Odd': 'a\u0001b' }), 400, 'malformed_request'],
    [
      'two lengths',
      head('POST /api/v1/flows', { 'Content-Length': '2', 'Transfer-Encoding': 'chunked' }),
      400,
      'malformed_request',
    ],
  ])(
    '%s is answered with a problem document, and the connection closed',
    async (_name, bytes, status, code) => {
      const answer = await send(bytes, /never/);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer).toContain('Content-Type: application/problem+json');
      expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status, code });
    },
  );
});

describe('a body', () => {
  it('without end is refused before its end', async () => {
    const start = head('POST /api/v1/flows', { ...key(), ...json, 'Transfer-Encoding': 'chunked' });
    const answer = await send(start, wholeProblem, `10000\r\n${' '.repeat(0x10000)}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"code":"too_large"/s);
  });

  it('that unpacks without end is refused', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    const start = head('POST /api/v1/flows', {
      ...key(),
      ...json,
      'Content-Encoding': 'gzip',
      'Content-Length': String(bomb.length),
    });
    const answer = await send(Buffer.concat([Buffer.from(start), bomb]), wholeProblem);
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*"code":"too_large"/s);
  });

  const asking = (length: number) => ({ ...json, Expect: '100-continue', 'Content-Length': String(length) });

  it.each([
    ['whose sender is unknown', 'POST /api/v1/flows', () => asking(2), /^HTTP\/1\.1 401 /],
    ['of an unknown address', 'POST /api/v1/nothing', () => asking(2), /^HTTP\/1\.1 404 /],
    [
      'that is too large',
      'POST /api/v1/flows',
      () => ({ ...key(), ...asking(maxBodyBytes + 1) }),
      /^HTTP\/1\.1 413 /,
    ],
  ])('%s is not asked for', async (_name, line, headers, expected) => {
    expect(await send(head(line, headers()), wholeProblem)).toMatch(expected);
  });

  it('that is wanted is asked for', async () => {
    const start = head('POST /api/v1/flows', { ...key(), ...asking(2) });
    expect(await send(start, /100 Continue/)).toMatch(/^HTTP\/1\.1 100 Continue/);
    expect(await send(`${start}{}`, wholeProblem)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 422 /);
  });
});

it('the stream answers HEAD, and is through', async () => {
  const asked = head('HEAD /api/v1/stream', { ...key(), Connection: 'close' });
  expect(await send(asked, /never/)).toMatch(/^HTTP\/1\.1 200 .*text\/event-stream/s);
});
