import type { Leaf } from './features.ts';
import { scoreOf } from './score.ts';

/** Source fields compared with one target field at most. */
const MAX_CANDIDATES = 60;

/** Finds source fields that have a word or concept in common with a target field, without looking at all. */
export class LeafIndex {
  private readonly byList = new Map<string, Map<string, Leaf[]>>();

  constructor(leaves: readonly Leaf[]) {
    for (const leaf of leaves) {
      const index = this.byList.get(leaf.list) ?? new Map<string, Leaf[]>();
      this.byList.set(leaf.list, index);
      for (const key of keysOf(leaf)) {
        const entry = index.get(key);
        if (entry === undefined) index.set(key, [leaf]);
        else entry.push(leaf);
      }
    }
  }

  /** Calls for each field of one list of the source that fits a target field well enough. */
  fitting(target: Leaf, list: string, minScore: number, found: (source: Leaf, score: number) => void): void {
    const index = this.byList.get(list);
    if (index === undefined) return;
    const seen = new Set<Leaf>();
    for (const posting of postingsFor(index, target)) {
      for (const leaf of posting) {
        if (seen.size >= MAX_CANDIDATES) return;
        if (seen.has(leaf)) continue;
        seen.add(leaf);
        const score = scoreOf(leaf, target);
        if (score >= minScore) found(leaf, score);
      }
    }
  }
}

/** Rare words first: they tell more, and the common ones would bring too many. */
function postingsFor(index: ReadonlyMap<string, readonly Leaf[]>, target: Leaf): (readonly Leaf[])[] {
  return keysOf(target)
    .map((key) => index.get(key) ?? [])
    .filter((posting) => posting.length > 0)
    .sort((one, other) => one.length - other.length);
}

/** The concept together with whose it is, the concept alone, whole names and words. */
function keysOf({ features: { concept, words, name, holders } }: Leaf): string[] {
  return [
    ...(concept === undefined ? [] : [...holders.map((holder) => `${holder} # ${concept}`), `# ${concept}`]),
    ...holders.map((holder) => `${holder} = ${name}`),
    `= ${name}`,
    ...new Set(words),
  ];
}
