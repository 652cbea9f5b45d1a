import type { X12Delimiters } from './delimiters.ts';
import type { RawSegment } from '../edi/segment.ts';

/** A parsed file. Values of the envelopes are text as given, without the blanks that pad them. */
export interface X12Document {
  interchanges: X12Interchange[];
}

/** From ISA to IEA. */
export interface X12Interchange {
  authorizationQualifier: string;
  authorization: string;
  securityQualifier: string;
  security: string;
  senderQualifier: string;
  senderId: string;
  receiverQualifier: string;
  receiverId: string;
  /** YYMMDD */
  date: string;
  /** HHMM */
  time: string;
  /** What stands in place of a repetition separator ("U" before version 00402); left out when there is one. */
  standard?: string;
  version: string;
  controlNumber: string;
  acknowledgementRequested: boolean;
  /** `P` production, `T` test, `I` information. */
  usage: string;
  delimiters: X12Delimiters;
  /** TA1 segments, as raw data. */
  acknowledgements?: RawSegment[];
  groups: X12Group[];
}

/** From GS to GE. */
export interface X12Group {
  functionalId: string;
  senderId: string;
  receiverId: string;
  date: string;
  time: string;
  controlNumber: string;
  agency: string;
  version: string;
  transactions: X12Transaction[];
}

/** A transaction of which only `data` was kept. */
export type X12Item = Omit<X12Transaction, 'segments'>;

/** From ST to SE. */
export interface X12Transaction {
  /** `850` */
  type: string;
  controlNumber: string;
  /** The implementation convention that ST03 names. */
  implementation?: string;
  /** The guide that `data` was read by, such as `004010/850`. */
  guide?: string;
  /** Loops and elements under their names; only where there is a guide. */
  data?: Record<string, unknown>;
  /** All segments between ST and SE. */
  segments: RawSegment[];
}
