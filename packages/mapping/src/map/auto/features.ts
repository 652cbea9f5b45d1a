import type { MapField } from '../fields.ts';
import { EACH, formatPath, type PathStep } from '../paths.ts';
import { HOLDERS } from './concepts.ts';
import { commonWords, conceptOf } from './words.ts';

/** What a field's name and place say, taken apart for comparison. */
export interface Features {
  /** What the field itself is called; a concept of the trade where it has one. */
  concept: string | undefined;
  words: readonly string[];
  /** The words with blanks between. */
  name: string;
  /** Concepts of what it belongs to: the ship-to party, the carrier. */
  holders: readonly string[];
  /** Other words of what it belongs to. */
  around: readonly string[];
}

/** A single entry of a list. */
export interface PickedEntry {
  list: readonly PathStep[];
  /** What stands between the brackets: `role = "ST"`, or `0` for the first. */
  condition: string;
  /** The code in words, where the entry is told by one. */
  code: string | undefined;
  /** From the entry to the field. */
  rest: readonly PathStep[];
}

/** A field that takes or gives a single value. */
export interface Leaf {
  field: MapField;
  /** Entries of the innermost list that it lies in (`lines[]`); empty outside of lists. */
  list: string;
  features: Features;
  /** How the entry is picked where the field is taken from a single entry of a list. */
  picked?: PickedEntry;
  /** How likely such a field is meant at all; 1 when left out. */
  weight?: number;
}

/** Names of objects that say nothing about what is in them. */
const SILENT: ReadonlySet<string> = new Set([
  ...['total', 'summary', 'item'],
  ...[
    'header',
    'heading',
    'beginning',
    'detail',
    'body',
    'data',
    'info',
    'information',
    'content',
    'attribute',
  ],
  ...[
    'party',
    'address',
    'postal',
    'root',
    'document',
    'value',
    'text',
    'field',
    'general',
    'common',
    'main',
  ],
]);

/** Names of objects whose fields are the document's own. */
const HEADERS: ReadonlySet<string> = new Set(['header', 'heading', 'beginning', 'head', 'document', 'data']);

/** Names of fields that stand for the object around them: `quantity.value`. */
const STANDS_FOR_PARENT: ReadonlySet<string> = new Set(['value', 'text', 'content', '#text', '_']);

/**
 * Takes a place apart.
 * @param document what the whole document is called, so that its `number` is an order's number
 * @param title what the field is called for people, where its name says too little
 */
export function featuresOf(steps: readonly PathStep[], document: string, title: string): Features {
  const start = steps.findLastIndex((step) => step === EACH);
  const names = steps.slice(start + 1).map(String);
  // An entry's own fields are the list's: `lines[].number` is the line's number.
  const owner = start > 0 ? String(steps[start - 1]) : document;
  if (names.length > 1 && STANDS_FOR_PARENT.has((names.at(-1) ?? '').toLowerCase())) names.pop();
  const leaf = commonWords(names.at(-1) ?? '');
  const above = names.slice(0, -1).map(commonWords);
  const parent = above.at(-1) ?? commonWords(owner);
  // An entry's field that says enough by itself is that: `lines[].itemNumber` is no line item's number.
  const isClear = start > 0 && above.length === 0 && leaf.length > 1 && conceptOf(leaf) !== undefined;
  const together = isClear ? undefined : conceptOf([...parent, ...leaf]);
  if (together !== undefined) {
    return { concept: together, ...named([...parent, ...leaf]), ...holdersOf(above.slice(0, -1)) };
  }
  const ofDocument = start === -1 && above.flat().every((word) => HEADERS.has(word));
  const concept = conceptOf(leaf) ?? (ofDocument ? conceptOf(['document', ...leaf]) : undefined);
  if (concept !== undefined) return { concept, ...named(leaf), ...holdersOf(above) };
  const titled = commonWords(title);
  const byTitle = conceptOf(titled);
  if (byTitle !== undefined) return { concept: byTitle, ...named(leaf), ...holdersOf(above) };
  return splitName(leaf, above);
}

/** `shipToCity` is the city of the ship-to party. */
function splitName(leaf: readonly string[], above: readonly (readonly string[])[]): Features {
  for (let cut = 1; cut < leaf.length; cut += 1) {
    const concept = conceptOf(leaf.slice(cut));
    if (concept === undefined) continue;
    const start = leaf.slice(0, cut);
    return { concept, ...named(leaf.slice(cut)), ...holdersOf([...above, start]) };
  }
  return { concept: undefined, ...named(leaf), ...holdersOf(above) };
}

/** A name in its words. */
export function named(words: readonly string[]): Pick<Features, 'words' | 'name'> {
  return { words, name: words.join(' ') };
}

function holdersOf(names: readonly (readonly string[])[]): Pick<Features, 'holders' | 'around'> {
  const holders: string[] = [];
  const around: string[] = [];
  for (const words of names) {
    const concept = conceptOf(words) ?? conceptOf(words.filter((word) => !SILENT.has(word)));
    if (concept !== undefined && HOLDERS.has(concept)) holders.push(concept);
    else around.push(...words.filter((word) => !SILENT.has(word)));
  }
  return { holders, around };
}

/** Fields with values, with what their places say. Lists of plain values count as values. */
export function leavesOf(fields: readonly MapField[], document: string, base: readonly PathStep[]): Leaf[] {
  const below = fields.filter(({ steps }) => startsWith(steps, base));
  const plainLists = new Set(
    below
      .filter(({ steps, type }) => steps.at(-1) === EACH && type !== 'object' && type !== 'list')
      .map(listPath),
  );
  return below.flatMap((field): Leaf[] => {
    const { steps, type } = field;
    const isValue = type === 'list' ? plainLists.has(field.path) : type !== 'object';
    if (!isValue || steps.at(-1) === EACH || steps.length <= base.length) return [];
    const last = steps.findLastIndex((step) => step === EACH);
    const list = last < base.length ? '' : formatPath(steps.slice(0, last + 1));
    return [{ field, list, features: featuresOf(steps.slice(base.length), document, field.title ?? '') }];
  });
}

function listPath({ steps }: MapField): string {
  return formatPath(steps.slice(0, -1));
}

/** Whether a place lies at another or below it. */
export function startsWith(steps: readonly PathStep[], start: readonly PathStep[]): boolean {
  return start.length <= steps.length && start.every((step, index) => step === steps[index]);
}
