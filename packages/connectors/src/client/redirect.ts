import type { HttpRequest, HttpResponse } from './types.ts';

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Where to go on after a redirect, or undefined to hand it back.
 * Followed are reads, and writes that 307 and 308 ask to repeat; a write is never turned into a read,
 * and no request leaves the host, because its credentials belong to that host. An upgrade
 * from http to https on the same host is let through.
 */
export function redirectTarget(request: HttpRequest, response: HttpResponse): URL | undefined {
  const { location } = response.headers;
  if (!redirects.has(response.status) || typeof location !== 'string') return undefined;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!reads && response.status !== 307 && response.status !== 308) return undefined;
  const from = new URL(response.url);
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  return to && staysOnHost(from, to) ? to : undefined;
}

function staysOnHost(from: URL, to: URL): boolean {
  if (to.username || to.password) return false;
  if (to.origin === from.origin) return true;
  const upgrade = from.protocol === 'http:' && to.protocol === 'https:';
  return upgrade && to.hostname === from.hostname && from.port === '' && to.port === '';
}
