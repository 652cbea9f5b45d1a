import { groupBy } from '@crossdock/flow-schema';
import { bySpecificity, matchesPattern, type Pattern } from './patterns.ts';

interface Ranked<Value> {
  pattern: Pattern;
  value: Value;
  rank: number;
}

/** Patterns of one beginning: a few, in the order of their rank, or many by the text that they end with. */
type Group<Value> =
  | readonly Ranked<Value>[]
  | { bySuffix: ReadonlyMap<string, readonly Ranked<Value>[]>; suffixLengths: readonly number[] };

/** Patterns of one beginning that are tried one after the other rather than hashed once more. */
const few = 8;

/**
 * Finds the patterns that match a text, the most specific first. Texts without wildcards are hashed; the others are
 * hashed by beginning and ending, so that the time goes by the length of the text, not by the number of patterns.
 * (Only patterns that share both, such as `A*1*B` and `A*2*B`, are tried one after the other.)
 */
export class PatternIndex<Value> {
  readonly #literal = new Map<string, Value>();
  readonly #groups = new Map<string, Group<Value>>();
  readonly #prefixLengths: readonly number[];

  /** @param patterns each text once */
  constructor(patterns: readonly (readonly [Pattern, Value])[]) {
    const wild = patterns.filter(([pattern]) => pattern.hasWildcards);
    for (const [pattern, value] of patterns)
      if (!pattern.hasWildcards) this.#literal.set(pattern.text, value);
    const sorted = wild.toSorted(([one], [other]) => bySpecificity(one, other));
    const byPrefix = groupBy(
      sorted.map(([pattern, value], rank) => ({ pattern, value, rank })),
      ({ pattern }) => pattern.prefix,
    );
    for (const [prefix, group] of byPrefix) this.#groups.set(prefix, groupOf(group));
    this.#prefixLengths = lengthsOf(byPrefix.keys()).reverse();
  }

  /** The first answer that `accept` gives for a matching pattern's value. */
  find<Answer>(text: string, accept: (value: Value) => Answer | undefined): Answer | undefined {
    const literal = this.#literal.get(text);
    const answer = literal === undefined ? undefined : accept(literal);
    if (answer !== undefined) return answer;
    for (const length of this.#prefixLengths) {
      if (length > text.length) continue;
      const group = this.#groups.get(text.slice(0, length));
      for (const { value } of group ? matching(group, text) : []) {
        const found = accept(value);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}

function groupOf<Value>(patterns: readonly Ranked<Value>[]): Group<Value> {
  if (patterns.length <= few) return patterns;
  const bySuffix = groupBy(patterns, ({ pattern }) => pattern.suffix);
  return { bySuffix, suffixLengths: lengthsOf(bySuffix.keys()) };
}

function matching<Value>(group: Group<Value>, text: string): readonly Ranked<Value>[] {
  if (!('bySuffix' in group)) return group.filter(({ pattern }) => matchesPattern(pattern, text));
  const found: Ranked<Value>[] = [];
  for (const length of group.suffixLengths) {
    if (length > text.length) break;
    for (const ranked of group.bySuffix.get(text.slice(text.length - length)) ?? [])
      if (matchesPattern(ranked.pattern, text)) found.push(ranked);
  }
  return found.length > 1 ? found.sort((one, other) => one.rank - other.rank) : found;
}

const lengthsOf = (texts: Iterable<string>): number[] =>
  [...new Set([...texts].map(({ length }) => length))].sort((one, other) => one - other);
