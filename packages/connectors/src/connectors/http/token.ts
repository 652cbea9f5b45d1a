import { createHash } from 'node:crypto';
import type { HttpClient } from '../../client/types.ts';
import { ConnectorError } from '../../sdk/error.ts';
import { redactText } from '../../redact/redact.ts';
import type { Auth } from './connection.ts';
import { problemOf } from './problem.ts';
import { decodeBody } from './answer.ts';

export type OAuthSettings = Extract<Auth, { type: 'oauth2ClientCredentials' }>;

interface CachedToken {
  token: Promise<string>;
  /** Ms since 1970; set once the token is there. */
  expiresAt: number;
}

/** How long fetching a token may take. It serves all waiting steps, so no single step's signal ends it. */
const fetchTimeoutMs = 30_000;
/** Life of a token whose server does not say. */
const unknownLifeMs = 5 * 60_000;
const mostTokens = 1000;

/** Tokens belong to the client that fetched them, so that two servers in one process share nothing. */
const caches = new WeakMap<HttpClient, Map<string, CachedToken>>();

/** Access tokens of one set of credentials: fetched once however many ask, and kept until they expire. */
export interface TokenSource {
  /** @throws ConnectorError with the outcome `not-sent`: the request itself has not left */
  token(signal: AbortSignal): Promise<string>;
  /** Forgets a token that was refused; one that came in the meantime stays. */
  refused(token: string): Promise<void>;
}

/** Makes the source for these credentials; other credentials, for example a new secret, have other tokens. */
export function tokenSource(client: HttpClient, settings: OAuthSettings, clientSecret: string): TokenSource {
  const cache = caches.get(client) ?? new Map<string, CachedToken>();
  caches.set(client, cache);
  const key = createHash('sha256')
    .update(JSON.stringify([settings, clientSecret]))
    .digest('base64');

  return {
    token(signal) {
      const cached = cache.get(key);
      if (cached && cached.expiresAt > Date.now()) return unlessAborted(cached.token, signal);
      const fresh = store(cache, key, fetchToken(client, settings, clientSecret));
      return unlessAborted(fresh, signal);
    },
    async refused(token) {
      const cached = cache.get(key);
      const current = await cached?.token.catch(() => undefined);
      if (current === token && cache.get(key) === cached) cache.delete(key);
    },
  };
}

function store(
  cache: Map<string, CachedToken>,
  key: string,
  fetching: Promise<FetchedToken>,
): Promise<string> {
  const entry: CachedToken = { token: fetching.then(({ token }) => token), expiresAt: Infinity };
  cache.delete(key);
  cache.set(key, entry);
  const [oldest] = cache.keys();
  if (cache.size > mostTokens && oldest !== undefined) cache.delete(oldest);
  fetching.then(
    ({ expiresAt }) => {
      entry.expiresAt = expiresAt;
    },
    () => {
      if (cache.get(key) === entry) cache.delete(key);
    },
  );
  return entry.token;
}

interface FetchedToken {
  token: string;
  expiresAt: number;
}

async function fetchToken(
  client: HttpClient,
  settings: OAuthSettings,
  clientSecret: string,
): Promise<FetchedToken> {
  try {
    const response = await client.request({
      method: 'POST',
      url: settings.tokenUrl,
      ...tokenRequest(settings, clientSecret),
      signal: AbortSignal.timeout(fetchTimeoutMs),
      maxBytes: 1024 * 1024,
    });
    const body = decodeBody(response, { lenient: true });
    if (response.status !== 200) throw refusal(response.status, body, clientSecret);
    return readToken(body);
  } catch (error) {
    throw error instanceof ConnectorError ? asNotSent(error) : error;
  }
}

/** RFC 6749, 4.4 and 2.3.1. */
function tokenRequest(settings: OAuthSettings, clientSecret: string) {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (settings.scope) form.set('scope', settings.scope);
  if (settings.audience) form.set('audience', settings.audience);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (settings.clientAuthentication === 'body') {
    form.set('client_id', settings.clientId);
    form.set('client_secret', clientSecret);
  } else {
    const pair = `${formEncode(settings.clientId)}:${formEncode(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return { headers, body: form.toString() };
}

/** RFC 6749 wants both parts encoded like form fields before they are joined. */
const formEncode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);

function readToken(body: unknown): FetchedToken {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const token = fields['access_token'];
  if (typeof token !== 'string' || token === '') {
    throw new ConnectorError({
      class: 'technical-permanent',
      code: 'invalid_token_answer',
      message: 'The token address answered without an access token.',
      outcome: 'not-sent',
    });
  }
  const seconds = Number(fields['expires_in']);
  const lifeMs = seconds > 0 ? seconds * 1000 : unknownLifeMs;
  // A tenth of its life, at most a minute, is left unused, so that it does not expire on the way.
  return { token, expiresAt: Date.now() + lifeMs - Math.min(60_000, lifeMs / 10) };
}

function refusal(status: number, body: unknown, clientSecret: string): ConnectorError {
  const { code, message } = problemOf(body);
  const transient = status >= 500 || status === 429 || status === 408;
  const told = [code, message].filter(Boolean).join(', ');
  return new ConnectorError({
    class: transient ? 'technical-transient' : 'technical-permanent',
    code: transient ? 'token_unavailable' : 'unauthorized',
    message: redactText(
      `The token address answered ${status}${told ? ` (${told})` : ''}` +
        (transient ? '.' : '; check client id, client secret and scope.'),
      [clientSecret],
    ),
    outcome: 'not-sent',
    status,
  });
}

function asNotSent(error: ConnectorError): ConnectorError {
  const { class: errorClass, code, message, detail, status, retryAfterMs, cause } = error;
  return new ConnectorError({
    class: errorClass,
    code,
    message,
    outcome: 'not-sent',
    cause,
    ...(detail !== undefined && { detail }),
    ...(status !== undefined && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}

/** Waits for the shared fetch as long as this step wants to. */
async function unlessAborted(token: Promise<string>, signal: AbortSignal): Promise<string> {
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () =>
      reject(
        new ConnectorError({
          class: 'technical-transient',
          code: 'aborted',
          message: 'The step was stopped while it waited for an access token.',
          outcome: 'not-sent',
        }),
      );
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([token, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
