import { EACH, formatPath, type PathStep } from '../paths.ts';
import { featuresOf, named, type Features, type Leaf } from './features.ts';
import { HOLDERS } from './concepts.ts';
import { QUALIFIER_FIELDS, QUALIFIERS, type QualifierCodes } from './qualifiers.ts';
import { GENERIC_WORDS } from './vocabulary.ts';
import { commonWords, conceptOf } from './words.ts';

/** What the first entry of a list says for all is less likely meant than a field that there is once. */
const FIRST_WEIGHT = 0.8;

/**
 * Fields of single entries of lists, as if they stood beside the list. Where entries are told apart by codes, once
 * for each code that occurs: `parties` with the roles ST and BY has a ship-to name and a buyer's name. Of other
 * lists it is the first entry.
 */
export function pickedLeaves(leaves: readonly Leaf[], base: readonly PathStep[], document: string): Leaf[] {
  const byList = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    if (leaf.list !== '') byList.set(leaf.list, [...(byList.get(leaf.list) ?? []), leaf]);
  }
  return [...byList.values()].flatMap(
    (members) => byCode(members, base) ?? members.map((leaf) => firstOf(leaf, base, document)),
  );
}

/** The fields by codes; undefined for a list whose entries are alike. */
function byCode(members: readonly Leaf[], base: readonly PathStep[]): Leaf[] | undefined {
  const qualifier = QUALIFIER_FIELDS.map((name) => members.find((leaf) => isDirect(leaf, name))).find(
    (leaf) => leaf !== undefined,
  );
  if (qualifier === undefined) return undefined;
  const list = qualifier.field.steps.slice(0, -2);
  const name = String(qualifier.field.steps.at(-1));
  const words = commonWords(String(list.at(-1) ?? ''));
  const meanings = QUALIFIERS.find(({ lists }) =>
    lists.some((word) => words.includes(commonWords(word)[0] ?? '')),
  );
  if (meanings === undefined) return undefined;
  const told = members.filter((leaf) => leaf !== qualifier && !isAside(leaf));
  const codes = [...(qualifier.field.values ?? qualifier.field.samples)].map(String);
  return codes.flatMap((code) => {
    const meaning = meaningOf(code, meanings);
    if (meaning === undefined) return [];
    const by = { list, condition: `${name} = ${JSON.stringify(code)}`, code: `${name} ${code}` };
    return told.map((leaf) => ({
      ...beside(leaf, list.length, base),
      features: featuresWith(leaf.features, commonWords(meaning)),
      picked: { ...by, rest: leaf.field.steps.slice(list.length + 1) },
    }));
  });
}

/** Fields that go with another: what a code means, how a value was written. */
function isAside({ field: { steps } }: Leaf): boolean {
  return /(Meaning|Text|[qQ]ualifier)$/.test(String(steps.at(-1)));
}

function firstOf(leaf: Leaf, base: readonly PathStep[], document: string): Leaf {
  const { steps } = leaf.field;
  const end = steps.findLastIndex((step) => step === EACH);
  const list = steps.slice(0, end);
  const rest = steps.slice(end + 1);
  return {
    ...beside(leaf, end, base),
    features: featuresOf([...list, ...rest].slice(base.length), document, leaf.field.title ?? ''),
    picked: { list, condition: '0', code: undefined, rest },
    weight: FIRST_WEIGHT,
  };
}

/** The field as one of what is around its list. */
function beside(leaf: Leaf, listEnd: number, base: readonly PathStep[]): Leaf {
  const around = leaf.field.steps.slice(0, listEnd);
  const above = around.findLastIndex((step) => step === EACH);
  return { ...leaf, list: above < base.length ? '' : formatPath(around.slice(0, above + 1)) };
}

function meaningOf(code: string, { codes }: QualifierCodes): string | undefined {
  return Object.keys(codes).find((meaning) => codes[meaning]?.split(', ').includes(code));
}

function isDirect(leaf: Leaf, name: string): boolean {
  const { steps } = leaf.field;
  return steps.at(-1) === name && steps.at(-2) === EACH;
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
