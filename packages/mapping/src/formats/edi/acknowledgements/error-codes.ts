import type { EdiCode } from '../codes.ts';

/** How an acknowledgement says what a warning says; what has no code at a level is not told there. */
export interface ErrorCodes {
  /**
   * Left out of acknowledgements unless rejecting was asked for: limits of the reader (a guide that does not know
   * a segment) and oddities of the envelope that lose nothing are no errors of the sender.
   */
  silent?: boolean;
  /** Only told, and only rejecting, when it is named among the codes that reject: a notice, not a fault. */
  notice?: boolean;
  /** X12 data element 720 (AK304), 620 (IK304 has the same numbers). */
  segment?: string;
  /** X12 data element 723 (AK403), 621 (IK403 has the same numbers). */
  element?: string;
  /** X12 data element 718 (AK502), 618 (IK502 has the same numbers). */
  transaction?: string;
  /** X12 data element 716 (AK905). */
  group?: string;
  /** X12 data element I18 (TA105). */
  interchange: string;
  /** EDIFACT data element 0085 (UCI, UCF, UCM, UCS, UCD). */
  contrl: string;
}

const inElement = { segment: '8', interchange: '024' };

/**
 * The one table of what our warnings are in acknowledgements. X12's codes are those of the data dictionary 004010
 * and 005010 (elements 715 to 723, I17 and I18), EDIFACT's those of ISO 9735-10 (0085), which CONTRL has since D3.
 */
const table: { readonly [Code in EdiCode]?: ErrorCodes } = {
  empty: { interchange: '024', contrl: '18' },
  header: { silent: true, interchange: '022', contrl: '22' },
  segmentId: { interchange: '024', contrl: '18' },
  endless: { interchange: '004', contrl: '22' },
  truncated: { interchange: '023', contrl: '13' },
  misplaced: { interchange: '022', contrl: '33' },
  terminator: { silent: true, interchange: '004', contrl: '22' },
  count: { transaction: '4', group: '5', interchange: '021', contrl: '29' },
  controlNumber: { transaction: '3', group: '4', interchange: '001', contrl: '28' },
  duplicate: { transaction: '23', group: '6', interchange: '025', contrl: '26' },
  noGuide: { notice: true, transaction: '1', interchange: '024', contrl: '14' },
  unknownSegment: { silent: true, segment: '2', interchange: '024', contrl: '15' },
  repeated: { segment: '5', interchange: '024', contrl: '35' },
  tooManySegments: { segment: '5', interchange: '024', contrl: '35' },
  tooManyLoops: { segment: '4', interchange: '024', contrl: '36' },
  order: { segment: '7', interchange: '024', contrl: '15' },
  missingSegment: { segment: '3', interchange: '024', contrl: '13' },
  missingElement: { ...inElement, element: '1', contrl: '13' },
  condition: { ...inElement, element: '2', contrl: '13' },
  exclusion: { ...inElement, element: '10', contrl: '15' },
  unknownElement: { silent: true, ...inElement, element: '3', contrl: '16' },
  character: { ...inElement, element: '6', contrl: '21' },
  level: { ...inElement, element: '7', contrl: '12' },
  parent: { ...inElement, element: '7', contrl: '12' },
  value: { ...inElement, element: '6', contrl: '37' },
  tooLong: { ...inElement, element: '5', contrl: '39' },
  tooShort: { ...inElement, element: '4', contrl: '40' },
  code: { ...inElement, element: '7', contrl: '12' },
};

/** Codes of the warnings that acknowledgements can tell, without the prefix of their standard. */
export const acknowledgedCodes: readonly string[] = Object.keys(table);

/** @param code With the prefix of its standard: `x12.count` */
export function errorCodesOf(code: string): ErrorCodes | undefined {
  const plain = plainCode(code);
  return isKnown(plain) ? table[plain] : undefined;
}

/** `count` of `x12.count`. */
export function plainCode(code: string): string {
  return code.slice(code.indexOf('.') + 1);
}

function isKnown(code: string): code is EdiCode {
  return Object.hasOwn(table, code);
}

/** Codes for values that are no date or no time, where the guide says that they should be. */
export const elementCodesByType: Readonly<Record<string, { element: string; contrl: string }>> = {
  DT: { element: '8', contrl: '12' },
  TM: { element: '9', contrl: '12' },
  DTM: { element: '8', contrl: '12' },
};

/** What is wrong in the interchange header, by its element (X12 data element I18). */
export const interchangeCodesByElement: Readonly<Record<number, string>> = {
  1: '010',
  2: '011',
  3: '012',
  4: '013',
  5: '005',
  6: '006',
  7: '007',
  8: '008',
  9: '014',
  10: '015',
  11: '016',
  12: '017',
  13: '018',
  14: '019',
  15: '020',
  16: '027',
};

/** Meanings of X12 data element I18, for people; the other lists are in `guides`. */
export const interchangeNotes: Readonly<Record<string, string>> = {
  '000': 'No error',
  '001': 'Control numbers of header and trailer differ',
  '002': 'Standard not supported',
  '003': 'Version of the controls not supported',
  '004': 'Invalid segment terminator',
  '005': 'Invalid qualifier of the sender',
  '006': 'Invalid sender',
  '007': 'Invalid qualifier of the receiver',
  '008': 'Invalid receiver',
  '009': 'Unknown receiver',
  '010': 'Invalid qualifier of the authorization',
  '011': 'Invalid authorization',
  '012': 'Invalid qualifier of the security information',
  '013': 'Invalid security information',
  '014': 'Invalid date',
  '015': 'Invalid time',
  '016': 'Invalid identifier of the standard',
  '017': 'Invalid version',
  '018': 'Invalid control number',
  '019': 'Invalid request for an acknowledgement',
  '020': 'Invalid usage indicator',
  '021': 'Number of groups does not match',
  '022': 'Invalid control structure',
  '023': 'The interchange ends too early',
  '024': 'Invalid content',
  '025': 'Duplicate control number',
  '026': 'Invalid element separator',
  '027': 'Invalid component separator',
  '028': 'Invalid date of delivery',
  '029': 'Invalid time of delivery',
  '030': 'Invalid code of the time of delivery',
  '031': 'Invalid grade of service',
};
