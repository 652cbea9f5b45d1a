import x204 from '../../../guides/x12/004010/204.json' with { type: 'json' };
import x214 from '../../../guides/x12/004010/214.json' with { type: 'json' };
import x810 from '../../../guides/x12/004010/810.json' with { type: 'json' };
import x820 from '../../../guides/x12/004010/820.json' with { type: 'json' };
import x832 from '../../../guides/x12/004010/832.json' with { type: 'json' };
import x846 from '../../../guides/x12/004010/846.json' with { type: 'json' };
import x850 from '../../../guides/x12/004010/850.json' with { type: 'json' };
import x855 from '../../../guides/x12/004010/855.json' with { type: 'json' };
import x856 from '../../../guides/x12/004010/856.json' with { type: 'json' };
import x860 from '../../../guides/x12/004010/860.json' with { type: 'json' };
import x940 from '../../../guides/x12/004010/940.json' with { type: 'json' };
import x945 from '../../../guides/x12/004010/945.json' with { type: 'json' };
import x997 from '../../../guides/x12/004010/997.json' with { type: 'json' };
import segments004010 from '../../../guides/x12/004010/segments.json' with { type: 'json' };
import x999 from '../../../guides/x12/005010/999.json' with { type: 'json' };
import segments005010 from '../../../guides/x12/005010/segments.json' with { type: 'json' };
import codes from '../../../guides/x12/codes.json' with { type: 'json' };
import type { CompiledGuide } from '../edi/compiled.ts';
import { GuideShelf, shelve } from '../edi/guide-shelf.ts';

/** Every guide with the dictionary of its version. A new guide is a JSON file, its import and its name here. */
export const x12Guides = new GuideShelf(
  [
    ...shelve(segments004010, [x204, x214, x810, x820, x832, x846, x850, x855, x856, x860, x940, x945, x997]),
    ...shelve(segments005010, [x999]),
  ],
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
