import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHttpClient } from '../../client/client.ts';
import type { HttpClient } from '../../client/types.ts';
import { egressPolicyFromEnv } from '../../egress/policy.ts';
import { recordingContext } from '../../testing/context.ts';
import { startServer, type Received, type TestServer } from '../../testing/http-server.fixture.ts';
import { request } from './request.ts';

type Answer = Parameters<typeof startServer>[0];

let server: TestServer;
let client: HttpClient;
let answerToken: Answer;
let answerApi: Answer;
let issued: number;

beforeEach(async () => {
  issued = 0;
  answerToken = (_request, response) => {
    issued += 1;
    sendJson(response, 200, { access_token: `token-${issued}`, token_type: 'Bearer', expires_in: 3600 });
  };
  answerApi = (_request, response) => sendJson(response, 200, {});
  server = await startServer((received, response) =>
    (received.url === '/token' ? answerToken : answerApi)(received, response),
  );
  client = createHttpClient(egressPolicyFromEnv('127.0.0.1'));
});
afterEach(async () => {
  vi.useRealTimers();
  await client.close();
  await server.close();
});

function sendJson(response: Parameters<Answer>[1], status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function run({
  auth = {},
  secret = 's3cr:t',
  signal,
}: { auth?: object; secret?: string; signal?: AbortSignal } = {}) {
  const settings = {
    type: 'oauth2ClientCredentials',
    tokenUrl: `${server.url}/token`,
    clientId: 'a b',
    ...auth,
  };
  const context = recordingContext({
    http: client,
    connection: {
      key: 'erp',
      config: { baseUrl: server.url, auth: settings },
      secrets: { clientSecret: secret },
    },
    ...(signal && { signal }),
  });
  return request.run({ method: 'POST', path: '/orders', body: {} }, context);
}

const calls = (url: string): Received[] => server.received.filter((received) => received.url === url);
const usedTokens = () => calls('/orders').map(({ headers }) => headers['authorization']);

describe('fetching a token', () => {
  it('sends client id and secret as user and password, encoded', async () => {
    await run({ auth: { scope: 'orders read', audience: 'erp' } });
    const [fetched] = calls('/token');
    expect(fetched).toMatchObject({ method: 'POST' });
    expect(fetched?.headers['authorization']).toBe(`Basic ${Buffer.from('a+b:s3cr%3At').toString('base64')}`);
    expect(fetched?.body).toBe('grant_type=client_credentials&scope=orders+read&audience=erp');
    expect(usedTokens()).toEqual(['Bearer token-1']);
  });

  it('sends them in the body where that is asked for', async () => {
    await run({ auth: { clientAuthentication: 'body' } });
    const [fetched] = calls('/token');
    expect(fetched?.headers).not.toHaveProperty('authorization');
    expect(fetched?.body).toBe('grant_type=client_credentials&client_id=a+b&client_secret=s3cr%3At');
  });

  it('happens once for all that ask at the same time, and later', async () => {
    await Promise.all(Array.from({ length: 10 }, () => run()));
    await run();
    expect(calls('/token').length).toBe(1);
    expect(calls('/orders').length).toBe(11);
  });

  it('happens for each set of credentials', async () => {
    await run();
    await run({ secret: 'changed' });
    await run({ auth: { scope: 'more' } });
    expect(usedTokens()).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-3']);
  });

  it.each([
    [3600, 3_500_000, 3_545_000],
    [10, 8_000, 9_500],
    ['60', 50_000, 56_000],
    [undefined, 200_000, 290_000],
  ])('happens again before a life of %s s ends', async (expires_in, early, late) => {
    answerToken = (_request, response) => {
      issued += 1;
      sendJson(response, 200, { access_token: `token-${issued}`, expires_in });
    };
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    await run();
    vi.setSystemTime(early);
    await run();
    expect(usedTokens()).toEqual(['Bearer token-1', 'Bearer token-1']);
    vi.setSystemTime(late);
    await run();
    expect(usedTokens().at(-1)).toBe('Bearer token-2');
  });
});

describe('a token that is refused', () => {
  it('is replaced once', async () => {
    answerApi = ({ headers }, response) =>
      sendJson(response, headers['authorization'] === 'Bearer token-1' ? 401 : 200, {});
    expect(await run()).toMatchObject({ status: 200 });
    expect(usedTokens()).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('is fetched anew only once by all that are refused together', async () => {
    answerApi = ({ headers }, response) =>
      sendJson(response, headers['authorization'] === 'Bearer token-1' ? 401 : 200, {});
    await Promise.all(Array.from({ length: 5 }, () => run()));
    expect(calls('/token').length).toBe(2);
  });

  it('is not replaced for ever', async () => {
    answerApi = (_request, response) => sendJson(response, 401, {});
    await expect(run()).rejects.toMatchObject({ class: 'technical-permanent', code: 'unauthorized' });
    expect(calls('/orders').length).toBe(2);
  });
});

describe('a token that does not come', () => {
  it.each([
    [400, { error: 'invalid_client' }, 'technical-permanent', 'unauthorized', 'invalid_client'],
    [401, {}, 'technical-permanent', 'unauthorized', '401'],
    [429, {}, 'technical-transient', 'token_unavailable', '429'],
    [503, {}, 'technical-transient', 'token_unavailable', '503'],
    [200, { token: 'x' }, 'technical-permanent', 'invalid_token_answer', 'without an access token'],
    [200, null, 'technical-permanent', 'invalid_token_answer', 'without an access token'],
  ])('because of %i %j', async (status, body, errorClass, code, message) => {
    answerToken = (_request, response) => sendJson(response, status, body);
    await expect(run()).rejects.toMatchObject({
      class: errorClass,
      code,
      outcome: 'not-sent',
      message: expect.stringContaining(message),
    });
    expect(calls('/orders')).toEqual([]);
  });

  it('because the connection breaks: the request itself was not sent', async () => {
    answerToken = (_request, response) => void response.socket?.resetAndDestroy();
    await expect(run()).rejects.toMatchObject({
      class: 'technical-transient',
      code: 'connection_reset',
      outcome: 'not-sent',
    });
  });

  it('says when to come back', async () => {
    answerToken = (_request, response) => sendJson(response.setHeader('retry-after', '7'), 429, {});
    await expect(run()).rejects.toMatchObject({ code: 'token_unavailable', retryAfterMs: 7000 });
  });

  it('is asked for again the next time', async () => {
    const good = answerToken;
    answerToken = (_request, response) => sendJson(response, 503, {});
    await expect(run()).rejects.toMatchObject({ code: 'token_unavailable' });
    answerToken = good;
    expect(await run()).toMatchObject({ status: 200 });
  });

  it('does not show the secret', async () => {
    answerToken = (_request, response) => sendJson(response, 400, { error_description: 's3cr:t is wrong' });
    await expect(run()).rejects.toThrow('[redacted] is wrong');
  });
});

it('a step that is stopped does not take the token from those that go on', async () => {
  const stop = new AbortController();
  const waiting = new Promise<() => void>((arrived) => {
    answerToken = (_request, response) =>
      arrived(() => sendJson(response, 200, { access_token: 'token-1', expires_in: 60 }));
  });
  const stopped = run({ signal: stop.signal });
  const goesOn = run();
  const answerNow = await waiting;
  stop.abort();
  await expect(stopped).rejects.toMatchObject({ code: 'aborted', outcome: 'not-sent' });
  answerNow();
  expect(await goesOn).toMatchObject({ status: 200 });
  expect(calls('/token').length).toBe(1);
});
