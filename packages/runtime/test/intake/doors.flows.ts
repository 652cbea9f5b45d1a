import type { FlowDefinition } from '@crossdock/flow-schema';
import { chain, erpCall, map, webhook, type NodeDraft } from '../system/flows.ts';

/** Takes a message and keeps it as it is. */
const keep = (path: string, config: Record<string, unknown> = {}): FlowDefinition =>
  chain(`Keeps at ${path}`, [webhook(path, config), map('kept', '$')]);

const respond = (status: number, body: unknown, headers?: Record<string, string>): NodeDraft => ({
  id: 'answer',
  type: 'respond',
  config: { status, body, ...(headers ? { headers } : {}) },
});

const keyed = { idempotencyKey: 'body.orderNumber' };
const answering = (path: string, deadlineMs = 30_000): NodeDraft =>
  webhook(path, { respond: 'flow', deadlineMs });
const greet = map('greet', '{ "hello": body.name }');

/** The flows whose intakes the tests knock at. */
export const doors: readonly FlowDefinition[] = [
  keep('open'),
  keep('json-only', { contentTypes: ['application/json'] }),
  keep('edi', { contentTypes: ['application/edi-x12', 'text/*'] }),
  keep('small', { maxBytes: 1000 }),
  keep('paused'),
  keep('own-key', { auth: { type: 'apiKey' } }),
  keep('partner-key', { auth: { type: 'apiKey', connection: 'partner', header: 'X-Partner-Key' } }),
  keep('password', { auth: { type: 'basic', connection: 'partner' } }),
  keep('signed', { auth: { type: 'hmac', connection: 'partner', prefix: 'sha256=' } }),
  chain('Once per order', [webhook('once'), map('kept', '$')], keyed),
  chain('Needs a number', [webhook('needs-number'), map('kept', '$')], {
    orderingKey: '$number(body.number)',
  }),
  chain('Answers', [answering('answers'), greet, respond(201, '=$', { 'X-Greeting': '=hello' })]),
  chain('Answers in text', [answering('answers-text'), respond(200, '="hello " & body.name')]),
  chain('Answers with a page', [
    answering('answers-page'),
    respond(200, '="<p>" & body.name & "</p>\\r\\n"', {
      'Content-Type': 'text/html',
      'Content-Security-Policy': 'default-src *',
      'Content-Length': '3',
      'Set-Cookie': 'crossdock_session=mine',
      'X-Fine': 'yes',
      'X-Broken': '="a" & "\\r\\nX-Injected: 1"',
    }),
  ]),
  chain('Answers without a type', [
    answering('answers-untyped'),
    respond(200, '=body.name', { 'Content-Type': 'no; type' }),
  ]),
  chain('Answers once', [answering('answers-once'), greet, respond(201, '=$')], keyed),
  chain('Answers in turn', [answering('answers-in-turn'), greet, respond(201, '=$')], {
    orderingKey: 'body.name',
  }),
  chain('Answers late', [
    answering('answers-late', 200),
    erpCall('ask', '/credit-checks', '={ "customer": "C-TESTS", "amount": 1 }'),
    respond(200, '=$'),
  ]),
  chain('Answers after a failure', [
    answering('answers-failed'),
    { id: 'no', type: 'fail', config: { code: 'no', message: 'No.' } },
  ]),
  chain('Other methods', [webhook('documents/changed', { method: 'PUT' }), map('kept', '$')]),
  chain('Reads', [webhook('reads', { method: 'GET' }), map('kept', '$')]),
];
