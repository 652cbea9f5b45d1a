interface CacheLimits<V> {
  /** Most entries. */
  entries: number;
  /** Most characters that the keys of all entries have together. */
  characters?: number;
  /** What an entry counts as, in characters, where its key does not tell. */
  weigh?: (key: string, value: V) => number;
}

/** Remembers what was computed last, within limits; the least recently used goes first. */
export class LruCache<V> {
  private readonly limits: Required<CacheLimits<V>>;
  private readonly entries = new Map<string, V>();
  private characters = 0;
  /** The last one asked for: loops ask for the same again and again. */
  private last: { key: string; value: V } | undefined;

  constructor(limits: CacheLimits<V>) {
    this.limits = { characters: Infinity, weigh: (key) => key.length, ...limits };
  }

  /** The remembered value for a key, or a newly computed one; what throws is not remembered. */
  get(key: string, compute: (key: string) => V): V {
    if (this.last?.key === key) return this.last.value;
    const known = this.entries.get(key);
    const value = known ?? compute(key);
    // Entries are kept in the order of their last use.
    if (known === undefined) this.characters += this.limits.weigh(key, value);
    else this.entries.delete(key);
    this.entries.set(key, value);
    this.last = { key, value };
    this.shrink();
    return value;
  }

  private shrink(): void {
    for (const [key, value] of this.entries) {
      if (this.entries.size <= this.limits.entries && this.characters <= this.limits.characters) return;
      this.entries.delete(key);
      this.characters -= this.limits.weigh(key, value);
    }
  }
}
