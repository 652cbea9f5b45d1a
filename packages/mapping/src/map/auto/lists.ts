import type { MapField } from '../fields.ts';
import { EACH, formatPath, parsePath, type PathStep } from '../paths.ts';
import { startsWith, type Leaf } from './features.ts';
import type { Fit } from './score.ts';
import { commonWords, conceptOf } from './words.ts';

/** A list of the target and the list of the source that it is made of. */
export interface ListMatch extends Fit {
  target: string;
  source: string;
}

/** A list of objects, with what its entries hold; paths are those of the entries: `lines[]`. */
interface ListInfo {
  path: string;
  steps: readonly PathStep[];
  /** Path of the list around; empty outside of lists. */
  outer: string;
  words: readonly string[];
  /** Concepts and names of the entries' own fields. */
  content: ReadonlySet<string>;
  /** Whether fields of single entries are taken by the entries' codes. */
  isPicked: boolean;
}

/** Lists below this fit are left to people. */
const MIN_SCORE = 0.4;

/**
 * Matches lists from the outside in: an inner list is looked for in the list that the outer one is made of.
 * @param given matches that the map already has
 */
export function matchLists(
  sources: { fields: readonly MapField[]; leaves: readonly Leaf[]; base: readonly PathStep[] },
  targets: { fields: readonly MapField[]; leaves: readonly Leaf[] },
  given: ReadonlyMap<string, string>,
): ListMatch[] {
  const sourceLists = listsIn(sources.fields, sources.leaves, sources.base);
  const targetLists = listsIn(targets.fields, targets.leaves, []);
  const matched = new Map(given);
  const used = new Set(given.values());
  const found: ListMatch[] = [];
  const depths = [...new Set(targetLists.map(({ steps }) => steps.length))].sort((one, other) => one - other);
  for (const depth of depths) {
    const open = targetLists.filter(({ path, steps }) => steps.length === depth && !matched.has(path));
    const pairs = open
      .flatMap((target) => {
        const outer = target.outer === '' ? '' : matched.get(target.outer);
        return sourceLists
          .filter((source) => source.outer === outer && !used.has(source.path))
          .map((source) => ({ target: target.path, source: source.path, ...listFit(source, target) }));
      })
      .filter(({ score }) => score >= MIN_SCORE)
      .sort((one, other) => other.score - one.score);
    for (const pair of pairs) {
      if (matched.has(pair.target) || used.has(pair.source)) continue;
      matched.set(pair.target, pair.source);
      used.add(pair.source);
      found.push(pair);
    }
  }
  return found;
}

function listsIn(
  fields: readonly MapField[],
  leaves: readonly Leaf[],
  base: readonly PathStep[],
): ListInfo[] {
  const byList = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    if (leaf.list !== '' && leaf.picked === undefined)
      byList.set(leaf.list, [...(byList.get(leaf.list) ?? []), leaf]);
  }
  const picked = new Set(
    leaves.flatMap(({ picked: entry }) =>
      entry?.code === undefined ? [] : [formatPath([...entry.list, EACH])],
    ),
  );
  const lists = fields.filter(({ steps, type }) => steps.at(-1) === EACH && type === 'object');
  return lists
    .filter(({ steps }) => startsWith(steps, base) && steps.length > base.length)
    .map(({ steps }) => {
      const own = steps.slice(0, -1);
      const above = own.findLastIndex((step) => step === EACH);
      const path = formatPath(steps);
      const content = (byList.get(path) ?? []).map(
        ({ features }) => features.concept ?? features.words.join(' '),
      );
      const outer = above < base.length ? '' : formatPath(own.slice(0, above + 1));
      return {
        path,
        steps,
        outer,
        words: commonWords(String(own.at(-1) ?? '')),
        content: new Set(content),
        isPicked: picked.has(path),
      };
    });
}

function listFit(source: ListInfo, target: ListInfo): Fit {
  const common = [...target.content].filter((item) => source.content.has(item));
  const smaller = Math.min(source.content.size, target.content.size);
  const content = smaller === 0 ? 0 : common.length / smaller;
  const contentReason = common.length === 0 ? [] : [`entries share ${common.slice(0, 4).join(', ')}`];
  if (source.words.length === 0) {
    return { score: Math.min(0.9, content), reasons: ['the document is a list', ...contentReason] };
  }
  if (target.words.length === 0) {
    // Rows repeat what is around the list that they are made of: its own part alone has to tell it.
    const share = common.length / Math.max(1, target.content.size);
    const score = common.length < 2 ? 0 : Math.min(0.9, 0.5 + 0.5 * share);
    return { score, reasons: ['the result is a list', ...contentReason] };
  }
  const [one, other] = [source.words.join(' '), target.words.join(' ')];
  if (one === other) return { score: 0.75 + 0.25 * content, reasons: ['same name', ...contentReason] };
  const concept = conceptOf(source.words);
  if (concept !== undefined && concept === conceptOf(target.words)) {
    return { score: 0.7 + 0.25 * content, reasons: [`trade synonym: ${one} = ${other}`, ...contentReason] };
  }
  // Entries that are told apart by codes have places of their own in the target.
  if (source.isPicked) return { score: 0, reasons: [] };
  const shared = source.words.filter((word) => target.words.includes(word));
  const name = shared.length === 0 ? 0 : 0.2;
  // A single field in common is chance.
  return { score: common.length < 2 && name === 0 ? 0 : name + 0.6 * content, reasons: contentReason };
}

/** Entries of the lists around a place, from the inside out: `orders[].lines[]`, `orders[]`. */
export function listsAround(path: string): string[] {
  const steps = parsePath(path) ?? [];
  const ends = steps.flatMap((step, index) => (step === EACH ? [index + 1] : []));
  return ends.toReversed().map((end) => formatPath(steps.slice(0, end)));
}
