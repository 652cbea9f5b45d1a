import { nameTokens } from '../names.ts';
import { CONCEPTS } from './concepts.ts';
import { SHORT_FORMS } from './vocabulary.ts';

/** Longest name that is looked through for words written together. */
const MAX_GLUED = 40;

/** Words of a name in their common form: short forms written out, in the singular, glued words taken apart. */
export function commonWords(name: string): readonly string[] {
  const known = cache.get(name);
  if (known !== undefined) return known;
  const words = nameTokens(name).flatMap((token) => {
    const word = commonWord(token);
    return VOCABULARY.has(word) || word.length < 6 ? [word] : (unglued(word) ?? [word]);
  });
  if (cache.size < 50_000) cache.set(name, words);
  return words;
}

const cache = new Map<string, readonly string[]>();

/** The concept that words name; undefined for words that name none. */
export function conceptOf(words: readonly string[]): string | undefined {
  return CONCEPT_BY_WORDS.get(words.join(' '));
}

function commonWord(token: string): string {
  const single = singular(token);
  return FULL_FORMS.get(token) ?? FULL_FORMS.get(single) ?? single;
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(sses|xes|ches|shes)$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

const FULL_FORMS: ReadonlyMap<string, string> = /* @__PURE__ */ fullForms();
const CONCEPT_BY_WORDS = /* @__PURE__ */ conceptIndex();
const VOCABULARY = /* @__PURE__ */ vocabulary();

function fullForms(): ReadonlyMap<string, string> {
  const pairs = Object.entries(SHORT_FORMS).flatMap(([full, forms]) =>
    forms.split(', ').map((short): [string, string] => [short, full]),
  );
  return new Map(pairs);
}

function conceptIndex(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  for (const [name, ...lists] of CONCEPTS) {
    for (const alias of lists.join(', ').split(', ')) {
      const key = nameTokens(alias).map(commonWord).join(' ');
      if (!index.has(key)) index.set(key, name);
    }
  }
  return index;
}

function vocabulary(): ReadonlySet<string> {
  const known = [...CONCEPT_BY_WORDS.keys()].flatMap((key) => key.split(' '));
  return new Set([...known, ...FULL_FORMS.keys()].filter((word) => word.length > 1));
}

/** `shiptoname` as `ship to name`, when it consists of known words only. */
function unglued(word: string): string[] | undefined {
  if (word.length > MAX_GLUED) return undefined;
  const best: (string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const part = word.slice(start, end);
      if (before === undefined || !VOCABULARY.has(part)) continue;
      if (before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, commonWord(part)];
    }
  }
  return best[word.length];
}
