import { groupBy } from '@crossdock/flow-schema';
import { bySpecificity, matchesPattern, type Pattern } from './patterns.ts';

interface Entry<Value> {
  pattern: Pattern;
  value: Value;
  /** Its place among all patterns. */
  order: number;
}

/** Patterns of one beginning: a few, or many by the text that they end with. */
type Group<Value> = Entry<Value>[] | SuffixIndex<Value>;

interface SuffixIndex<Value> {
  bySuffix: ReadonlyMap<string, readonly Entry<Value>[]>;
  suffixLengths: readonly number[];
}

/** Patterns of one beginning that are tried one after the other rather than hashed once more. */
const few = 8;

/**
 * Finds the patterns that match a text, the most specific first. Texts without wildcards are hashed; the others are
 * hashed by beginning and ending, so that the time goes by the length of the text, not by the number of patterns.
 * (Only patterns that share both, such as `A*1*B` and `A*2*B`, are tried one after the other.) Endings are hashed when
 * a text with their beginning is asked for: making the index takes little more time than reading the patterns.
 */
export class PatternIndex<Value> {
  readonly #literal = new Map<string, Value>();
  readonly #groups = new Map<string, Group<Value>>();
  /** Longest first: a longer beginning says more than all that follows it. */
  readonly #prefixLengths: readonly number[];

  /** @param patterns each text once */
  constructor(patterns: Iterable<readonly [Pattern, Value]>) {
    const lengths = new Set<number>();
    let order = 0;
    for (const [pattern, value] of patterns) {
      if (!pattern.hasWildcards) this.#literal.set(pattern.text, value);
      else {
        this.#add({ pattern, value, order: (order += 1) });
        lengths.add(pattern.prefix.length);
      }
    }
    this.#prefixLengths = [...lengths].sort((one, other) => other - one);
  }

  /** The first answer that `accept` gives for a matching pattern's value. */
  find<Answer>(text: string, accept: (value: Value) => Answer | undefined): Answer | undefined {
    const literal = this.#literal.get(text);
    const answer = literal === undefined ? undefined : accept(literal);
    if (answer !== undefined) return answer;
    for (const length of this.#prefixLengths) {
      if (length > text.length) continue;
      for (const { value } of this.#matching(text.slice(0, length), text)) {
        const found = accept(value);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }

  #add(entry: Entry<Value>): void {
    const { prefix } = entry.pattern;
    const group = this.#groups.get(prefix);
    if (Array.isArray(group)) group.push(entry);
    else this.#groups.set(prefix, [entry]);
  }

  #matching(prefix: string, text: string): readonly Entry<Value>[] {
    let group = this.#groups.get(prefix);
    if (group === undefined) return [];
    if (Array.isArray(group) && group.length > few) {
      group = suffixIndexOf(group);
      this.#groups.set(prefix, group);
    }
    const found: Entry<Value>[] = [];
    for (const entry of Array.isArray(group) ? group : candidates(group, text))
      if (matchesPattern(entry.pattern, text)) found.push(entry);
    return found.length > 1 ? found.sort(byRank) : found;
  }
}

function suffixIndexOf<Value>(entries: readonly Entry<Value>[]): SuffixIndex<Value> {
  const bySuffix = groupBy(entries, ({ pattern }) => pattern.suffix);
  const lengths = new Set<number>();
  for (const suffix of bySuffix.keys()) lengths.add(suffix.length);
  return { bySuffix, suffixLengths: [...lengths] };
}

function* candidates<Value>(
  { bySuffix, suffixLengths }: SuffixIndex<Value>,
  text: string,
): Generator<Entry<Value>> {
  for (const length of suffixLengths)
    if (length <= text.length) yield* bySuffix.get(text.slice(text.length - length)) ?? [];
}

const byRank = (one: Entry<unknown>, other: Entry<unknown>): number =>
  bySpecificity(one.pattern, other.pattern) || one.order - other.order;
