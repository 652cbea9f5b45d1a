import type { Permission, Role } from '@crossdock/flow-schema';

/** A signed-in person. */
export interface UserPrincipal {
  kind: 'user';
  id: string;
  /** Name that people see beside what was changed. */
  actor: string;
  email: string;
  role: Role;
  permissions: ReadonlySet<Permission>;
  session: {
    id: string;
    /** Goes with every change made with the cookie. */
    csrfToken: string;
  };
}

/** A program with an API key. */
export interface KeyPrincipal {
  kind: 'apiKey';
  id: string;
  actor: string;
  permissions: ReadonlySet<Permission>;
}

/** Who makes a request. */
export type Principal = UserPrincipal | KeyPrincipal;

/** Who is written down as having changed something. */
export interface Actor {
  /** Name for people. */
  actor: string;
  /** Precisely who, for the audit: `user:<id>`, `key:<id>`, `system`. */
  ref: string;
}

/** The server itself: headless start, demo. */
export const systemActor: Actor = { actor: 'Crossdock', ref: 'system' };

export const actorOf = ({ kind, id, actor }: Principal): Actor => ({
  actor,
  ref: kind === 'user' ? `user:${id}` : `key:${id}`,
});
