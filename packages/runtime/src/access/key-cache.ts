import { permissions } from '@crossdock/flow-schema';
import type { ApiKeyStore } from '../store/api-keys.ts';
import type { KeyPrincipal } from './principal.ts';
import { hashToken } from './tokens.ts';

/** How long a key is believed without asking again: the longest a revoked key lives on when its notice is lost. */
const believedForMs = 5_000;
const maxKept = 5_000;

interface Kept {
  principal: Promise<KeyPrincipal | undefined>;
  until: number;
}

/**
 * Knows who API keys belong to, without a query per request: what was found is kept for five seconds.
 * Revoking takes effect at once, and within those five seconds where the notice of it was lost.
 */
export class KeyCache {
  readonly #kept = new Map<string, Kept>();
  readonly #store: Pick<ApiKeyStore, 'use'>;
  readonly #now: () => number;

  constructor(store: Pick<ApiKeyStore, 'use'>, now: () => number = Date.now) {
    this.#store = store;
    this.#now = now;
  }

  /** Gives the owner of a key that may be used. */
  find(key: string): Promise<KeyPrincipal | undefined> {
    const keyHash = hashToken(key);
    const kept = this.#kept.get(keyHash);
    if (kept && kept.until > this.#now()) return kept.principal;
    const principal = this.#load(keyHash);
    this.#keep(keyHash, principal);
    return principal;
  }

  /** Forgets all keys, after one was revoked. */
  clear(): void {
    this.#kept.clear();
  }

  async #load(keyHash: string): Promise<KeyPrincipal | undefined> {
    const key = await this.#store.use(keyHash);
    if (!key) return undefined;
    const known = key.scopes.filter((scope) => permissions.includes(scope));
    return { kind: 'apiKey', id: key.id, actor: `API key ${key.name}`, permissions: new Set(known) };
  }

  /** Unknown keys and failures are not kept: a key works from the moment it is created. */
  #keep(keyHash: string, principal: Promise<KeyPrincipal | undefined>): void {
    this.#kept.delete(keyHash);
    this.#kept.set(keyHash, { principal, until: this.#now() + believedForMs });
    const forget = () => {
      if (this.#kept.get(keyHash)?.principal === principal) this.#kept.delete(keyHash);
    };
    principal.then((found) => found ?? forget(), forget);
    if (this.#kept.size <= maxKept) return;
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}
