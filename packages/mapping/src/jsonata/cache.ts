/** Remembers what was computed last, up to a number of entries; the least recently used goes first. */
export class LruCache<V> {
  private readonly limit: number;
  private readonly entries = new Map<string, V>();
  /** The last one asked for: loops ask for the same again and again. */
  private last: { key: string; value: V } | undefined;

  constructor(limit: number) {
    this.limit = limit;
  }

  /** The remembered value for a key, or a newly computed one; what throws is not remembered. */
  get(key: string, compute: (key: string) => V): V {
    if (this.last?.key === key) return this.last.value;
    const value = this.entries.get(key) ?? compute(key);
    // Entries are kept in the order of their last use.
    this.entries.delete(key);
    this.entries.set(key, value);
    this.last = { key, value };
    if (this.entries.size > this.limit) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
    return value;
  }
}
