import { createHash } from 'node:crypto';
import type { HttpClient } from '../../client/types.ts';
import { ConnectorError } from '../../sdk/error.ts';
import { fetchToken, type FetchedToken, type OAuthSettings } from './token-request.ts';

interface CachedToken {
  token: Promise<string>;
  /** Ms since 1970; set once the token is there. */
  expiresAt: number;
}

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
