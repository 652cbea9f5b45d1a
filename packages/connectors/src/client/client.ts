import { Agent, Pool, type Dispatcher } from 'undici';
import type { EgressPolicy } from '../egress/policy.ts';
import { configurationError } from '../sdk/error.ts';
import { acceptEncoding, decompress } from './decompress.ts';
import { exchange } from './exchange.ts';
import { guardedConnect, type Resolve } from './guarded-connect.ts';
import { redirectTarget } from './redirect.ts';
import { transportError } from './transport-error.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './types.ts';

export interface HttpClientOptions {
  /** How long opening a connection may take. Default 10 s. */
  connectTimeoutMs?: number;
  /** For requests that set none. Default 60 s. */
  timeoutMs?: number;
  /** For requests that set none. Default 25 MB. */
  maxBytes?: number;
  /** Connections per origin; further requests wait for a free one. Default 64. */
  connectionsPerOrigin?: number;
  /** Replaces the system's name lookup. */
  resolve?: Resolve;
}

/**
 * Makes the client that every outbound HTTP call goes through. Connections are kept alive and pooled per origin.
 * @param policy asked for every connection that is opened
 */
export function createHttpClient(policy: EgressPolicy, options: HttpClientOptions = {}): HttpClient {
  const { connectTimeoutMs = 10_000, timeoutMs = 60_000, maxBytes = 25 * 1024 * 1024 } = options;
  const { connectionsPerOrigin = 64, resolve } = options;
  const agent = new Agent({
    factory: (origin) =>
      new Pool(new URL(origin).origin, {
        connections: connectionsPerOrigin,
        connect: guardedConnect(policy, new URL(origin), {
          timeoutMs: connectTimeoutMs,
          ...(resolve && { resolve }),
        }),
      }),
  });
  const defaults = { timeoutMs, maxBytes };

  return {
    async request(request) {
      let url = parseUrl(request.url);
      for (let left = request.maxRedirects ?? 0; ; left -= 1) {
        const response = await send(agent, url, { ...defaults, ...request });
        const next = left > 0 ? redirectTarget(request, response) : undefined;
        if (!next) return response;
        url = next;
      }
    },
    close: () => agent.destroy(),
  };
}

function parseUrl(url: string | URL): URL {
  if (!URL.canParse(String(url)))
    throw configurationError('invalid_url', `"${String(url)}" is not an address.`);
  const parsed = new URL(url);
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') {
    throw configurationError('invalid_url', 'An address must begin with http:// or https://.');
  }
  if (parsed.username || parsed.password) {
    throw configurationError('invalid_url', 'An address must not hold a user name or password.');
  }
  return parsed;
}

async function send(
  agent: Agent,
  url: URL,
  request: HttpRequest & { timeoutMs: number; maxBytes: number },
): Promise<HttpResponse> {
  const { signal, maxBytes, timeoutMs } = request;
  const dispatch: Dispatcher.DispatchOptions = {
    origin: url.origin,
    path: url.pathname + url.search,
    method: request.method,
    headers: { 'accept-encoding': acceptEncoding, 'user-agent': 'Crossdock', ...request.headers },
    body: request.body ?? null,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  };
  try {
    const answer = await exchange(agent, dispatch, { maxBytes, ...(signal && { signal }) });
    return { ...(await decompress(answer, maxBytes)), url: url.href };
  } catch (error) {
    throw transportError(error, url);
  }
}
