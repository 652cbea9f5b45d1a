/** Keeps what was loaded for a short while, and loads it once however many ask at the same time. */
export class TimedCache<Value> {
  readonly #kept = new Map<string, { value: Promise<Value>; until: number }>();
  readonly #load: (key: string) => Promise<Value>;
  readonly #keepMs: number;

  constructor(load: (key: string) => Promise<Value>, keepMs: number) {
    this.#load = load;
    this.#keepMs = keepMs;
  }

  get(key: string): Promise<Value> {
    const now = Date.now();
    const kept = this.#kept.get(key);
    if (kept && kept.until > now) return kept.value;
    const value = this.#load(key);
    this.#kept.set(key, { value, until: now + this.#keepMs });
    value.catch(() => this.#kept.delete(key));
    return value;
  }

  clear(): void {
    this.#kept.clear();
  }
}
