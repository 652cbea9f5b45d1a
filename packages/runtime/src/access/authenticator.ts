import type { KeyPrincipal, UserPrincipal } from './principal.ts';

/** Says who a key or cookie belongs to. */
export interface Authenticator {
  /** Gives the owner of an API key that is neither revoked nor expired. */
  byKey(key: string): Promise<KeyPrincipal | undefined>;
  /** Gives the person of a session that has not expired, and prolongs it. */
  bySession(token: string): Promise<UserPrincipal | undefined>;
}
