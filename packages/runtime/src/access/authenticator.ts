import type { KeyPrincipal, UserPrincipal } from './principal.ts';

/** A person's log-in, as the cookie gives it. */
export interface SignedIn {
  principal: UserPrincipal;
  /** Goes with every change made with the cookie. */
  csrfToken: string;
}

/** Says who a key or cookie belongs to. */
export interface Authenticator {
  /** Gives the owner of an API key that is neither revoked nor expired. */
  byKey(key: string): Promise<KeyPrincipal | undefined>;
  /** Gives the person of a session that has not expired, and prolongs it. */
  bySession(token: string): Promise<SignedIn | undefined>;
}
