import { Type } from 'typebox';

/** What a document must have to be written; what is left out gets a default, see `write.ts`. */
const text = Type.Optional(Type.Union([Type.String(), Type.Number()]));
/** Looked at one by one while they are written: there may be millions. */
const segments = Type.Unknown();
const separator = Type.Optional(Type.String({ minLength: 1, maxLength: 2 }));

const transaction = Type.Object({
  type: Type.String({ minLength: 1 }),
  controlNumber: text,
  implementation: text,
  segments: Type.Optional(segments),
  data: Type.Optional(segments),
  guide: Type.Optional(Type.Unknown()),
});

const group = Type.Object({
  functionalId: Type.String({ minLength: 1 }),
  senderId: Type.String(),
  receiverId: Type.String(),
  date: text,
  time: text,
  controlNumber: text,
  agency: text,
  version: text,
  transactions: Type.Array(transaction),
});

const interchange = Type.Object({
  authorizationQualifier: text,
  authorization: text,
  securityQualifier: text,
  security: text,
  senderQualifier: text,
  senderId: Type.String(),
  receiverQualifier: text,
  receiverId: Type.String(),
  date: text,
  time: text,
  standard: text,
  version: text,
  controlNumber: text,
  acknowledgementRequested: Type.Optional(Type.Boolean()),
  usage: text,
  delimiters: Type.Optional(
    Type.Object({
      element: separator,
      component: separator,
      segment: separator,
      repetition: separator,
      lineBreak: Type.Optional(Type.String({ maxLength: 2 })),
    }),
  ),
  acknowledgements: Type.Optional(segments),
  groups: Type.Array(group),
});

export const writableX12 = Type.Object({ interchanges: Type.Array(interchange, { minItems: 1 }) });
