import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { Problem } from './problem.ts';

/** The fixed credentials of the sandbox. They guard nothing real: they are there so that clients must log in. */
export const sandboxCredentials = {
  erp: {
    username: 'crossdock',
    password: 'sandbox-erp',
    token: 'sandbox-erp-token',
    clientId: 'crossdock',
    clientSecret: 'sandbox-erp',
  },
  storefront: { apiKey: 'sandbox-storefront' },
  carrier: { token: 'sandbox-carrier-token' },
} as const;

export interface UserAndPassword {
  user: string;
  password: string;
}

/** Reads HTTP basic credentials from an `Authorization` header. */
export function readBasic(header: string | undefined): UserAndPassword | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(header ?? '')?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

export function readBearer(header: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1];
}

export function sameSecret(given: string | undefined, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return given !== undefined && timingSafeEqual(digest(given), digest(expected));
}

export const tokenLifetimeSeconds = 3600;

/** OAuth2 access tokens of this process; a restart forgets them, as clients of a real ERP must expect. */
export class AccessTokens {
  readonly #expiryByToken = new Map<string, number>();

  issue(): string {
    const token = randomBytes(24).toString('base64url');
    this.#expiryByToken.set(token, Date.now() + tokenLifetimeSeconds * 1000);
    return token;
  }

  accepts(token: string | undefined): boolean {
    return token !== undefined && (this.#expiryByToken.get(token) ?? 0) > Date.now();
  }

  revokeAll(): void {
    this.#expiryByToken.clear();
  }
}

function unauthorized(challenge: string, expected: string): Problem {
  return new Problem(401, 'unauthorized', `Credentials are missing or wrong; expected ${expected}`, {
    headers: { 'WWW-Authenticate': challenge },
  });
}

/** HTTP basic, the fixed bearer token, or an access token from `POST /erp/oauth/token`. */
export function erpGuard(tokens: AccessTokens): RequestHandler {
  const { username, password, token } = sandboxCredentials.erp;
  return (request, _response, next) => {
    const header = request.get('Authorization');
    const basic = readBasic(header);
    const bearer = readBearer(header);
    const known =
      (basic?.user === username && sameSecret(basic.password, password)) ||
      sameSecret(bearer, token) ||
      tokens.accepts(bearer);
    if (!known) throw unauthorized('Basic realm="erp", Bearer realm="erp"', 'HTTP basic or a bearer token');
    next();
  };
}

export const storefrontGuard: RequestHandler = (request, _response, next) => {
  if (!sameSecret(request.get('X-API-Key'), sandboxCredentials.storefront.apiKey)) {
    throw unauthorized('ApiKey realm="storefront", header="X-API-Key"', 'the header X-API-Key');
  }
  next();
};

export const carrierGuard: RequestHandler = (request, _response, next) => {
  if (!sameSecret(readBearer(request.get('Authorization')), sandboxCredentials.carrier.token)) {
    throw unauthorized('Bearer realm="carrier"', 'a bearer token');
  }
  next();
};
