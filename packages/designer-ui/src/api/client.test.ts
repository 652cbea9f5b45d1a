import { endpoints } from '@crossdock/flow-schema';
import { expect, it } from 'vitest';
import { addresses } from './addresses.ts';
import { createApiClient } from './client.ts';
import { ApiError, isSignedOut } from './problem.ts';

interface Sent {
  url: string;
  init: RequestInit;
}

/** A client whose server gives these answers, one after the other, and remembers what was sent. */
function clientAnswering(...answers: (Response | Error)[]) {
  const sent: Sent[] = [];
  let token = 'token-1';
  const client = createApiClient({
    baseUrl: '/api/v1',
    csrfToken: () => token,
    renewCsrfToken: async () => {
      token = 'token-2';
    },
    fetch: async (input, init) => {
      sent.push({ url: input instanceof Request ? input.url : input.toString(), init: init ?? {} });
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new Error('no answer left');
      return answer;
    },
  });
  return { client, sent };
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const problem = (status: number, code: string, more = {}) =>
  json({ type: 'about:blank', title: 'No', status, code, detail: `detail of ${code}`, ...more }, status);

it('knows the address of every operation of the contract', () => {
  const fromContract = Object.entries(endpoints).map(([id, { method, path }]) => [id, [method, path]]);
  expect(addresses).toEqual(Object.fromEntries(fromContract));
});

it('fills in the path, leaves out what is undefined and escapes the rest', async () => {
  const { client, sent } = clientAnswering(json({ items: [], nextCursor: null }), json({}));
  await client.call('listRuns', { query: { q: 'a&b', flow: undefined, test: false, limit: 50 } });
  await client.call('getConnection', { params: { key: 'a/b' }, query: { environment: 'test' } });
  expect(sent.map(({ url }) => url)).toEqual([
    '/api/v1/runs?q=a%26b&test=false&limit=50',
    '/api/v1/connections/a%2Fb?environment=test',
  ]);
});

it('sends the token against forged requests with changes only', async () => {
  const { client, sent } = clientAnswering(json({}), new Response(null, { status: 204 }));
  await client.call('getSession');
  await expect(client.call('logOut')).resolves.toBeUndefined();
  expect(sent.map(({ init }) => new Headers(init.headers).get('x-csrf-token'))).toEqual([null, 'token-1']);
});

it('sends a body as JSON, and headers such as If-Match', async () => {
  const { client, sent } = clientAnswering(json({}));
  const definition = { formatVersion: 1 as const, name: 'A', nodes: [], edges: [] };
  await client.call('updateFlow', {
    params: { id: 'f1' },
    body: { definition },
    headers: { 'if-match': '7' },
  });
  const headers = new Headers(sent[0]?.init.headers);
  expect(sent[0]?.init.method).toBe('PUT');
  expect(headers.get('content-type')).toBe('application/json');
  expect(headers.get('if-match')).toBe('7');
  expect(JSON.parse(sent[0]?.init.body as string)).toEqual({ definition });
});

it('takes an answer that breaks off, or is no JSON, for none', async () => {
  const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) });
  const { client } = clientAnswering(new Response(broken), new Response('<html>Sign in</html>'));
  await expect(client.call('getSession')).rejects.toMatchObject({ name: 'ApiError', status: 0 });
  await expect(client.call('getSession')).rejects.toMatchObject({ name: 'ApiError', status: 0 });
});

it('renews a token that another tab has made stale, once', async () => {
  const mended = clientAnswering(problem(403, 'csrf'), new Response(null, { status: 204 }));
  await mended.client.call('logOut');
  expect(mended.sent.map(({ init }) => new Headers(init.headers).get('x-csrf-token'))).toEqual([
    'token-1',
    'token-2',
  ]);

  const hopeless = clientAnswering(problem(403, 'csrf'), problem(403, 'csrf'));
  await expect(hopeless.client.call('logOut')).rejects.toMatchObject({ code: 'csrf' });
  expect(hopeless.sent).toHaveLength(2);
});

it.each([
  ['a problem document', problem(422, 'invalid_fields'), 422, 'invalid_fields', 'detail of invalid_fields'],
  [
    'a proxy’s page',
    new Response('<html>', { status: 502 }),
    502,
    'http_502',
    'The server answered with status 502.',
  ],
  [
    'JSON that is no problem document',
    json({ oops: 1 }, 500),
    500,
    'http_500',
    'The server answered with status 500.',
  ],
])('throws what the server says by %s', async (_, answer, status, code, message) => {
  const { client } = clientAnswering(answer);
  await expect(client.call('listEnvironments')).rejects.toMatchObject({
    name: 'ApiError',
    status,
    code,
    message,
  });
});

it('tells an unreached server from an aborted call', async () => {
  const { client } = clientAnswering(new TypeError('fetch failed'));
  await expect(client.call('getSetup')).rejects.toMatchObject({ status: 0, code: 'unreachable' });

  const aborted = new AbortController();
  const reason = new DOMException('left the page', 'AbortError');
  aborted.abort(reason);
  const other = clientAnswering(reason);
  await expect(other.client.call('getSetup', { signal: aborted.signal })).rejects.toBe(reason);
});

it('gives messages by field, whatever the path begins with', async () => {
  const errors = [
    { path: 'body.email', message: 'first' },
    { path: '/email', message: 'second' },
    { path: 'config.baseUrl', message: 'third' },
  ];
  const { client } = clientAnswering(problem(422, 'invalid_fields', { errors }));
  const error = await client.call('getSetup').catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).fieldErrors).toEqual({ email: 'first', 'config.baseUrl': 'third' });
});

it('knows a lost session by its status alone', () => {
  const base = { type: '', title: '', detail: '', code: 'x' };
  expect(isSignedOut(new ApiError({ ...base, status: 401 }))).toBe(true);
  expect(isSignedOut(new ApiError({ ...base, status: 403 }))).toBe(false);
  expect(isSignedOut(new Error('401'))).toBe(false);
});

it('refuses a path without its parameter instead of asking a wrong address', async () => {
  const { client, sent } = clientAnswering();
  await expect(client.call('getRun', { params: { id: '' } })).rejects.toThrow('needs "id"');
  expect(sent).toEqual([]);
});
