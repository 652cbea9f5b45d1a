import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpClient } from '../../client/client.ts';
import type { HttpClient } from '../../client/types.ts';
import { egressPolicyFromEnv } from '../../egress/policy.ts';
import { effectOf } from '../../sdk/operation.ts';
import { recordingContext, type RecordingContext } from '../../testing/context.ts';
import { freePort, startServer, type Received, type TestServer } from '../../testing/http-server.fixture.ts';
import { testConnector } from '../../testing/test-connector.ts';
import { http } from './http.ts';
import { request } from './request.ts';

testConnector(http);

type Answer = Parameters<typeof startServer>[0];

let server: TestServer;
let client: HttpClient;
let answer: Answer;

const json: Answer = (_request, response) =>
  response.setHeader('content-type', 'application/json').end('{"ok":true}');

beforeAll(async () => {
  server = await startServer((received, response) => answer(received, response));
});
afterAll(() => server.close());
beforeEach(() => {
  answer = json;
  server.received.length = 0;
  client = createHttpClient(egressPolicyFromEnv('127.0.0.1'));
});
afterEach(() => client.close());

interface Setup {
  config?: object;
  secrets?: Record<string, unknown>;
  signal?: AbortSignal;
}

function contextFor({ config = {}, secrets = {}, signal }: Setup = {}): RecordingContext {
  return recordingContext({
    http: client,
    connection: { key: 'erp', config: { baseUrl: `${server.url}/api`, ...config }, secrets },
    ...(signal && { signal }),
  });
}

/** Runs the operation and gives what the server got. */
async function received(input: object, setup: Setup = {}): Promise<Received> {
  await request.run(input, contextFor(setup));
  const last = server.received.at(-1);
  if (!last) throw new Error('nothing arrived');
  return last;
}

