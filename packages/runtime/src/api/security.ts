import { createHash, timingSafeEqual } from 'node:crypto';
import type { Endpoint, Permission } from '@crossdock/flow-schema';
import type { Request } from 'express';
import type { Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../refusal.ts';
import { readSessionCookie } from './cookies.ts';

const principals = new WeakMap<Request, Principal>();

/** Who made a request, once it has been let in. */
export const principalOf = (request: Request): Principal | undefined => principals.get(request);

/**
 * Lets a request in, or not: who it is by key or cookie, that a browser's change comes from our own pages, and
 * that the permission is there. Nothing is permitted that isn't asked for here.
 * @throws Refusal 401 or 403
 */
export async function authorize(
  request: Request,
  authenticator: Authenticator,
  permission: Endpoint['permission'],
): Promise<Principal | undefined> {
  if (permission === 'public') {
    if (changes(request)) checkOrigin(request);
    return undefined;
  }
  const principal = await authenticate(request, authenticator);
  principals.set(request, principal);
  if (permission !== 'authenticated') checkPermission(principal, permission);
  return principal;
}

/** Gives who makes the request. @throws Refusal 401, and 403 when a change with the cookie isn't from our pages */
async function authenticate(request: Request, authenticator: Authenticator): Promise<Principal> {
  const key = readKey(request);
  if (key !== undefined) {
    const principal = await authenticator.byKey(key);
    if (principal) return principal;
    throw new Refusal('unauthenticated', 'The API key is unknown, revoked or expired.');
  }
  const token = readSessionCookie(request);
  const signedIn = token === undefined ? undefined : await authenticator.bySession(token);
  if (!signedIn) {
    throw new Refusal('unauthenticated', 'Log in, or send an API key as "Authorization: Bearer <key>".');
  }
  if (changes(request)) {
    checkOrigin(request);
    checkCsrf(request, signedIn.session.csrfToken);
  }
  return signedIn;
}

/** The API key of a request: `Authorization: Bearer <key>`, or `X-API-Key`. */
export function readKey(request: Request): string | undefined {
  const bearer = /^Bearer +(\S+)\s*$/i.exec(request.headers.authorization ?? '');
  return bearer?.[1] ?? request.get('x-api-key');
}

function checkPermission(principal: Principal, permission: Permission): void {
  if (principal.permissions.has(permission)) return;
  throw new Refusal('forbidden', `This needs the permission "${permission}".`);
}

const changes = (request: Request): boolean => !['GET', 'HEAD', 'OPTIONS'].includes(request.method);

/**
 * Browsers say where a request comes from; programs say nothing and have no cookie to abuse.
 * It guards the log-in as well, where there is no token yet.
 */
function checkOrigin(request: Request): void {
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const own =
    site === undefined
      ? origin === undefined || hostOf(origin) === request.host
      : site === 'same-origin' || site === 'none';
  if (!own) throw new Refusal('cross_origin', 'Changes must come from Crossdock’s own pages.');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function checkCsrf(request: Request, expected: string): void {
  const given = request.get('x-csrf-token') ?? '';
  if (timingSafeEqual(digest(given), digest(expected))) return;
  throw new Refusal('csrf', 'Send the "csrfToken" of your session in the header X-CSRF-Token.');
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
