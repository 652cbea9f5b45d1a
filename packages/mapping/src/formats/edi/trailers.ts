import { DocumentError } from '../position.ts';
import { ediCode } from './codes.ts';
import { namePlace, placeOf } from './report.ts';
import type { EdiReport } from './report.ts';
import { firstText } from './segment.ts';
import type { EdiSegment } from './segment.ts';

/** The text of an element of an envelope segment, without the blanks that pad it. */
export function textOf(segment: EdiSegment, element: number): string {
  return firstText(segment.raw[element]).trim();
}

/** Reports a trailer that announces another count than was found. */
export function checkCount(report: EdiReport, trailer: EdiSegment, actual: number, what: string): void {
  const announced = textOf(trailer, 1);
  if (Number(announced) === actual && announced !== '') return;
  const reason = `${announced === '' ? 'no number' : announced} of ${what} announced, ${actual} found`;
  report.fault('count', reason, trailer, { element: 1, value: announced });
}

/**
 * Reports a trailer that has another control number than its header.
 * @throws DocumentError when the document ends within the number
 */
export function checkNumber(
  report: EdiReport,
  trailer: EdiSegment,
  expected: string,
  header: EdiSegment,
): void {
  const actual = textOf(trailer, 2);
  if (sameNumber(actual, expected)) return;
  if (!trailer.terminated && expected.startsWith(actual)) {
    throw new DocumentError(
      ediCode(report.syntax, 'truncated'),
      `the document ends in the middle of the control number (${expected} is expected)`,
      placeOf(trailer, 2),
      namePlace(trailer, 2),
    );
  }
  const reason = `control number ${actual === '' ? 'is missing' : actual}, but ${namePlace(header)} has ${expected}`;
  report.fault('controlNumber', reason, trailer, { element: 2, value: actual });
}

/** Leading zeros come and go between header and trailer; they mean nothing. */
function sameNumber(a: string, b: string): boolean {
  return a === b || (a !== '' && a.replace(/^0+/, '') === b.replace(/^0+/, ''));
}

/** The error for an envelope segment where it can't be. */
export function misplaced(report: EdiReport, segment: EdiSegment, reason: string): DocumentError {
  return new DocumentError(
    ediCode(report.syntax, 'misplaced'),
    `${segment.id} can't stand here: ${reason}`,
    placeOf(segment),
    namePlace(segment),
  );
}

/** A control number in the segment that has it. */
export interface HeaderNumber {
  element: number;
  value: string;
  /** Whose number it is, where several have their own. */
  of?: string;
}

/**
 * Reports a control number that came before at the same level.
 * @param seen Those of the level so far; the number is added
 */
export function checkDuplicate(
  report: EdiReport,
  seen: Set<string>,
  header: EdiSegment,
  { element, value, of = '' }: HeaderNumber,
): void {
  if (value === '') return;
  const key = `${of} ${value.replace(/^0+(?=.)/, '')}`;
  if (seen.has(key))
    report.fault('duplicate', `control number ${value} came before`, header, { element, value });
  seen.add(key);
}
