import type { DocumentPosition, DocumentWarning } from '../position.ts';
import type { Report } from '../report.ts';
import { ediCode } from './codes.ts';
import type { EdiCode, EdiSyntax } from './codes.ts';
import type { EdiSegment } from './segment.ts';

/** Where in its envelopes something stands; ordinals in the file, from 1. */
export interface EnvelopePlace {
  interchange?: number;
  group?: number;
  /** Transaction (X12) or message (EDIFACT). */
  transaction?: number;
}

/** A warning with all that an acknowledgement says about it (AK3/AK4, IK3/IK4, UCI, UCM, UCS, UCD). */
export interface EdiWarning extends DocumentWarning, EnvelopePlace {
  segmentId?: string;
  /** Ordinal in the transaction; ST or UNH is 1. */
  transactionSegment?: number;
  /** The segment that begins the loop in which it stands. */
  loop?: string;
  /** Component of the composite, from 1. */
  component?: number;
  /** Repetition of the element, from 1. */
  repetition?: number;
  /** The value that is wrong, as given; cut at 99 characters. */
  value?: string;
}

/** The place of a value in its segment. */
export interface ValuePlace {
  element?: number | undefined;
  component?: number | undefined;
  value?: string | undefined;
}

const longestValue = 99;

/** What is said about one EDI document, with places in the file and in the envelopes. */
export class EdiReport {
  /** Prefix of the codes. */
  readonly syntax: EdiSyntax;
  /** Kept up to date by who reads the envelopes. */
  envelope: EnvelopePlace = {};
  /** The number of the segment that opened the transaction; 0 outside of transactions. */
  header = 0;
  private readonly report: Report;

  constructor(syntax: EdiSyntax, report: Report) {
    this.syntax = syntax;
    this.report = report;
  }

  /** @throws DocumentError in strict mode */
  fault(code: EdiCode, reason: string, segment: EdiSegment, value: ValuePlace = {}, loop?: string): void {
    this.report.fault(
      ediCode(this.syntax, code),
      reason,
      this.place(segment, value, loop),
      namePlace(segment, value.element, value.component),
      this.part,
    );
  }

  notice(code: EdiCode, reason: string, segment: EdiSegment): void {
    this.report.notice(ediCode(this.syntax, code), reason, this.place(segment, {}), namePlace(segment));
  }

  private get part(): string {
    const { interchange, group, transaction } = this.envelope;
    return `${interchange}/${group}/${transaction}`;
  }

  private place(segment: EdiSegment, { element, component, value }: ValuePlace, loop?: string): EdiPosition {
    return {
      ...placeOf(segment, element),
      segmentId: segment.id,
      ...this.envelope,
      ...(this.header === 0 ? {} : { transactionSegment: segment.number - this.header + 1 }),
      ...(loop === undefined ? {} : { loop }),
      ...(component === undefined ? {} : { component: component + 1 }),
      ...(value === undefined || value === '' ? {} : { value: value.slice(0, longestValue) }),
    };
  }
}

type EdiPosition = DocumentPosition & Omit<EdiWarning, 'code' | 'message'>;

/** Place of a segment or of one of its elements. */
export function placeOf(segment: EdiSegment, element?: number): DocumentPosition {
  const { number, line, offset } = segment;
  return { segment: number, ...(element === undefined ? {} : { element }), line, offset };
}

/** "segment 14 PO1, element 4", "segment 9 NAD, element 2, component 1" */
export function namePlace(segment: EdiSegment, element?: number, component?: number): string {
  const place = `segment ${segment.number} ${segment.id}`;
  if (element === undefined) return place;
  const inElement = `${place}, element ${element}`;
  return component === undefined ? inElement : `${inElement}, component ${component + 1}`;
}
