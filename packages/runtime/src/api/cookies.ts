import type { Request } from 'express';

export const sessionCookie = 'crossdock_session';

/** The session's token as the browser sent it. */
export function readSessionCookie(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, ...value] = part.split('=');
    if (name?.trim() === sessionCookie) return value.join('=').trim();
  }
  return undefined;
}

/**
 * Makes the header that hands out the session's cookie: out of reach of scripts, not sent by other sites'
 * forms, and over https only where the request came so.
 * @param maxAgeS seconds; 0 takes the cookie away
 */
export function sessionCookieHeader(token: string, maxAgeS: number, secure: boolean): string {
  const attributes = ['HttpOnly', 'SameSite=Lax', 'Path=/', `Max-Age=${maxAgeS}`];
  return [`${sessionCookie}=${token}`, ...attributes, ...(secure ? ['Secure'] : [])].join('; ');
}
