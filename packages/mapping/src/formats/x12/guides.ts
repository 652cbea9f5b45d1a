import order from '../../../guides/x12/004010/850.json' with { type: 'json' };
import segments004010 from '../../../guides/x12/004010/segments.json' with { type: 'json' };
import codes from '../../../guides/x12/codes.json' with { type: 'json' };
import { compileGuide } from './compile-guide.ts';
import type { CompiledGuide } from './compile-guide.ts';
import type { Guide, SegmentDictionary } from './guide.ts';

/** Every guide with the dictionary of its version. A new guide is a JSON file and a line here. */
const sources: readonly { guide: Guide; dictionary: SegmentDictionary }[] = [
  { guide: order, dictionary: segments004010 },
];

const compiled = new Map<string, CompiledGuide>();

/** Transaction types and versions that there are guides for. */
export const guideIds: readonly string[] = sources.map(({ guide }) => idOf(guide));

/**
 * The guide for a transaction: of its own version, else of the nearest earlier one, else of the nearest later
 * one. `004010VICS` and the like are the version that they refine.
 * @param version As the group header names it.
 */
export function findGuide(transaction: string, version: string): CompiledGuide | undefined {
  const candidates = sources
    .filter(({ guide }) => guide.transaction === transaction)
    .sort((a, b) => (a.guide.version < b.guide.version ? -1 : 1));
  const wanted = version.slice(0, 6);
  const chosen = candidates.findLast(({ guide }) => guide.version <= wanted) ?? candidates[0];
  return chosen === undefined ? undefined : compiledGuide(chosen);
}

/** Compiled when the first document needs it. */
function compiledGuide({ guide, dictionary }: (typeof sources)[number]): CompiledGuide {
  const id = idOf(guide);
  const known = compiled.get(id);
  if (known !== undefined) return known;
  const made = compileGuide(guide, dictionary, codes);
  compiled.set(id, made);
  return made;
}

function idOf(guide: Guide): string {
  return `${guide.version}/${guide.transaction}`;
}
