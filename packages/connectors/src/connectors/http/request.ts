import type { Effect } from '@crossdock/flow-schema';
import Type, { type Static } from 'typebox';
import { configurationError } from '../../sdk/error.ts';
import { defineOperation } from '../../sdk/operation.ts';
import { decodeBody } from './answer.ts';
import { call, type PreparedCall } from './call.ts';
import { httpConnection, type HttpConfig } from './connection.ts';
import { answerError } from './failure.ts';
import { encodeBody, mergeHeaders } from './message.ts';
import { addQuery, targetUrl } from './target.ts';

const closed = { additionalProperties: false } as const;
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const Input = Type.Object(
  {
    method: Type.Enum(methods, { title: 'Method', default: 'POST' }),
    path: Type.String({
      title: 'Path',
      description: 'Below the connection’s base address, for example /sales-orders.',
    }),
    query: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'Query',
        description: 'A list repeats the parameter; null leaves it out.',
      }),
    ),
    headers: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        title: 'Headers',
        description: 'Idempotency-Key is sent by itself, unless it is set here.',
      }),
    ),
    body: Type.Optional(
      Type.Unknown({
        title: 'Body',
        description: 'Text goes as it is, anything else as JSON (or as a form, if the content type says so).',
        'x-editor': 'json',
      }),
    ),
    bodyEncoding: Type.Optional(
      Type.Enum(['text', 'base64'], {
        title: 'Text body',
        description: 'base64: is decoded before it is sent.',
        default: 'text',
      }),
    ),
  },
  closed,
);
type Input = Static<typeof Input>;

const Output = Type.Object(
  {
    status: Type.Integer({ title: 'Status' }),
    headers: Type.Record(Type.String(), Type.Unknown(), { title: 'Headers' }),
    body: Type.Unknown({ title: 'Body', description: 'Parsed JSON, text, or base64 of anything else.' }),
  },
  closed,
);

/** Per method, what repeating it does; POST and PATCH depend on whether the system knows idempotency keys. */
const effects: Record<Input['method'], Effect | 'by-key'> = {
  GET: 'pure',
  HEAD: 'pure',
  PUT: 'idempotent',
  DELETE: 'idempotent',
  POST: 'by-key',
  PATCH: 'by-key',
};

const reads = (method: Input['method']) => effects[method] === 'pure';

export const request = defineOperation({
  id: 'request',
  name: 'Send a request',
  description: 'Calls an address of the connected system and gives its answer.',
  input: Input,
  output: Output,
  sample: { method: 'POST', path: '/sales-orders', body: { orderNumber: 'PO-1001' } },
  catalogueEffect: 'idempotent',
  effect({ method }, connectionConfig) {
    const effect = effects[method];
    if (effect !== 'by-key') return effect;
    return connectionConfig['idempotency'] === 'none' ? 'unsafe' : 'idempotent';
  },
  async run(input, context) {
    const connection = httpConnection(context.connection);
    const prepared = prepare(input, connection.config, context.idempotencyKey);
    const { response, secrets } = await call(connection, prepared, context);
    if (!succeeded(response.status, input.method)) throw answerError(response, secrets);
    return { status: response.status, headers: response.headers, body: decodeBody(response) };
  },
});

/** 303 after a write says that it is done and where to read of it. */
const succeeded = (status: number, method: Input['method']) =>
  (status >= 200 && status < 300) || (status === 303 && !reads(method));

function prepare(input: Input, config: HttpConfig, idempotencyKey: string): PreparedCall {
  const { method } = input;
  if (reads(method) && input.body !== undefined) {
    throw configurationError('invalid_input', `A ${method} request carries no body; leave the body empty.`);
  }
  const url = targetUrl(config.baseUrl, input.path);
  addQuery(url, input.query ?? {});
  const own = mergeHeaders(config.headers ?? {}, input.headers ?? {});
  const { body, contentType } = encodeBody(input.body, own['content-type'], input.bodyEncoding === 'base64');
  const generated = {
    accept: 'application/json, */*;q=0.8',
    ...(contentType && { 'content-type': contentType }),
    ...(!reads(method) && { 'idempotency-key': idempotencyKey }),
  };
  return { method, url, headers: { ...generated, ...own }, ...(body !== undefined && { body }) };
}
