import order from '../../../guides/x12/004010/850.json' with { type: 'json' };
import segments004010 from '../../../guides/x12/004010/segments.json' with { type: 'json' };
import codes from '../../../guides/x12/codes.json' with { type: 'json' };
import type { CompiledGuide } from '../edi/compiled.ts';
import { GuideShelf } from '../edi/guide-shelf.ts';

/** Every guide with the dictionary of its version. A new guide is a JSON file and a line here. */
export const x12Guides = new GuideShelf(
  [{ guide: order, dictionary: segments004010 }],
  codes,
  // `004010VICS` and the like are the version that they refine.
  (version) => version.slice(0, 6),
);

/**
 * The guide for a transaction set, of the version nearest to the one asked for.
 * @param version As the group header names it (GS08).
 */
export function findX12Guide(transaction: string, version: string): CompiledGuide | undefined {
  return x12Guides.find(transaction, version);
}
