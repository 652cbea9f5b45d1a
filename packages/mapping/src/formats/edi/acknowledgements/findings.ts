import type { EdiWarning } from '../report.ts';
import { errorCodesOf, plainCode } from './error-codes.ts';
import type { ErrorCodes } from './error-codes.ts';

/** What an acknowledgement takes for an error. */
export interface ErrorPolicy {
  /** Every error rejects what it stands in. Else errors are noted, and what has them is accepted. */
  strict?: boolean;
  /** Warnings that reject what they stand in, by code without its prefix: `missingSegment`, `noGuide` … */
  reject?: readonly string[];
}

/** A warning that goes into an acknowledgement. */
export interface Finding {
  warning: EdiWarning;
  codes: ErrorCodes;
  rejects: boolean;
}

/** The findings of a document, by the places of its envelopes (ordinals from 1). */
export class Findings {
  private readonly byPlace = new Map<string, Finding[]>();

  constructor(warnings: readonly EdiWarning[], policy: ErrorPolicy) {
    for (const warning of warnings) {
      const finding = findingOf(warning, policy);
      if (finding === undefined) continue;
      const key = keyOf(placeOf(warning));
      this.byPlace.set(key, [...(this.byPlace.get(key) ?? []), finding]);
    }
  }

  /** What was found in a place itself, not in what is inside of it. */
  at(interchange: number, group?: number, transaction?: number): readonly Finding[] {
    return this.byPlace.get(keyOf([interchange, group, transaction])) ?? [];
  }
}

function findingOf(warning: EdiWarning, { strict = false, reject = [] }: ErrorPolicy): Finding | undefined {
  const codes = errorCodesOf(warning.code);
  if (codes === undefined) return undefined;
  const named = reject.includes(plainCode(warning.code));
  const rejects = named || (strict && codes.notice !== true);
  return rejects || (codes.silent !== true && codes.notice !== true)
    ? { warning, codes, rejects }
    : undefined;
}

type Place = readonly [interchange: number, group: number | undefined, transaction: number | undefined];

/** Oddities of an interchange header are told before it is known that an interchange begins. */
function placeOf({ segmentId, interchange = 0, group, transaction }: EdiWarning): Place {
  if (segmentId === 'ISA' || segmentId === 'UNB') return [interchange + 1, undefined, undefined];
  return [Math.max(interchange, 1), group, transaction];
}

function keyOf(place: Place): string {
  return place.join('/');
}
