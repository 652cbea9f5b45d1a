import { Type } from 'typebox';
import type { Static } from 'typebox';

import { unenclosedIn } from '../edi/unenclosed.ts';
import type { Unenclosed } from '../edi/unenclosed.ts';
import { DocumentError } from '../position.ts';
import { findX12Guide } from './guides.ts';

const optionalText = (title: string, extra: object = {}) => Type.Optional(Type.String({ title, ...extra }));

/** What a map knows nothing of: who sends to whom. Usually set once per partner. */
export const x12EnvelopeOption = Type.Object(
  {
    senderId: Type.String({ title: 'Sender', minLength: 1, maxLength: 15 }),
    senderQualifier: optionalText('Qualifier of the sender', { default: 'ZZ' }),
    receiverId: Type.String({ title: 'Receiver', minLength: 1, maxLength: 15 }),
    receiverQualifier: optionalText('Qualifier of the receiver', { default: 'ZZ' }),
    groupSenderId: optionalText('Sender in the group header', { description: 'The sender when left out.' }),
    groupReceiverId: optionalText('Receiver in the group header', {
      description: 'The receiver when left out.',
    }),
    version: optionalText('Version', {
      description: 'Of the transactions, such as 004010VICS.',
      default: '004010',
    }),
    controlNumber: optionalText('Control number', { description: 'Of interchange and groups.' }),
    usage: Type.Optional(
      Type.Enum(['P', 'T'], { title: 'Usage', description: 'P for production, T for tests.', default: 'P' }),
    ),
    acknowledgementRequested: Type.Optional(Type.Boolean({ title: 'Ask for a TA1', default: false })),
  },
  {
    title: 'Envelope',
    description: 'For transactions that come without one: who sends to whom.',
    additionalProperties: false,
  },
);
export type X12EnvelopeOption = Static<typeof x12EnvelopeOption>;

/**
 * Puts transactions that come without an envelope (`{ type: "850", data }` or a list of them, as maps make them)
 * into one interchange, with a group for each kind. What has an envelope already is left as it is.
 * @throws DocumentError `x12.noEnvelope` where one is needed and not given; `x12.incomplete` for a type that
 * there is no guide for, so that its group can't be told
 */
export function enclose(document: unknown, envelope: X12EnvelopeOption | undefined): unknown {
  const transactions = unenclosedIn(document);
  if (transactions === undefined) return document;
  if (envelope === undefined) {
    throw new DocumentError(
      'x12.noEnvelope',
      'transactions need sender and receiver: set the option envelope',
    );
  }
  const { groupSenderId, groupReceiverId, version = '004010', ...interchange } = envelope;
  const common = {
    senderId: groupSenderId ?? interchange.senderId,
    receiverId: groupReceiverId ?? interchange.receiverId,
    version,
    ...(interchange.controlNumber === undefined ? {} : { controlNumber: interchange.controlNumber }),
  };
  const kinds = new Map<string, Unenclosed[]>();
  for (const transaction of transactions) {
    const kind = functionalIdOf(transaction.type, version);
    kinds.set(kind, [...(kinds.get(kind) ?? []), transaction]);
  }
  const groups = [...kinds].map(([functionalId, members]) => ({
    functionalId,
    ...common,
    transactions: members,
  }));
  return { interchanges: [{ ...interchange, version: interchangeVersion(version), groups }] };
}

function functionalIdOf(type: string, version: string): string {
  const functionalId = findX12Guide(type, version)?.guide.functionalId;
  if (functionalId === undefined) {
    throw new DocumentError('x12.incomplete', `there is no guide for transaction ${type}`, {}, 'type');
  }
  return functionalId;
}

/** `004010VICS` goes into an interchange of version `00401`. */
function interchangeVersion(version: string): string {
  return version.slice(0, 5);
}
