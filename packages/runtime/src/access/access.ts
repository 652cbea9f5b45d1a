import {
  rolePermissions,
  type ApiKey,
  type ApiKeyCreate,
  type ApiKeyCreated,
  type LoginBody,
  type SetupBody,
} from '@crossdock/flow-schema';
import { invalidFields, notFound, Refusal } from '../refusal.ts';
import type { ApiKeyStore } from '../store/api-keys.ts';
import type { Change } from '../store/audit.ts';
import type { LoginFailureStore } from '../store/login-failures.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import { sessionLifetimeS, type SessionRow, type SessionStore } from '../store/sessions.ts';
import type { UserRow, UserStore } from '../store/users.ts';
import { timeOf } from '../time-field.ts';
import type { Authenticator } from './authenticator.ts';
import { KeyCache } from './key-cache.ts';
import { LoginThrottle } from './login-throttle.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { actorOf, type Actor, type Principal, type UserPrincipal } from './principal.ts';
import { hashToken, newToken } from './tokens.ts';

export interface AccessStores {
  users: UserStore;
  sessions: SessionStore;
  apiKeys: ApiKeyStore;
  loginFailures: LoginFailureStore;
  audit(by: Actor, change: Change): Promise<void>;
}

/** A session that has just begun. */
export interface NewSession {
  /** For the cookie; not kept anywhere else. */
  token: string;
  lifetimeS: number;
  principal: UserPrincipal;
}

/** Characters of a key by which people recognise it. */
const shownCharacters = 10;
const keyPrefix = 'cdk_';

/** Log-in, sessions and API keys. */
export class Access implements Authenticator {
  readonly #stores: AccessStores;
  readonly #keys: KeyCache;
  readonly #throttle: LoginThrottle;

  constructor(stores: AccessStores) {
    this.#stores = stores;
    this.#keys = new KeyCache(stores.apiKeys);
    this.#throttle = new LoginThrottle(stores.loginFailures);
  }

  byKey(key: string) {
    return this.#keys.find(key);
  }

  async bySession(token: string): Promise<UserPrincipal | undefined> {
    const id = hashToken(token);
    const session = await this.#stores.sessions.find(id);
    return session && principalOf(session, id);
  }

  /** Whether the first owner must still be created. */
  async setupNeeded(): Promise<boolean> {
    return !(await this.#stores.users.any());
  }

  /** Creates the first owner and signs in. @throws Refusal `already_set_up` or `invalid_fields` */
  async setUp({ name, email, password }: SetupBody): Promise<NewSession> {
    if (name.trim() === '') throw invalidFields([{ path: 'name', message: 'must not be blank' }]);
    // Asked before the costly hash: after set-up this address is open to everybody still.
    const owner = (await this.setupNeeded())
      ? await this.#stores.users.createFirstOwner({
          name: name.trim(),
          email: normalise(email),
          passwordHash: await hashPassword(password),
        })
      : undefined;
    if (!owner) throw new Refusal('already_set_up', 'There is an owner already. Log in instead.');
    return this.#start(owner);
  }

  /**
   * Signs in. Unknown people and wrong passwords get the same answer after the same time.
   * @param address where the attempt comes from
   * @throws Refusal `invalid_credentials` or `too_many_attempts`
   */
  async logIn(body: LoginBody, address: string): Promise<NewSession> {
    const email = normalise(body.email);
    await this.#throttle.attempt(email, address);
    const user = await this.#stores.users.byEmail(email);
    if (!(await verifyPassword(user?.passwordHash, body.password)) || !user) {
      throw new Refusal('invalid_credentials', 'The e-mail address or the password is wrong.');
    }
    await this.#throttle.succeeded(email, address);
    const session = await this.#start(user);
    const change = { action: 'session.begin', subject: `user:${user.id}`, data: { address } };
    await this.#stores.audit(actorOf(session.principal), change);
    return session;
  }

  /** Forgets what is kept of keys: one was revoked, here or elsewhere. */
  forgetKeys(): void {
    this.#keys.clear();
  }

  /** Ends the session of a request; API keys have none. */
  async logOut(principal: Principal): Promise<void> {
    if (principal.kind === 'user') await this.#stores.sessions.delete(principal.session.id);
  }

  listKeys(page: PageRequest): Promise<PageResult<ApiKey>> {
    return this.#stores.apiKeys.list(page);
  }

  /** Creates a key with some or all of the creator's permissions. @throws Refusal for more than these */
  async createKey(body: ApiKeyCreate, by: Principal): Promise<ApiKeyCreated> {
    const beyond = body.scopes.filter((scope) => !by.permissions.has(scope));
    if (beyond.length > 0) {
      throw new Refusal('forbidden', `You can’t give permissions you don’t have: ${beyond.join(', ')}.`);
    }
    const key = keyPrefix + newToken();
    const created = await this.#stores.apiKeys.create(
      {
        ...describeKey(key),
        name: body.name,
        scopes: [...new Set(body.scopes)],
        expiresAt: body.expiresAt === undefined ? undefined : timeOf('expiresAt', body.expiresAt),
      },
      actorOf(by),
    );
    return { ...created, key };
  }

  /** @throws Refusal `not_found` */
  async revokeKey(id: string, by: Principal): Promise<void> {
    if (!(await this.#stores.apiKeys.revoke(id, actorOf(by)))) throw notFound('API key');
    this.forgetKeys();
  }

  async #start(user: UserRow): Promise<NewSession> {
    const token = newToken();
    const id = hashToken(token);
    const csrfToken = newToken();
    await this.#stores.sessions.create({ tokenHash: id, userId: user.id, csrfToken });
    const principal = principalOf({ ...user, userId: user.id, csrfToken }, id);
    return { token, lifetimeS: sessionLifetimeS, principal };
  }
}

/** What is stored of a key besides its name and scopes. */
export const describeKey = (key: string) => ({
  prefix: key.slice(0, shownCharacters),
  keyHash: hashToken(key),
});

/** E-mail addresses are compared without regard to case. */
export const normalise = (email: string): string => email.trim().toLowerCase();

function principalOf(session: SessionRow, id: string): UserPrincipal {
  return {
    kind: 'user',
    id: session.userId,
    actor: session.name,
    email: session.email,
    role: session.role,
    permissions: new Set(rolePermissions[session.role]),
    session: { id, csrfToken: session.csrfToken },
  };
}
