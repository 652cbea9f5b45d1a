import { Refusal } from '../refusal.ts';

/** Failures that cost nothing; people mistype. */
const freeFailures = 5;
const freeFailuresOfAddress = 50;
const firstPauseMs = 1_000;
const longestPauseMs = 15 * 60_000;
/** A key is forgotten when it has been quiet for so long. */
const forgetAfterMs = 60 * 60_000;
const maxKeys = 20_000;

interface Failures {
  count: number;
  lastAt: number;
  blockedUntil: number;
}

/**
 * Slows down guessing of passwords: after a few failures of an account from an address, and after many of an
 * address, each further one doubles a pause, up to a quarter of an hour. Kept in memory: every process counts
 * for itself, and a restart forgets. An account can't be locked from elsewhere by a stranger's guesses.
 */
export class LoginThrottle {
  readonly #failures = new Map<string, Failures>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Counts an attempt as failed until `succeeded` says otherwise, so that attempts made at once all count.
   * @throws Refusal `too_many_attempts` during a pause
   */
  attempt(email: string, address: string): void {
    const blockedUntil = Math.max(...keysOf(email, address).map((key) => this.#blockedUntil(key)));
    const waitMs = blockedUntil - this.#now();
    if (waitMs > 0) throw tooMany(Math.ceil(waitMs / 1000));
    const [account, source] = keysOf(email, address);
    this.#count(account, freeFailures);
    this.#count(source, freeFailuresOfAddress);
  }

  /** Forgives the account's failures; the address keeps its earlier ones, or one known password would reset it. */
  succeeded(email: string, address: string): void {
    const [account, source] = keysOf(email, address);
    this.#failures.delete(account);
    const ofSource = this.#failures.get(source);
    if (ofSource) this.#failures.set(source, { ...ofSource, count: ofSource.count - 1, blockedUntil: 0 });
  }

  #blockedUntil(key: string): number {
    return this.#failures.get(key)?.blockedUntil ?? 0;
  }

  #count(key: string, free: number): void {
    const now = this.#now();
    const before = this.#failures.get(key);
    const count = before === undefined || now - before.lastAt > forgetAfterMs ? 1 : before.count + 1;
    const over = count - free;
    const pause = over < 0 ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(over, 20));
    // Set anew, so that the key moves to the end: the map keeps the order of insertion.
    this.#failures.delete(key);
    this.#failures.set(key, { count, lastAt: now, blockedUntil: now + pause });
    this.#trim();
  }

  #trim(): void {
    if (this.#failures.size <= maxKeys) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}

const keysOf = (email: string, address: string): [account: string, source: string] => [
  `${email}\n${address}`,
  address,
];

const tooMany = (retryAfterS: number): Refusal =>
  new Refusal('too_many_attempts', `Too many failed log-ins. Try again in ${retryAfterS} s.`, {
    retryAfterS,
  });
