import Type, { type Static } from 'typebox';
import type { Connector } from '../../sdk/types.ts';
import { icon } from './icon.ts';

const closed = { additionalProperties: false } as const;

const InboundSecrets = Type.Object(
  {
    username: Type.Optional(
      Type.String({ title: 'User name', description: 'For user and password. Empty: any name.' }),
    ),
    password: Type.Optional(Type.String({ title: 'Password', description: 'For user and password.' })),
    apiKey: Type.Optional(Type.String({ title: 'API key', description: 'For an API key.' })),
    hmacSecret: Type.Optional(Type.String({ title: 'Signing secret', description: 'For a signature.' })),
  },
  closed,
);
export type InboundSecrets = Static<typeof InboundSecrets>;

/** Credentials that a sender shows to a webhook; checked by `verifyInbound`. */
export const inbound: Connector = {
  id: 'inbound',
  name: 'Inbound credentials',
  description: 'What a partner or system proves itself with when it sends to a webhook.',
  icon,
  connection: { config: Type.Object({}, closed), secrets: InboundSecrets },
  operations: [],
};
