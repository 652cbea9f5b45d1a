import type { Session } from '@crossdock/flow-schema';
import type { NewSession, Access } from '../../access/access.ts';
import type { Principal } from '../../access/principal.ts';
import type { HandlersOf, ReplyHeaders, RequestInfo } from '../call.ts';
import { sessionCookieHeader } from '../cookies.ts';
import type { ApiSettings } from '../settings.ts';

export interface AccessRouteServices {
  access: Pick<Access, 'setupNeeded' | 'setUp' | 'logIn' | 'logOut'>;
  settings: Pick<ApiSettings, 'version'>;
}

type Operations = 'getSetup' | 'setup' | 'logIn' | 'getSession' | 'logOut';

export function accessRoutes({ access, settings }: AccessRouteServices): HandlersOf<Operations> {
  return {
    getSetup: async () => ({ needed: await access.setupNeeded(), version: settings.version }),
    setup: async ({ body, request, reply }) => begin(await access.setUp(body), request, reply),
    logIn: async ({ body, request, reply }) => begin(await access.logIn(body, request.ip), request, reply),
    getSession: ({ principal }) => sessionOf(principal),
    logOut: async ({ principal, request, reply }) => {
      await access.logOut(principal);
      reply.set('Set-Cookie', sessionCookieHeader('', 0, request.secure));
    },
  };
}

function begin(
  { token, lifetimeS, principal }: NewSession,
  request: RequestInfo,
  reply: ReplyHeaders,
): Session {
  reply.set('Set-Cookie', sessionCookieHeader(token, lifetimeS, request.secure));
  return sessionOf(principal);
}

/** An API key is shown as a user without an address; its permissions say what it may do. */
function sessionOf(principal: Principal): Session {
  const { id, actor } = principal;
  const permissions = [...principal.permissions];
  if (principal.kind === 'apiKey') {
    return { user: { id, name: actor, email: '', role: 'viewer' }, permissions };
  }
  const { email, role, session } = principal;
  return { user: { id, name: actor, email, role }, permissions, csrfToken: session.csrfToken };
}
