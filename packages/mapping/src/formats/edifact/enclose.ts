import { Type } from 'typebox';
import type { Static } from 'typebox';

import { unenclosedIn } from '../edi/unenclosed.ts';
import { DocumentError } from '../position.ts';

const optionalText = (title: string, extra: object = {}) => Type.Optional(Type.String({ title, ...extra }));

/** What a map knows nothing of: who sends to whom. Usually set once per partner. */
export const edifactEnvelopeOption = Type.Object(
  {
    senderId: Type.String({ title: 'Sender', minLength: 1, maxLength: 35 }),
    senderQualifier: optionalText('Qualifier of the sender', { description: '14 for GLN.' }),
    receiverId: Type.String({ title: 'Receiver', minLength: 1, maxLength: 35 }),
    receiverQualifier: optionalText('Qualifier of the receiver', { description: '14 for GLN.' }),
    syntax: optionalText('Character set', { description: 'UNOA, UNOB, UNOC, UNOY …', default: 'UNOC' }),
    syntaxVersion: optionalText('Version of the syntax', { default: '3' }),
    version: optionalText('Directory of the messages', { description: 'Such as D96A.', default: 'D96A' }),
    agency: optionalText('Controlling agency', { default: 'UN' }),
    association: optionalText('Association code', { description: 'Such as EAN008.' }),
    controlNumber: optionalText('Control number', { description: 'Of the interchange.' }),
    applicationReference: optionalText('Application reference'),
    acknowledgementRequested: Type.Optional(Type.Boolean({ title: 'Ask for a CONTRL', default: false })),
    test: Type.Optional(
      Type.Boolean({ title: 'Test', description: 'Marks the interchange as a test.', default: false }),
    ),
  },
  {
    title: 'Envelope',
    description: 'Sender, receiver and what else goes around documents that come without an envelope.',
    additionalProperties: false,
  },
);
export type EdifactEnvelopeOption = Static<typeof edifactEnvelopeOption>;

/**
 * Puts messages that come without an envelope (`{ type: "ORDERS", data }` or a list of them, as maps make them)
 * into one interchange. What has an envelope already is left as it is.
 * @throws DocumentError `edifact.noEnvelope` where one is needed and not given
 */
export function enclose(document: unknown, envelope: EdifactEnvelopeOption | undefined): unknown {
  const messages = unenclosedIn(document);
  if (messages === undefined) return document;
  if (envelope === undefined) {
    throw new DocumentError(
      'edifact.noEnvelope',
      'messages need sender and receiver: set the option envelope',
    );
  }
  const { version = 'D96A', agency = 'UN', association, ...interchange } = envelope;
  const common = { version, agency, ...(association === undefined ? {} : { association }) };
  return {
    interchanges: [
      {
        syntax: 'UNOC',
        syntaxVersion: '3',
        ...interchange,
        messages: messages.map((message) => ({ ...common, ...message })),
      },
    ],
  };
}
