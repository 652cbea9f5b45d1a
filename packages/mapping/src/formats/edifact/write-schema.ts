import { Type } from 'typebox';

/** What a document must have to be written; what is left out gets a default, see `write.ts`. */
const text = Type.Optional(Type.Union([Type.String(), Type.Number()]));
const separator = Type.Optional(Type.String({ minLength: 1, maxLength: 2 }));

const message = Type.Object({
  type: Type.String({ minLength: 1 }),
  version: text,
  agency: text,
  association: text,
  reference: text,
  accessReference: text,
  group: Type.Optional(Type.Integer({ minimum: 0 })),
  /** Looked at one by one while they are written: there may be millions. */
  segments: Type.Optional(Type.Unknown()),
  data: Type.Optional(Type.Unknown()),
});

const group = Type.Object({
  type: Type.String(),
  senderId: Type.String(),
  senderQualifier: text,
  receiverId: Type.String(),
  receiverQualifier: text,
  date: text,
  time: text,
  controlNumber: text,
  agency: text,
  version: text,
  association: text,
});

const interchange = Type.Object({
  syntax: text,
  syntaxVersion: text,
  senderId: Type.String(),
  senderQualifier: text,
  senderInternalId: text,
  receiverId: Type.String(),
  receiverQualifier: text,
  receiverInternalId: text,
  date: text,
  time: text,
  controlNumber: text,
  recipientReference: text,
  applicationReference: text,
  priority: text,
  acknowledgementRequested: Type.Optional(Type.Boolean()),
  agreement: text,
  test: Type.Optional(Type.Boolean()),
  delimiters: Type.Optional(
    Type.Object({
      element: separator,
      component: separator,
      segment: separator,
      decimal: Type.Optional(Type.Enum(['.', ','])),
      release: separator,
      repetition: separator,
      announced: Type.Optional(Type.Boolean()),
      lineBreak: Type.Optional(Type.String({ maxLength: 2 })),
    }),
  ),
  groups: Type.Optional(Type.Array(group)),
  messages: Type.Array(message),
});

export const writableEdifact = Type.Object({ interchanges: Type.Array(interchange, { minItems: 1 }) });