describe('what is sent', () => {
  it.each<[string, object, object]>([
    [
      'an object as JSON',
      { method: 'POST', path: '/orders', body: { a: 1 } },
      {
        method: 'POST',
        url: '/api/orders',
        body: '{"a":1}',
        headers: { 'content-type': 'application/json' },
      },
    ],
    [
      'null as JSON',
      { method: 'PUT', path: '/x', body: null },
      { body: 'null', headers: { 'content-type': 'application/json' } },
    ],
    [
      'text as it is',
      { method: 'POST', path: '/x', body: 'ISA*00~' },
      { body: 'ISA*00~', headers: { 'content-type': 'text/plain; charset=utf-8' } },
    ],
    [
      'the content type that is set',
      { method: 'POST', path: '/x', body: 'ISA*00~', headers: { 'Content-Type': 'application/edi-x12' } },
      { body: 'ISA*00~', headers: { 'content-type': 'application/edi-x12' } },
    ],
    [
      'a form',
      {
        method: 'POST',
        path: '/x',
        body: { a: 'b c', list: [1, 2], none: null },
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      { body: 'a=b+c&list=1&list=2' },
    ],
    [
      'decoded base64',
      { method: 'POST', path: '/x', body: 'aGVsbG8=', bodyEncoding: 'base64' },
      { body: 'hello', headers: { 'content-type': 'application/octet-stream' } },
    ],
    [
      'query and headers',
      { method: 'GET', path: '/x?a=1', query: { b: [1, 2], none: null }, headers: { 'X-Count': 3 } },
      { method: 'GET', url: '/api/x?a=1&b=1&b=2', body: '', headers: { 'x-count': '3' } },
    ],
  ])('%s', async (_name, input, expected) => {
    expect(await received(input)).toMatchObject(expected);
  });

  it('the connection’s headers, unless the step sets them', async () => {
    const config = { headers: { 'X-Tenant': 'main', Accept: 'text/csv' } };
    const input = { method: 'GET', path: '/x', headers: { 'x-tenant': 'other' } };
    expect((await received(input, { config })).headers).toMatchObject({
      'x-tenant': 'other',
      accept: 'text/csv',
    });
  });

  it.each([
    ['POST', 'key-1'],
    ['PUT', 'key-1'],
    ['PATCH', 'key-1'],
    ['DELETE', 'key-1'],
    ['GET', undefined],
    ['HEAD', undefined],
  ])('%s with the idempotency key %s', async (method, key) => {
    expect((await received({ method, path: '/x' })).headers['idempotency-key']).toBe(key);
  });

  it('the idempotency key that the step sets', async () => {
    const input = { method: 'POST', path: '/x', headers: { 'Idempotency-Key': 'PO-1' } };
    expect((await received(input)).headers['idempotency-key']).toBe('PO-1');
  });

  it.each<[string, object, string]>([
    ['a body with GET', { method: 'GET', path: '/x', body: {} }, 'invalid_input'],
    ['another host', { method: 'GET', path: '//evil.example' }, 'invalid_path'],
    ['a Host header', { method: 'GET', path: '/x', headers: { Host: 'evil.example' } }, 'invalid_input'],
    [
      'its own framing',
      { method: 'POST', path: '/x', headers: { 'Transfer-Encoding': 'chunked' } },
      'invalid_input',
    ],
    ['an object as header', { method: 'GET', path: '/x', headers: { 'x-a': {} } }, 'invalid_input'],
    [
      'a line break in a header',
      { method: 'GET', path: '/x', headers: { 'x-a': 'a\r\nb: c' } },
      'invalid_request',
    ],
    ['a bad name of a header', { method: 'GET', path: '/x', headers: { 'x a': 'b' } }, 'invalid_request'],
    ['broken base64', { method: 'POST', path: '/x', body: '%%', bodyEncoding: 'base64' }, 'invalid_input'],
    ['an unknown method', { method: 'TRACE', path: '/x' }, 'invalid_input'],
  ])('never %s', async (_name, input, code) => {
    await expect(request.run(input, contextFor())).rejects.toMatchObject({
      class: 'technical-permanent',
      code,
      outcome: 'not-sent',
    });
    expect(server.received).toEqual([]);
  });
});

describe('what comes back', () => {
  it.each<[string, string | Buffer, string | undefined, unknown]>([
    ['JSON', '{"a":[1]}', 'application/json; charset=utf-8', { a: [1] }],
    ['JSON of a family', '{"a":1}', 'application/problem+json', { a: 1 }],
    ['JSON with a byte order mark', '\ufeff{"a":1}', 'application/json', { a: 1 }],
    ['text', 'grüße', 'text/plain', 'grüße'],
    ['text in another charset', Buffer.from('grüße', 'latin1'), 'text/csv; charset="ISO-8859-1"', 'grüße'],
    ['text in an unknown charset', 'abc', 'text/plain; charset=x-none', 'abc'],
    ['XML', '<a/>', 'application/soap+xml', '<a/>'],
    ['EDI', 'ISA*00~', 'application/EDI-X12', 'ISA*00~'],
    ['binary', Buffer.from([0, 255]), 'application/pdf', 'AP8='],
    ['text of no type', 'abc', undefined, 'abc'],
    ['binary of no type', Buffer.from([0, 255]), undefined, 'AP8='],
    ['nothing', '', 'application/json', null],
  ])('%s', async (_name, sent, type, body) => {
    answer = (_request, response) => {
      if (type) response.setHeader('content-type', type);
      response.end(sent);
    };
    const output = await request.run({ method: 'GET', path: '/x' }, contextFor());
    expect(output).toMatchObject({ status: 200, body });
  });

  it('status and headers', async () => {
    answer = (_request, response) => response.writeHead(201, { Location: '/orders/7' }).end();
    const output = await request.run({ method: 'POST', path: '/orders' }, contextFor());
    expect(output).toMatchObject({ status: 201, headers: { location: '/orders/7' }, body: null });
  });

  it('303 after a write, because it is done', async () => {
    answer = (_request, response) => response.writeHead(303, { Location: '/orders/7' }).end();
    expect(await request.run({ method: 'POST', path: '/x' }, contextFor())).toMatchObject({ status: 303 });
    await expect(request.run({ method: 'GET', path: '/x' }, contextFor())).rejects.toMatchObject({
      code: 'redirected',
    });
  });

  it('an error for JSON that is none', async () => {
    answer = (_request, response) => response.setHeader('content-type', 'application/json').end('{"a":');
    await expect(request.run({ method: 'POST', path: '/x' }, contextFor())).rejects.toMatchObject({
      code: 'invalid_answer',
      outcome: 'unknown',
    });
  });

  it('a business error that a person understands', async () => {
    const problem = { code: 'unknown_item', detail: 'Item ABC-123 is not in the item master' };
    answer = (_request, response) =>
      response.writeHead(422, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
    await expect(request.run({ method: 'POST', path: '/x' }, contextFor())).rejects.toMatchObject({
      class: 'business',
      code: 'unknown_item',
      message: 'Item ABC-123 is not in the item master',
      detail: { status: 422, body: problem },
    });
  });

  it('an error when the system is down or too slow', async () => {
    const down = { config: { baseUrl: `http://127.0.0.1:${await freePort()}` } };
    await expect(request.run({ method: 'POST', path: '/x' }, contextFor(down))).rejects.toMatchObject({
      class: 'technical-transient',
      code: 'connection_refused',
      outcome: 'not-sent',
    });
    answer = () => {};
    const slow = { config: { timeoutMs: 100 } };
    await expect(request.run({ method: 'POST', path: '/x' }, contextFor(slow))).rejects.toMatchObject({
      class: 'technical-transient',
      code: 'timeout',
      outcome: 'unknown',
    });
  });
});

describe('the report of a call', () => {
  it('has method, address, status and time', async () => {
    const context = contextFor();
    await request.run({ method: 'POST', path: '/x', query: { a: 1 } }, context);
    expect(context.reported).toEqual([
      { method: 'POST', url: `${server.url}/api/x?a=1`, status: 200, latencyMs: expect.any(Number) },
    ]);
  });

  it('is made without an answer too', async () => {
    const baseUrl = `http://127.0.0.1:${await freePort()}`;
    const context = contextFor({ config: { baseUrl } });
    await request.run({ method: 'GET', path: '/x' }, context).catch(() => {});
    expect(context.reported).toEqual([{ method: 'GET', url: `${baseUrl}/x`, latencyMs: expect.any(Number) }]);
  });

  it('keeps an API key to itself', async () => {
    const config = { auth: { type: 'apiKey', in: 'query', name: 'k' } };
    const context = contextFor({ config, secrets: { apiKey: 'key/of us' } });
    await request.run({ method: 'GET', path: '/x' }, context);
    expect(server.received[0]?.url).toBe('/api/x?k=key%2Fof+us');
    expect(JSON.stringify(context.reported)).not.toMatch(/of.us/);
  });
});

describe('authentication', () => {
  it.each<[object, Record<string, string>, object]>([
    [{ type: 'none' }, {}, {}],
    [{ type: 'basic', username: 'joe' }, { password: 'p:w' }, { authorization: 'Basic am9lOnA6dw==' }],
    [{ type: 'bearer' }, { token: 'abc' }, { authorization: 'Bearer abc' }],
    [{ type: 'apiKey' }, { apiKey: 'abc' }, { 'x-api-key': 'abc' }],
    [{ type: 'apiKey', name: 'X-Key', in: 'header' }, { apiKey: 'abc' }, { 'x-key': 'abc' }],
  ])('%j', async (auth, secrets, headers) => {
    expect(
      (await received({ method: 'GET', path: '/x' }, { config: { auth }, secrets })).headers,
    ).toMatchObject(headers);
  });

  it('cannot be replaced by a step', async () => {
    const setup = { config: { auth: { type: 'bearer' } }, secrets: { token: 'right' } };
    const input = { method: 'GET', path: '/x', headers: { Authorization: 'Bearer other' } };
    expect((await received(input, setup)).headers['authorization']).toBe('Bearer right');
    const inQuery = {
      config: { auth: { type: 'apiKey', in: 'query', name: 'k' } },
      secrets: { apiKey: 'right' },
    };
    expect((await received({ method: 'GET', path: '/x?k=other' }, inQuery)).url).toBe('/api/x?k=right');
  });

  it.each([
    [{ type: 'basic', username: 'joe' }, 'password'],
    [{ type: 'bearer' }, 'token'],
    [{ type: 'apiKey' }, 'API key'],
    [{ type: 'oauth2ClientCredentials', tokenUrl: 'http://127.0.0.1/token', clientId: 'c' }, 'client secret'],
  ])('%j needs its secret', async (auth, name) => {
    await expect(
      request.run({ method: 'GET', path: '/x' }, contextFor({ config: { auth } })),
    ).rejects.toMatchObject({ code: 'missing_secret', message: `The connection has no ${name}.` });
  });

  it('needs a connection that is complete', async () => {
    const input = { method: 'GET', path: '/x' };
    await expect(request.run(input, recordingContext())).rejects.toMatchObject({ code: 'no_connection' });
    const broken = contextFor({ config: { auth: { type: 'basic' } }, secrets: { password: 'p' } });
    await expect(request.run(input, broken)).rejects.toMatchObject({ code: 'invalid_connection' });
  });
});

describe('effect', () => {
  it.each([
    ['GET', {}, 'pure'],
    ['HEAD', {}, 'pure'],
    ['PUT', {}, 'idempotent'],
    ['DELETE', { idempotency: 'none' }, 'idempotent'],
    ['POST', {}, 'idempotent'],
    ['POST', { idempotency: 'key' }, 'idempotent'],
    ['POST', { idempotency: 'none' }, 'unsafe'],
    ['PATCH', { idempotency: 'none' }, 'unsafe'],
    ['no such method', {}, 'unsafe'],
  ])('%s with %j is %s', (method, config, effect) => {
    expect(effectOf(request, { method, path: '/x' }, config)).toBe(effect);
  });
});

describe('the test of a connection', () => {
  const test = (setup: Setup = {}) => {
    const { connection, signal, environment } = contextFor(setup);
    if (!connection || !http.connection?.test) throw new Error('not testable');
    return http.connection.test({ connection, signal, environment, http: client });
  };

  it.each([200, 204, 304])('is good with %i', async (status) => {
    answer = (_request, response) => response.writeHead(status).end();
    expect((await test()).detail).toContain(`answered ${status}`);
    expect(server.received[0]).toMatchObject({ method: 'GET', url: '/api/' });
  });

  it('fetches the test path with headers and credentials', async () => {
    const config = { testPath: '/ping?deep=1', headers: { 'x-tenant': 'main' }, auth: { type: 'bearer' } };
    await test({ config, secrets: { token: 'abc' } });
    expect(server.received[0]).toMatchObject({
      url: '/api/ping?deep=1',
      headers: { 'x-tenant': 'main', authorization: 'Bearer abc' },
    });
  });

  it.each([
    [401, 'credentials were refused'],
    [403, 'credentials were refused'],
    [404, 'test path'],
    [500, 'reports an error'],
  ])('says what is wrong with %i', async (status, message) => {
    answer = (_request, response) => response.writeHead(status).end();
    await expect(test()).rejects.toThrow(message);
  });
});
