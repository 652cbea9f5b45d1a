import codes from '../../../guides/edifact/codes.json' with { type: 'json' };
import contrl from '../../../guides/edifact/D3/CONTRL.json' with { type: 'json' };
import segmentsD3 from '../../../guides/edifact/D3/segments.json' with { type: 'json' };
import desadv from '../../../guides/edifact/D96A/DESADV.json' with { type: 'json' };
import invoic from '../../../guides/edifact/D96A/INVOIC.json' with { type: 'json' };
import invrpt from '../../../guides/edifact/D96A/INVRPT.json' with { type: 'json' };
import ordchg from '../../../guides/edifact/D96A/ORDCHG.json' with { type: 'json' };
import orders from '../../../guides/edifact/D96A/ORDERS.json' with { type: 'json' };
import ordrsp from '../../../guides/edifact/D96A/ORDRSP.json' with { type: 'json' };
import recadv from '../../../guides/edifact/D96A/RECADV.json' with { type: 'json' };
import segmentsD96A from '../../../guides/edifact/D96A/segments.json' with { type: 'json' };
import type { CompiledGuide } from '../edi/compiled.ts';
import { GuideShelf, shelve } from '../edi/guide-shelf.ts';

/** Every guide with the dictionary of its version. A new guide is a JSON file, its import and its name here. */
export const edifactGuides = new GuideShelf(
  [
    ...shelve(segmentsD3, [contrl]),
    ...shelve(segmentsD96A, [desadv, invoic, invrpt, ordchg, orders, ordrsp, recadv]),
  ],
  codes,
  byYear,
);

/**
 * The guide for a message type, of the directory nearest to the one asked for.
 * @param version Version and release as UNH has them: `D96A`.
 */
export function findEdifactGuide(type: string, version: string): CompiledGuide | undefined {
  return edifactGuides.find(type, version);
}

/** Directories by the century that their two-digit year means: `D96A` comes before `D01B`. */
function byYear(version: string): string {
  const year = /(\d\d)[A-Z]?$/.exec(version)?.[1];
  if (year === undefined) return version;
  return `${Number(year) < 70 ? '20' : '19'}${year}${version.slice(-1)}`;
}
