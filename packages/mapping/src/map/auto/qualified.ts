import { EACH, formatPath, type PathStep } from '../paths.ts';
import { named, type Features, type Leaf } from './features.ts';
import { HOLDERS } from './concepts.ts';
import { QUALIFIER_FIELDS, QUALIFIERS, type QualifierCodes } from './qualifiers.ts';
import { GENERIC_WORDS } from './vocabulary.ts';
import { commonWords, conceptOf } from './words.ts';

/**
 * Fields of lists whose entries are told apart by codes, once for each code that occurs: `parties` with the
 * roles ST and BY has a ship-to name and a buyer's name.
 */
export function qualifiedLeaves(leaves: readonly Leaf[], base: readonly PathStep[]): Leaf[] {
  const byList = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    if (leaf.list !== '') byList.set(leaf.list, [...(byList.get(leaf.list) ?? []), leaf]);
  }
  return [...byList.values()].flatMap((members) => expand(members, base));
}

function expand(members: readonly Leaf[], base: readonly PathStep[]): Leaf[] {
  const qualifier = QUALIFIER_FIELDS.map((name) => members.find((leaf) => isDirect(leaf, name))).find(
    (leaf) => leaf !== undefined,
  );
  if (qualifier === undefined) return [];
  const list = qualifier.field.steps.slice(0, -2);
  const name = String(qualifier.field.steps.at(-1));
  const words = commonWords(String(list.at(-1) ?? ''));
  const meanings = QUALIFIERS.find(({ lists }) =>
    lists.some((word) => words.includes(commonWords(word)[0] ?? '')),
  );
  if (meanings === undefined) return [];
  const codes = [...(qualifier.field.values ?? qualifier.field.samples)].map(String);
  return codes.flatMap((code) => {
    const meaning = meaningOf(code, meanings);
    if (meaning === undefined) return [];
    return members
      .filter(
        (leaf) => leaf !== qualifier && !/(Meaning|Text|[qQ]ualifier)$/.test(String(leaf.field.steps.at(-1))),
      )
      .map((leaf) => picked(leaf, { list, qualifier: name, code }, commonWords(meaning), base));
  });
}

function meaningOf(code: string, { codes }: QualifierCodes): string | undefined {
  return Object.keys(codes).find((meaning) => codes[meaning]?.split(', ').includes(code));
}

function isDirect(leaf: Leaf, name: string): boolean {
  const { steps } = leaf.field;
  return steps.at(-1) === name && steps.at(-2) === EACH;
}

function picked(
  leaf: Leaf,
  by: { list: readonly PathStep[]; qualifier: string; code: string },
  meaning: readonly string[],
  base: readonly PathStep[],
): Leaf {
  const rest = leaf.field.steps.slice(by.list.length + 1);
  const above = by.list.findLastIndex((step) => step === EACH);
  return {
    ...leaf,
    list: above < base.length ? '' : formatPath(by.list.slice(0, above + 1)),
    features: featuresWith(leaf.features, meaning),
    picked: { ...by, rest },
  };
}

/** `id` of a product number with the code BP is the buyer's item number; `name` of a party ST, ship-to's. */
function featuresWith(own: Features, meaning: readonly string[]): Features {
  const concept = conceptOf(meaning);
  const isPlain = own.words.slice(-1).every((word) => GENERIC_WORDS.has(word)) && own.holders.length === 0;
  if (isPlain && !HOLDERS.has(concept ?? '')) return { ...own, concept, ...named(meaning), around: [] };
  return concept === undefined
    ? { ...own, around: [...own.around, ...meaning] }
    : { ...own, holders: [...own.holders, concept] };
}
