import type { CatalogueConnector } from './api/connections.ts';
import { edges, flow, manual, map, node } from './flows.fixture.ts';
import type { ValidationContext } from './validate.ts';

const httpConnector: CatalogueConnector = {
  id: 'http',
  name: 'HTTP',
  description: '',
  icon: '',
  connection: { config: {}, secrets: {}, testable: true },
  operations: [
    {
      id: 'request',
      name: 'Request',
      description: '',
      effect: 'idempotent',
      input: {
        type: 'object',
        required: ['method', 'path'],
        properties: {
          method: { enum: ['GET', 'POST'], title: 'Method' },
          path: { type: 'string', title: 'Path' },
          timeoutMs: { type: 'integer', minimum: 1, title: 'Time-out' },
          headers: { type: 'object', additionalProperties: { type: 'string' } },
        },
        additionalProperties: false,
      },
      output: {},
    },
    { id: 'send', name: 'Send', description: '', effect: 'unsafe', input: {}, output: {} },
    { id: 'read', name: 'Read', description: '', effect: 'pure', input: {}, output: {} },
  ],
};

export const context: ValidationContext = {
  checkExpression: (source) =>
    source.endsWith('+') ? { message: 'The expression ends too early', position: source.length } : undefined,
  connectors: [httpConnector],
  connections: [
    { key: 'erp', connector: 'http' },
    { key: 'drop', connector: 'sftp' },
  ],
  environment: 'test',
};

const call = (config: object = {}, extras = {}) =>
  node(
    'call',
    'connector',
    {
      connector: 'http',
      operation: 'request',
      connection: 'erp',
      input: { method: 'POST', path: '/' },
      ...config,
    },
    extras,
  );
export const called = (config: object, extras = {}) =>
  flow([manual, call(config, extras), map('mend')], edges('in -> call', 'call.error -> mend'));
const switched = (config: object, ...links: string[]) =>
  flow([manual, node('size', 'switch', { otherwise: 'rest', ...config }), map('a')], edges(...links));

const scheduled = (cron: string, timeZone = 'Europe/Berlin') =>
  node('in', 'schedule', { cron, timeZone, missed: 'skip' });

interface Case {
  title: string;
  definition: unknown;
  errors?: string[];
  warnings?: string[];
}

