const text = (description: string, type: string) => ({
  description,
  content: { [type]: { schema: { type: 'string' } } },
});
const problem = { $ref: '#/components/responses/Problem' };
const root = [{ url: '/' }];

const accepted = {
  description: 'The message is safe on disk.',
  content: {
    'application/json': {
      schema: {
        type: 'object',
        properties: { runId: { type: 'string' }, duplicate: { type: 'boolean' } },
        required: ['runId', 'duplicate'],
      },
    },
  },
};

const intake = {
  operationId: 'intake',
  summary: 'Send a message to a deployed flow',
  tags: ['intake'],
  'x-permission': 'intake',
  description:
    'The method, the content types and the authentication are those of the flow’s webhook. A flow with ' +
    '`respond: "flow"` answers itself. The path may have several parts.',
  parameters: ['environment', 'path'].map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  })),
  requestBody: { content: { '*/*': {} } },
  responses: { 202: accepted, default: problem },
};

/** Addresses outside the contract: they speak another form than JSON in and out, or stand beside the API. */
export const otherPaths = {
  '/stream': {
    get: {
      operationId: 'stream',
      summary: 'Live updates as server-sent events: run, step, exception, stats',
      tags: ['stream'],
      'x-permission': 'runs:read',
      responses: { 200: text('A stream of events.', 'text/event-stream'), default: problem },
    },
  },
  '/in/{environment}/{path}': { servers: root, post: intake },
  '/metrics': {
    servers: root,
    get: {
      operationId: 'metrics',
      summary: 'Figures for Prometheus',
      tags: ['health'],
      responses: { 200: text('Prometheus’ text format.', 'text/plain'), default: problem },
    },
  },
  '/healthz': {
    servers: root,
    get: {
      operationId: 'healthz',
      summary: 'Whether the process lives',
      tags: ['health'],
      security: [],
      responses: { 200: { description: 'It does.' } },
    },
  },
  '/readyz': {
    servers: root,
    get: {
      operationId: 'readyz',
      summary: 'Whether database and queue answer',
      tags: ['health'],
      security: [],
      responses: { 200: { description: 'They do.' }, 503: problem },
    },
  },
  '/schemas/flow/1.json': {
    servers: root,
    get: {
      operationId: 'flowSchema',
      summary: 'JSON Schema of the flow document',
      tags: ['flows'],
      security: [],
      responses: { 200: { description: 'The schema.', content: { 'application/schema+json': {} } } },
    },
  },
};
