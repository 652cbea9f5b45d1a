import type { Span } from './cells.ts';

/** Finds the half-open spans that a value lies in; those that do not overlap in O(log n). */
export class SpanIndex<Value> {
  readonly #entries: readonly { span: Span; value: Value }[];
  /** The furthest end of an entry and all before it: says when looking further back is of no use. */
  readonly #reach: readonly number[];

  constructor(entries: readonly { span: Span; value: Value }[]) {
    this.#entries = entries.toSorted((one, other) => one.span.from - other.span.from || 0);
    let furthest = -Infinity;
    this.#reach = this.#entries.map(({ span }) => (furthest = Math.max(furthest, span.to)));
  }

  /** Values of all spans around a point, the one that begins last first. */
  at(point: number): Value[] {
    const found: Value[] = [];
    for (let index = this.#lastFrom(point); index >= 0; index--) {
      if ((this.#reach[index] ?? -Infinity) <= point) break;
      const entry = this.#entries[index];
      if (entry && point < entry.span.to) found.push(entry.value);
    }
    return found;
  }

  /** Index of the last entry that begins at a point or before it; -1 if there is none. */
  #lastFrom(point: number): number {
    let [low, high] = [0, this.#entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#entries[middle]?.span.from ?? Infinity) <= point) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