/** Findings as `rule path: message`; a case lists all that there are. */
export const cases: Case[] = [
  { title: 'a minimal flow', definition: flow([manual]) },
  { title: 'no object', definition: [], errors: ['shape : This value must be an object.'] },
  {
    title: 'missing and unknown fields of the document',
    definition: { formatVersion: 1, nodes: [manual], edges: [], nmae: 'x' },
    errors: [
      'shape name: “name” is missing.',
      'shape nmae: There is no field "nmae". Known here: formatVersion, name, description, settings, nodes, edges.',
    ],
  },
  {
    title: 'a later format version',
    definition: { ...flow([manual]), formatVersion: 2 },
    errors: ['shape formatVersion: “formatVersion” must be 1.'],
  },
  {
    title: 'a node without a fitting shape',
    definition: flow([manual, { ...map('x'), id: '1x', retry: { maxAttempts: 0 } }]),
    errors: [
      'shape nodes[1].id: “id” can’t be "1x": write a letter, then letters, digits, _ or -, 64 characters at most.',
      'shape nodes[1].retry.maxAttempts: “Attempts” must be at least 1.',
    ],
  },
  {
    title: 'too deep a value',
    definition: flow([
      manual,
      map('x', '$', {
        pinnedOutput: Array.from({ length: 80 }).reduce<unknown>((inner) => [inner], 1),
      }),
    ]),
    errors: ['size : Values are nested more than 64 levels deep.'],
  },
  {
    title: 'duplicate ids',
    definition: flow(
      [manual, map('a'), map('a', '$', { name: 'other' })],
      [...edges('in -> a'), { id: 'e1', source: 'in', target: 'zz' }],
    ),
    errors: [
      'duplicate-id nodes[2].id: Another node has the id "a" already. Give this one its own.',
      'duplicate-id edges[1].id: Another edge has the id "e1" already. Give this one its own.',
      'edge edges[1].target: There is no node "zz". Delete this edge, or connect it to another node.',
    ],
  },
  {
    title: 'an unknown type',
    definition: flow([manual, node('x', 'teleport')], edges('in -> x')),
    errors: [
      'unknown-type nodes[1].type: There is no node type "teleport". Known types: webhook, schedule, manual, parse, map, serialize, acknowledge, lookup, validate, connector, switch, filter, respond, fail, milestone, note.',
    ],
  },
  {
    title: 'one message for a union, of the branch that is meant',
    definition: flow([
      node('in', 'webhook', { method: 'POST', path: 'po', respond: 'accepted', auth: { type: 'hmac' } }),
    ]),
    errors: ['config nodes[0].config.auth.connection: “Credentials” is missing.'],
  },
  {
    title: 'a union without its tag',
    definition: flow([
      node('in', 'webhook', { method: 'POST', path: 'po', respond: 'accepted', auth: 'basic' }),
    ]),
    errors: ['config nodes[0].config.auth: “auth” must be an object.'],
  },
  {
    title: 'a union with an unknown tag',
    definition: flow([
      node('in', 'webhook', { method: 'POST', path: 'po', respond: 'accepted', auth: { type: 'magic' } }),
    ]),
    errors: ['config nodes[0].config.auth.type: “type” must be one of none, apiKey, basic, hmac.'],
  },
  {
    title: 'no trigger',
    definition: flow([map('a')]),
    errors: ['trigger nodes: A flow needs a trigger: add one that says what starts it.'],
  },
  {
    title: 'two triggers, the first disabled',
    definition: flow([{ ...manual, disabled: true }, node('other', 'manual')]),
    errors: [
      'trigger nodes[0].disabled: A disabled trigger starts nothing. Switch it on.',
      'trigger nodes[1]: A flow has exactly one trigger, and “in” is one already. Delete one of them.',
    ],
  },
  {
    title: 'a cycle and what hangs on it',
    definition: flow(
      [manual, map('a'), map('b'), map('c')],
      edges('in -> a', 'a -> b', 'b -> c', 'c -> a', 'c -> b'),
    ),
    errors: [
      'cycle nodes[1]: These nodes wait for each other in a circle: “a” → “b” → “c” → “a”. Remove one of the edges.',
    ],
  },
  {
    title: 'a node that leads to itself',
    definition: flow([manual, map('a')], edges('in -> a', 'a -> a')),
    errors: [
      'cycle nodes[1]: These nodes wait for each other in a circle: “a” → “a”. Remove one of the edges.',
    ],
  },
  {
    title: 'edges into a trigger, from nowhere, and twice',
    definition: flow([manual, map('a')], edges('in -> a', 'in.out -> a', 'a -> in', 'ghost -> a')),
    errors: [
      'edge edges[2].target: “in” is a trigger and takes no input. Delete this edge.',
      'edge edges[3].source: There is no node "ghost". Delete this edge, or connect it to another node.',
      'duplicate-edge edges[1]: The same edge from "in" to "a" is there twice. Delete one.',
      'cycle nodes[0]: These nodes wait for each other in a circle: “in” → “a” → “in”. Remove one of the edges.',
    ],
  },
  {
    title: 'ports that there are, the error port included',
    definition: switched(
      { cases: [{ port: 'large', when: 'true' }] },
      'in -> size',
      'size.large -> a',
      'size.rest -> a',
      'size.error -> a',
    ),
  },
  {
    title: 'ports that there are not',
    definition: switched(
      { cases: [{ port: 'large', when: 'true' }] },
      'in -> size',
      'size -> a',
      'size.huge -> a',
      'in.error -> a',
    ),
    errors: [
      'port edges[1].sourcePort: “size” has no single output. Choose one of large, rest, error.',
      'port edges[2].sourcePort: “size” has no output "huge". Choose one of large, rest, error.',
      'port edges[3].sourcePort: “in” has no output "error". Choose one of out.',
    ],
  },
  {
    title: 'rules of a kind',
    definition: switched(
      {
        cases: [
          { port: 'a', when: 'true' },
          { port: 'a', when: 'true' },
          { port: 'error', when: 'true' },
        ],
        otherwise: undefined,
      },
      'in -> size',
      'size.a -> a',
    ),
    errors: [
      'port nodes[1].config.cases[1].port: The port "a" is there twice. Rename one.',
      'port nodes[1].config.cases[2].port: "error" is the error port; choose another name.',
    ],
    warnings: [
      'switch-without-otherwise nodes[1].config.otherwise: A message that fits no case ends here unseen. Name a branch for the rest.',
    ],
  },
  {
    title: 'more unknown fields than a validator counts, and a case that is none',
    definition: switched(
      { ...Object.fromEntries('abcdefghij'.split('').map((key) => [key, 1])), cases: [null] },
      'in -> size',
      'in -> a',
    ),
    errors: [
      ...'abcdefghij'
        .split('')
        .map(
          (key) => `config nodes[1].config.${key}: There is no field "${key}". Known here: cases, otherwise.`,
        ),
      'config nodes[1].config.cases[0]: Entry 1 must be an object.',
    ],
  },
  {
    title: 'unconnected and unreachable nodes; notes stand alone',
    definition: flow(
      [manual, map('alone'), map('a'), map('b'), node('n', 'note', { text: 'hi' })],
      edges('a -> b'),
    ),
    errors: [
      'unconnected nodes[1]: “alone” isn’t connected: it would never run. Connect or delete it.',
      'unreachable nodes[2]: No way leads from the trigger to “a”: it would never run. Connect what comes before it, or delete it.',
      'unreachable nodes[3]: No way leads from the trigger to “b”: it would never run. Connect what comes before it, or delete it.',
    ],
  },
  {
    title: 'a parent that holds nothing',
    definition: flow(
      [manual, map('a', '$', { parentId: 'in' }), map('b', '$', { parentId: 'zz' })],
      edges('in -> a', 'in -> b'),
    ),
    errors: [
      'parent nodes[1].parentId: “in” can’t hold other nodes. Take the field out.',
      'parent nodes[2].parentId: There is no node "zz". Take the field out.',
    ],
  },
  {
    title: 'expressions that do not parse: always-expressions, dynamic ones at depth, settings',
    definition: flow(
      [
        manual,
        node('size', 'switch', { cases: [{ port: 'a', when: '1 +' }], otherwise: 'rest' }),
        call({ input: { method: 'POST', path: "'=1 +", headers: { 'X-Id': '= 2 +' } } }),
        map('mend'),
      ],
      edges('in -> size', 'size.a -> call', 'call.error -> mend'),
      { settings: { orderingKey: 'body +' } },
    ),
    errors: [
      'expression settings.orderingKey: The expression ends too early (at character 7)',
      'expression nodes[1].config.cases[0].when: The expression ends too early (at character 4)',
      'expression nodes[2].config.input.headers["X-Id"]: The expression ends too early (at character 5)',
    ],
  },
  {
    title: 'outputs of nodes that run before, beside, behind, and not at all',
    definition: flow(
      [
        manual,
        map('a', '$steps.in'),
        map('b', '$steps.a'),
        map('c', '$steps.b & "$steps.nobody" /* $steps.nobody */'),
        map('d', '$steps.`d`'),
        map('e', '$steps.ghost'),
      ],
      edges('in -> a', 'in -> b', 'b -> c', 'b -> d', 'd -> e'),
      { settings: { businessKeys: [{ type: 'order', value: '$steps.nobody.id' }] } },
    ),
    errors: [
      'unknown-step settings.businessKeys[0].value: $steps.nobody names no node of this flow. Write the id of one that runs before.',
      'unknown-step nodes[2].config.expression: “a” ($steps.a) isn’t sure to have run before “b”: no way leads from it to here. Connect them, or read something else.',
      'unknown-step nodes[4].config.expression: A node can’t read its own output ($steps.d).',
      'unknown-step nodes[5].config.expression: $steps.ghost names no node of this flow. Write the id of one that runs before.',
    ],
  },
  { title: 'a call that fits', definition: called({}) },
  {
    title: 'input whose expressions stand for other types',
    definition: called({ input: { method: '=m', path: '=p', timeoutMs: '=t' } }),
  },
  {
    title: 'input that does not fit the operation',
    definition: called({ input: { method: 'PUT', timeoutMs: 0, bdoy: 1, headers: { a: 1 } } }),
    errors: [
      'connector-input nodes[1].config.input.path: “Path” is missing.',
      'connector-input nodes[1].config.input.bdoy: There is no field "bdoy". Known here: method, path, timeoutMs, headers.',
      'connector-input nodes[1].config.input.method: “Method” must be one of GET, POST.',
      'connector-input nodes[1].config.input.timeoutMs: “Time-out” must be at least 1.',
      'connector-input nodes[1].config.input.headers.a: “a” must be text.',
    ],
  },
  {
    title: 'an unknown connector',
    definition: called({ connector: 'sap' }),
    errors: [
      'unknown-connector nodes[1].config.connector: There is no connector "sap". Choose one of http.',
      'connection nodes[1].config.connection: The connection "erp" in the environment “test” belongs to the connector "http", not "sap". Choose another.',
    ],
  },
  {
    title: 'an unknown operation',
    definition: called({ operation: 'dance' }),
    errors: [
      'unknown-operation nodes[1].config.operation: HTTP has no operation "dance". It has: request, send, read.',
    ],
  },
  {
    title: 'no connection',
    definition: called({ connection: undefined }),
    errors: ['connection nodes[1].config.connection: Choose the connection that HTTP should use.'],
  },
  {
    title: 'a connection that the environment lacks',
    definition: called({ connection: 'crm' }),
    errors: [
      'connection nodes[1].config.connection: There is no connection "crm" in the environment “test”. Create it under Connections, or choose another.',
    ],
  },
  {
    title: 'a connection of another connector',
    definition: called({ connection: 'drop' }),
    errors: [
      'connection nodes[1].config.connection: The connection "drop" in the environment “test” belongs to the connector "sftp", not "http". Choose another.',
    ],
  },
  {
    title: 'a write that can not be repeated, without an error path',
    definition: flow([manual, call({ operation: 'send' })], edges('in -> call')),
    warnings: [
      'write-without-idempotency nodes[1].config.operation: “call” can’t tell a repeated call from a new one. If its answer gets lost, the run stops and a person has to check.',
      'call-without-error-path nodes[1]: Nothing follows when “call” fails for good: the run then stops with an exception. Connect its error output if something else should happen.',
    ],
  },
  { title: 'a read', definition: flow([manual, call({ operation: 'read' })], edges('in -> call')) },
  {
    title: 'a webhook open to all that nobody answers',
    definition: flow([node('in', 'webhook', { method: 'POST', path: 'po', respond: 'flow' })]),
    warnings: [
      'webhook-without-authentication nodes[0].config.auth: Anybody who knows the address can send. Choose an authentication.',
      'caller-without-respond nodes[0].config.respond: The caller waits for an answer, but no Respond node gives one. Add one, or answer with "accepted".',
    ],
  },
  {
    title: 'credentials that the environment lacks',
    definition: flow([
      node('in', 'webhook', {
        method: 'POST',
        path: 'po',
        respond: 'accepted',
        auth: { type: 'basic', connection: 'acme' },
      }),
    ]),
    errors: [
      'connection nodes[0].config.auth.connection: There is no connection "acme" in the environment “test”. Create it under Connections, or choose another.',
    ],
  },
  {
    title: 'credentials of another connector',
    definition: flow([
      node('in', 'webhook', {
        method: 'POST',
        path: 'po',
        respond: 'accepted',
        auth: { type: 'basic', connection: 'erp' },
      }),
    ]),
    errors: [
      'connection nodes[0].config.auth.connection: The connection "erp" in the environment “test” belongs to the connector "http", not "inbound". Choose another.',
    ],
  },
  {
    title: 'a path that is none',
    definition: flow([
      node('in', 'webhook', {
        method: 'POST',
        path: '/po',
        respond: 'accepted',
        auth: { type: 'apiKey' },
      }),
    ]),
    errors: [
      'config nodes[0].config.path: “Path” can’t be "/po": write words of letters, digits, . _ ~ and - with / between them, such as orders/acme.',
    ],
  },
  {
    title: 'an answer that nobody waits for',
    definition: flow([manual, node('reply', 'respond', { status: 200 })], edges('in -> reply')),
    warnings: [
      'respond-without-caller nodes[1].config: Nobody waits for this answer: set the webhook’s answer to "flow".',
    ],
  },
  {
    title: 'a schedule that is none',
    definition: flow([scheduled('every day')]),
    errors: [
      "schedule nodes[0].config.cron: This is not a cron expression: invalid configuration format ('every day'), exactly five, six, or seven space separated parts are required. Write minute, hour, day, month and weekday, for example 0 6 * * 1-5 for weekdays at six.",
    ],
  },
  {
    title: 'a schedule that never fires',
    definition: flow([scheduled('0 0 30 2 *')]),
    errors: [
      'schedule nodes[0].config.cron: This schedule never fires: no such day is to come. Check day, month and year.',
    ],
  },
  {
    title: 'a schedule in no time zone',
    definition: flow([scheduled('0 6 * * *', 'Berlin')]),
    errors: [
      'schedule nodes[0].config.timeZone: "Berlin" is not a time zone; use a name such as Europe/Berlin.',
    ],
  },
  {
    title: 'a second schedule, which is not looked at',
    definition: flow([scheduled('0 6 * * *'), { ...scheduled('0 0 30 2 *'), id: 'b', name: 'b' }]),
    errors: [
      'trigger nodes[1]: A flow has exactly one trigger, and “in” is one already. Delete one of them.',
    ],
  },
  {
    title: 'time-outs of more than a year',
    definition: flow([manual, map('a', '$', { timeoutMs: 1e300 })], edges('in -> a'), {
      settings: { timeoutMs: 1e300 },
    }),
    errors: [
      'shape settings.timeoutMs: “Time-out of a run (ms)” must be at most 31536000000.',
      'shape nodes[1].timeoutMs: “Time-out (ms)” must be at most 31536000000.',
    ],
  },
  {
    title: 'what disabled nodes of no output and of several do',
    definition: flow(
      [
        manual,
        node('choose', 'filter', { when: 'true' }, { disabled: true }),
        node('stop', 'fail', { code: 'x', message: 'm' }, { disabled: true }),
      ],
      edges('in -> choose', 'choose -> stop'),
    ),
    warnings: [
      'disabled nodes[1].disabled: “choose” is switched off: its input goes on unchanged, by its output “out”.',
      'disabled nodes[2].disabled: “stop” is switched off: it does nothing.',
    ],
  },
  {
    title: 'disabled nodes and names that are alike',
    definition: flow(
      [manual, map('a', '$', { disabled: true }), map('b', '$', { name: ' A' })],
      edges('in -> a', 'a -> b'),
    ),
    warnings: [
      'disabled nodes[1].disabled: “a” is switched off: its input goes on unchanged.',
      'duplicate-name nodes[2].name: Another node is called “ A” too: messages could mean either.',
    ],
  },
];
