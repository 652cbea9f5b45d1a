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
