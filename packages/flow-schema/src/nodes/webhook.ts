import Type from 'typebox';
import { mainPort } from '../flow.ts';
import { defineKind, type Finding } from '../kind.ts';

const closed = { additionalProperties: false } as const;
/** Credentials of senders are connections of this connector. */
export const inboundConnector = 'inbound';
const connection = Type.String({
  minLength: 1,
  title: 'Credentials',
  description: 'Key of a connection of the connector "Inbound credentials".',
  'x-connection': inboundConnector,
});

const Auth = Type.Union(
  [
    Type.Object({ type: Type.Literal('none') }, { ...closed, title: 'None' }),
    Type.Object(
      {
        type: Type.Literal('apiKey'),
        connection: Type.Optional(connection),
        header: Type.Optional(Type.String({ title: 'Header', default: 'X-API-Key' })),
      },
      {
        ...closed,
        title: 'API key',
        description:
          'Without credentials of its own, a Crossdock API key with the scope "intake" is asked for.',
      },
    ),
    Type.Object({ type: Type.Literal('basic'), connection }, { ...closed, title: 'User and password' }),
    Type.Object(
      {
        type: Type.Literal('hmac'),
        connection,
        header: Type.Optional(Type.String({ title: 'Signature header', default: 'X-Signature' })),
        algorithm: Type.Optional(Type.Enum(['sha256', 'sha512'], { default: 'sha256' })),
        encoding: Type.Optional(Type.Enum(['hex', 'base64'], { default: 'hex' })),
        prefix: Type.Optional(Type.String({ title: 'Prefix', description: 'For example "sha256=".' })),
      },
      { ...closed, title: 'Signature (HMAC over the body)' },
    ),
  ],
  { title: 'Authentication', description: 'Who may send.' },
);

const openToAll: Finding = {
  path: 'config.auth',
  message: 'Anybody who knows the address can send. Choose an authentication.',
  rule: 'webhook-without-authentication',
};

const unanswered: Finding = {
  path: 'config.respond',
  message:
    'The caller waits for an answer, but no Respond node gives one. Add one, or answer with "accepted".',
  rule: 'caller-without-respond',
};

export const webhook = defineKind({
  group: 'trigger',
  label: 'Webhook',
  summary: 'Starts when a system or partner sends a message over HTTP.',
  icon: 'Webhook',
  hasInput: false,
  canFail: false,
  config: Type.Object(
    {
      method: Type.Enum(['POST', 'PUT', 'PATCH', 'GET', 'DELETE'], { title: 'Method' }),
      path: Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: '^[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*$',
        'x-pattern-in-words':
          'words of letters, digits, . _ ~ and - with / between them, such as orders/acme',
        title: 'Path',
        description: 'The address becomes /in/<environment>/<path>.',
      }),
      respond: Type.Enum(['accepted', 'flow'], {
        title: 'Answer',
        description: 'accepted: 202 as soon as the message is safe; flow: what the Respond node says.',
      }),
      auth: Type.Optional(Auth),
      maxBytes: Type.Optional(
        Type.Integer({
          minimum: 1,
          maximum: 104_857_600,
          title: 'Largest body (bytes)',
          default: 10_485_760,
        }),
      ),
      contentTypes: Type.Optional(
        Type.Array(Type.String({ minLength: 1 }), {
          title: 'Content types',
          description: 'Empty: any. For example application/json, application/edi-x12, text/*.',
        }),
      ),
      deadlineMs: Type.Optional(
        Type.Integer({
          minimum: 100,
          maximum: 120_000,
          default: 30_000,
          title: 'Deadline of the answer (ms)',
          description: 'Past it the caller gets 202 with the address of the run.',
        }),
      ),
    },
    closed,
  ),
  ports: () => [{ id: mainPort, label: 'message' }],
  defaults: { method: 'POST', path: 'messages', respond: 'accepted', auth: { type: 'apiKey' } },
  warnings: (config, { definition }) => [
    ...(!config.auth || config.auth.type === 'none' ? [openToAll] : []),
    ...(config.respond === 'flow' && !definition.nodes.some(({ type }) => type === 'respond')
      ? [unanswered]
      : []),
  ],
});
