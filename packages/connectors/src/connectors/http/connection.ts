import Type, { type Static } from 'typebox';
import { checker } from '../../sdk/check.ts';
import { configurationError } from '../../sdk/error.ts';
import type { ResolvedConnection } from '../../sdk/types.ts';

const closed = { additionalProperties: false } as const;

const Auth = Type.Union(
  [
    Type.Object({ type: Type.Literal('none') }, { ...closed, title: 'None' }),
    Type.Object(
      { type: Type.Literal('basic'), username: Type.String({ minLength: 1, title: 'User name' }) },
      { ...closed, title: 'User and password' },
    ),
    Type.Object({ type: Type.Literal('bearer') }, { ...closed, title: 'Bearer token' }),
    Type.Object(
      {
        type: Type.Literal('apiKey'),
        name: Type.Optional(
          Type.String({
            minLength: 1,
            title: 'Name',
            description: 'Of the header or query parameter.',
            default: 'X-API-Key',
          }),
        ),
        in: Type.Optional(Type.Enum(['header', 'query'], { title: 'Sent in', default: 'header' })),
      },
      { ...closed, title: 'API key' },
    ),
    Type.Object(
      {
        type: Type.Literal('oauth2ClientCredentials'),
        tokenUrl: Type.String({ pattern: '^https?://', title: 'Token address' }),
        clientId: Type.String({ minLength: 1, title: 'Client id' }),
        scope: Type.Optional(Type.String({ title: 'Scope', description: 'Several with spaces between.' })),
        audience: Type.Optional(Type.String({ title: 'Audience' })),
        clientAuthentication: Type.Optional(
          Type.Enum(['header', 'body'], {
            title: 'Client id and secret sent in',
            default: 'header',
            description: 'header: as user and password; body: as form fields.',
          }),
        ),
      },
      { ...closed, title: 'OAuth 2 client credentials' },
    ),
  ],
  // Optional, but nearly always wanted: forms show it at once.
  { title: 'Authentication', 'x-prominent': true },
);
export type Auth = Static<typeof Auth>;

export const HttpConfig = Type.Object(
  {
    baseUrl: Type.String({
      pattern: '^https?://[^\\s?#]+$',
      title: 'Base address',
      description:
        'Every request goes to this host, below this path. For example https://erp.example.com/api.',
    }),
    auth: Type.Optional(Auth),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.String(), {
        title: 'Headers',
        description: 'Sent with every request.',
      }),
    ),
    idempotency: Type.Optional(
      Type.Enum(['key', 'none'], {
        title: 'Repeated POST and PATCH',
        default: 'key',
        description:
          'key: the system recognises the Idempotency-Key header, so a repeated call does nothing twice. ' +
          'none: it does not; after a lost answer the run stops and asks.',
      }),
    ),
    timeoutMs: Type.Optional(
      Type.Integer({
        minimum: 100,
        maximum: 600_000,
        default: 60_000,
        title: 'Time-out (ms)',
        description: 'How long to wait for an answer.',
      }),
    ),
    testPath: Type.Optional(
      Type.String({ title: 'Test path', description: 'Fetched with GET when the connection is tested.' }),
    ),
  },
  closed,
);
export type HttpConfig = Static<typeof HttpConfig>;

/** `x-for` names the authentications that a secret belongs to, so that forms ask for no other. */
export const HttpSecrets = Type.Object(
  {
    password: Type.Optional(
      Type.String({ title: 'Password', description: 'For user and password.', 'x-for': ['basic'] }),
    ),
    token: Type.Optional(
      Type.String({ title: 'Token', description: 'For a bearer token.', 'x-for': ['bearer'] }),
    ),
    apiKey: Type.Optional(
      Type.String({ title: 'API key', description: 'For an API key.', 'x-for': ['apiKey'] }),
    ),
    clientSecret: Type.Optional(
      Type.String({
        title: 'Client secret',
        description: 'For OAuth 2 client credentials.',
        'x-for': ['oauth2ClientCredentials'],
      }),
    ),
  },
  closed,
);
export type HttpSecrets = Static<typeof HttpSecrets>;

/** A checked connection. */
export interface HttpConnection {
  key: string;
  config: HttpConfig;
  secrets: HttpSecrets;
}

const checkConfig = checker(HttpConfig, { code: 'invalid_connection', subject: 'The connection' });
const checkSecrets = checker(HttpSecrets, {
  code: 'invalid_connection',
  subject: 'The secrets of the connection',
});

/** @throws ConnectorError `no_connection` or `invalid_connection` */
export function httpConnection(connection: ResolvedConnection | undefined): HttpConnection {
  if (!connection) throw configurationError('no_connection', 'Choose a connection for this step.');
  return {
    key: connection.key,
    config: checkConfig(connection.config),
    secrets: checkSecrets(connection.secrets),
  };
}
