import { isIPv6 } from 'node:net';
import { Refusal } from '../refusal.ts';
import type { FailureLimit, LoginFailureStore } from '../store/login-failures.ts';
import { hashToken } from './tokens.ts';

/** Failures that cost nothing; people mistype. */
const freeFailures = 5;
const freeFailuresOfAddress = 50;
const pauses = { firstPauseMs: 1_000, longestPauseMs: 15 * 60_000 };

/**
 * Slows down guessing of passwords: after a few failures of an account from an address, and after many of an
 * address, each further one doubles a pause, up to a quarter of an hour. All servers count together, and a restart
 * forgets nothing. An account can't be locked from elsewhere by a stranger's guesses.
 */
export class LoginThrottle {
  readonly #store: LoginFailureStore;

  constructor(store: LoginFailureStore) {
    this.#store = store;
  }

  /**
   * Counts an attempt as failed until `succeeded` says otherwise, so that attempts made at once all count.
   * @throws Refusal `too_many_attempts` during a pause
   */
  async attempt(email: string, address: string): Promise<void> {
    const { account, source } = limitsOf(email, address);
    const pauseMs = await this.#store.pauseOf([account.key, source.key]);
    if (pauseMs > 0) throw tooMany(pauseMs);
    const counted = (await this.#store.count(account)) && (await this.#store.count(source));
    if (!counted) throw tooMany(pauses.firstPauseMs);
  }

  /** Forgives the account's failures; the address keeps its earlier ones, or one known password would reset it. */
  async succeeded(email: string, address: string): Promise<void> {
    const { account, source } = limitsOf(email, address);
    await this.#store.forget(account.key);
    await this.#store.takeBack(source.key);
  }
}

function limitsOf(email: string, address: string): { account: FailureLimit; source: FailureLimit } {
  const network = networkOf(address);
  return {
    account: { key: hashToken(`${email}\n${network}`), free: freeFailures, ...pauses },
    source: { key: hashToken(network), free: freeFailuresOfAddress, ...pauses },
  };
}

/** Whoever has one address of IPv6 has the 2^64 beside it as well. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = (text: string | undefined): string[] => (text ? text.split(':') : []);
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

const tooMany = (pauseMs: number): Refusal => {
  const retryAfterS = Math.ceil(pauseMs / 1000);
  return new Refusal('too_many_attempts', `Too many failed log-ins. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  });
};
