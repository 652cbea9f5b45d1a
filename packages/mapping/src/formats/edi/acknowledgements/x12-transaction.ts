import { findX12Guide } from '../../x12/guides.ts';
import type { X12Group, X12Transaction } from '../../x12/model.ts';
import { firstText } from '../segment.ts';
import type { RawSegment } from '../segment.ts';
import { elementTypeOf } from './element-type.ts';
import { elementCodesByType } from './error-codes.ts';
import type { Finding } from './findings.ts';
import { bySegment, distinct } from './segment-errors.ts';
import type { SegmentFindings } from './segment-errors.ts';

/** Which of X12's two acknowledgements is written: 997 with AK segments, 999 with IK segments and contexts. */
export type FunctionalKind = '997' | '999';

/** Places for codes in AK5 and AK9. */
const mostCodes = 5;
const segmentsInError = '5';
const longestLoop = 6;
const longestContext = 35;

/** What is said of one transaction: AK2 to AK5, or AK2 to IK5. */
export interface TransactionAnswer {
  segments: RawSegment[];
  /** X12 data element 717: accepted, accepted with errors, rejected. */
  status: 'A' | 'E' | 'R';
}

/** @param findings Those of the transaction */
export function answerTransaction(
  transaction: X12Transaction,
  group: X12Group,
  findings: readonly Finding[],
  kind: FunctionalKind,
): TransactionAnswer {
  const status = findings.some(({ rejects }) => rejects) ? 'R' : findings.length > 0 ? 'E' : 'A';
  const inSegments = bySegment(findings);
  const codes = distinct(
    [
      ...(inSegments.length > 0 ? [segmentsInError] : []),
      ...findings.map(({ codes: { transaction: code } }) => code),
    ],
    mostCodes,
  );
  const { type, controlNumber, implementation } = transaction;
  const named = kind === '999' && implementation !== undefined ? [implementation] : [];
  const writer = new SegmentAnswers(transaction, group, kind);
  const segments = [
    ['AK2', type, controlNumber, ...named],
    ...inSegments.flatMap((segment) => writer.answer(segment)),
    [kind === '997' ? 'AK5' : 'IK5', status, ...codes],
  ];
  return { segments, status };
}

class SegmentAnswers {
  private readonly transaction: X12Transaction;
  private readonly version: string;
  private readonly kind: FunctionalKind;

  constructor(transaction: X12Transaction, group: X12Group, kind: FunctionalKind) {
    this.transaction = transaction;
    this.version = group.version;
    this.kind = kind;
  }

  /** AK3 with its AK4, or IK3, CTX and IK4; a segment with several faults of its own has an entry for each. */
  answer({ segmentId, position, loop, whole, elements }: SegmentFindings): RawSegment[] {
    const [entry, detail] = this.kind === '997' ? ['AK3', 'AK4'] : ['IK3', 'IK4'];
    const header = [entry, segmentId, String(position), (loop ?? '').slice(0, longestLoop)];
    const context = this.kind === '999' ? this.context(loop, position) : [];
    const ofWhole = distinct(
      whole.map(({ codes }) => codes.segment),
      whole.length,
    );
    const [first] = elements;
    const ofElements = elements.map((finding) => this.element(detail, finding));
    return [
      ...ofWhole.flatMap((code) => [[...header, code], ...context]),
      ...(first === undefined ? [] : [[...header, first.codes.segment ?? ''], ...context, ...ofElements]),
    ];
  }

  /** What the loop with the error begins with, so that a person finds the line that is meant. */
  private context(loop: string | undefined, position: number): RawSegment[] {
    if (loop === undefined) return [];
    const before = this.transaction.segments.slice(0, position - 1);
    const value = firstText(before.findLast(([id]) => id === loop)?.[1]);
    return value === '' || value.length > longestContext ? [] : [['CTX', [`${loop}01`, value]]];
  }

  private element(detail: string, { warning, codes }: Finding): RawSegment {
    const { element = 1, component, repetition, value } = warning;
    const place = [String(element), component, repetition].map((part) =>
      part === undefined ? '' : String(part),
    );
    const typed = codes.element === valueCode ? this.typed(warning) : undefined;
    const bad = value === undefined || /[\p{Cc}]/u.test(value) ? [] : [value];
    // The number of the data element is left out: guides do not have it.
    return [detail, trimmedPlace(place), '', typed ?? codes.element ?? '', ...bad];
  }

  private typed(warning: Finding['warning']): string | undefined {
    const guide = findX12Guide(this.transaction.type, this.version);
    return elementCodesByType[elementTypeOf(guide, warning) ?? '']?.element;
  }
}

/** X12 data element 723: invalid character, which a number or date with letters in it has. */
const valueCode = '6';

/** One element alone is text; with component or repetition a composite. */
function trimmedPlace(parts: string[]): string | string[] {
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.length === 1 ? (parts[0] ?? '') : parts;
}
