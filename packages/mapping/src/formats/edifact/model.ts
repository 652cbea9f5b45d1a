import type { RawSegment } from '../edi/segment.ts';
import type { EdifactDelimiters } from './delimiters.ts';

/** A parsed file. Values of the envelopes are text as given; what is empty is left out. */
export interface EdifactDocument {
  interchanges: EdifactInterchange[];
}

/** From UNB to UNZ. */
export interface EdifactInterchange {
  /** `UNOA` … `UNOY`: the character set. */
  syntax: string;
  /** `1` … `4` */
  syntaxVersion: string;
  senderId: string;
  senderQualifier?: string;
  senderInternalId?: string;
  receiverId: string;
  receiverQualifier?: string;
  receiverInternalId?: string;
  /** YYMMDD, CCYYMMDD since syntax version 4. */
  date: string;
  /** HHMM */
  time: string;
  controlNumber: string;
  recipientReference?: string;
  applicationReference?: string;
  priority?: string;
  acknowledgementRequested: boolean;
  agreement?: string;
  test: boolean;
  delimiters: EdifactDelimiters;
  /** Functional groups (UNG); left out where there are none. */
  groups?: EdifactGroup[];
  messages: EdifactMessage[];
}

/** The header of a functional group; its messages are the interchange's with its index. */
export interface EdifactGroup {
  type: string;
  senderId: string;
  senderQualifier?: string;
  receiverId: string;
  receiverQualifier?: string;
  date: string;
  time: string;
  controlNumber: string;
  agency?: string;
  version?: string;
  association?: string;
}

/** A message of which only `data` was kept. */
export type EdifactItem = Omit<EdifactMessage, 'segments'>;

/** From UNH to UNT. */
export interface EdifactMessage {
  /** `ORDERS` */
  type: string;
  /** Version and release: `D96A`. */
  version: string;
  agency: string;
  /** The subset that the partners agreed on: `EAN008`. */
  association?: string;
  reference: string;
  accessReference?: string;
  /** Index in the interchange's groups. */
  group?: number;
  /** The guide that `data` was read by, such as `D96A/ORDERS`. */
  guide?: string;
  /** Segment groups and elements under their names; only where there is a guide. */
  data?: Record<string, unknown>;
  /** All segments between UNH and UNT. */
  segments: RawSegment[];
}
