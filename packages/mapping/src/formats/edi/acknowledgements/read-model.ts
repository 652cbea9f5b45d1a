/** What became of what was sent. */
export type AcknowledgementStatus = 'accepted' | 'acceptedWithErrors' | 'partiallyAccepted' | 'rejected';

export interface AcknowledgedError {
  /** The segment's identifier, or where CONTRL has none its ordinal in the message. */
  segment?: string;
  /** Ordinal of the segment in the transaction; ST or UNH is 1. */
  position?: number;
  /** Element of the segment from 1, `PO1-02` is 2; with a component `2.1`. */
  element?: string;
  /** As the standard has it; the list depends on the level. */
  code: string;
  /** The code in words; left out where it is not known. */
  meaning?: string;
  /** The value in error, where it was given back. */
  value?: string;
}

/** One thing that an acknowledgement says something about. Control numbers are as given. */
export interface ReadAcknowledgement {
  standard: 'x12' | 'edifact';
  kind: '997' | '999' | 'TA1' | 'CONTRL';
  /** What it says something about. */
  level: 'interchange' | 'group' | 'transaction';
  /** Who acknowledges: the sender of the interchange that it came in. */
  partnerId: string;
  partnerQualifier?: string;
  /** Whom it came to: the sender of what is acknowledged. */
  ownId: string;
  ownQualifier?: string;
  interchangeControlNumber?: string;
  groupControlNumber?: string;
  functionalId?: string;
  transactionType?: string;
  transactionControlNumber?: string;
  status: AcknowledgementStatus;
  errors: AcknowledgedError[];
}

export type Parties = Pick<ReadAcknowledgement, 'partnerId' | 'partnerQualifier' | 'ownId' | 'ownQualifier'>;

/** Who says something to whom in an interchange. */
export function partiesOf(interchange: {
  senderId: string;
  senderQualifier?: string;
  receiverId: string;
  receiverQualifier?: string;
}): Parties {
  const { senderId, senderQualifier, receiverId, receiverQualifier } = interchange;
  return {
    partnerId: senderId,
    ...(senderQualifier === undefined ? {} : { partnerQualifier: senderQualifier }),
    ownId: receiverId,
    ...(receiverQualifier === undefined ? {} : { ownQualifier: receiverQualifier }),
  };
}
