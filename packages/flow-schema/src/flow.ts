import Type, { type Static, type TSchema } from 'typebox';

/**
 * The flow document, format version 1: what the canvas edits, what is versioned, exported and executed.
 * Every object is closed (unknown fields are rejected), so that a typing error never goes unnoticed.
 */

/** A string that is always a JSONata expression; the keyword tells forms and checks so. */
export const expression = (title: string, description: string) =>
  Type.String({ minLength: 1, title, description, 'x-expression': true });

/** Marks a value whose strings may be expressions, by a leading `=` (see `dynamic.ts`). */
export const dynamic = <T extends TSchema>(schema: T): T => ({ ...schema, 'x-dynamic': true });

const closed = { additionalProperties: false } as const;

/** How large a flow document may be. */
export const flowLimits = {
  nodes: 2000,
  edges: 10_000,
  /** Of all strings and names in it together, in UTF-16 units. */
  characters: 4_000_000,
  /** Values of all sorts, at any depth. */
  values: 250_000,
  depth: 64,
} as const;

export const errorClasses = ['technical-transient', 'technical-permanent', 'business'] as const;
export const ErrorClass = Type.Enum(errorClasses);
export type ErrorClass = (typeof errorClasses)[number];

/** Desks own exceptions until they are mended. */
export const desks = [
  'integration-support',
  'customer-service',
  'warehouse',
  'finance',
  'purchasing',
] as const;
export const Desk = Type.Enum(desks, { title: 'Desk', description: 'Who mends what fails here.' });
export type Desk = (typeof desks)[number];

export const RetryPolicy = Type.Object(
  {
    maxAttempts: Type.Integer({
      minimum: 1,
      maximum: 100,
      title: 'Attempts',
      description: 'Including the first.',
    }),
    backoff: Type.Enum(['exponential', 'fixed'], { title: 'Back-off' }),
    initialMs: Type.Integer({ minimum: 0, maximum: 86_400_000, title: 'First wait (ms)' }),
    maxMs: Type.Integer({ minimum: 0, maximum: 86_400_000, title: 'Longest wait (ms)' }),
  },
  {
    ...closed,
    title: 'Retry',
    description: 'How often a failed call is tried again, and after which waits.',
  },
);
export type RetryPolicy = Static<typeof RetryPolicy>;

/** What holds where neither node nor flow says anything: about seven minutes of trying. */
export const defaultRetry: RetryPolicy = {
  maxAttempts: 5,
  backoff: 'exponential',
  initialMs: 1000,
  maxMs: 300_000,
};

/** What holds for a node that names no time-out. */
export const defaultTimeoutMs = 120_000;

/** A year: the database reckons with time-outs, and times can't grow without end. */
const longestTimeoutMs = 31_536_000_000;

const timeout = (title: string) => Type.Integer({ minimum: 1, maximum: longestTimeoutMs, title });

export const FlowSettings = Type.Object(
  {
    idempotencyKey: Type.Optional(
      expression(
        'Idempotency key',
        'The same key twice is recognised as a duplicate. $ is the trigger message.',
      ),
    ),
    orderingKey: Type.Optional(
      expression(
        'Ordering key',
        'Messages with the same key run one after the other, in the order received.',
      ),
    ),
    businessKeys: Type.Optional(
      Type.Array(
        Type.Object(
          {
            type: Type.String({ minLength: 1, title: 'Type', description: 'For example purchaseOrder.' }),
            value: expression(
              'Value',
              'Read from the trigger message; if that gives nothing, again later with $steps.',
            ),
          },
          closed,
        ),
        { title: 'Business keys', description: 'By which people find the run.' },
      ),
    ),
    timeoutMs: Type.Optional(timeout('Time-out of a run (ms)')),
    retry: Type.Optional(Type.Partial(RetryPolicy)),
    concurrency: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, title: 'Runs at once' })),
    desk: Type.Optional(Desk),
  },
  { ...closed, title: 'Flow settings' },
);
export type FlowSettings = Static<typeof FlowSettings>;

export const Position = Type.Object({ x: Type.Number(), y: Type.Number() }, closed);
export type Position = Static<typeof Position>;

const nodeId = Type.String({
  pattern: '^[A-Za-z_][A-Za-z0-9_-]{0,63}$',
  'x-pattern-in-words': 'a letter, then letters, digits, _ or -, 64 characters at most',
});

export const FlowNode = Type.Object(
  {
    id: nodeId,
    type: Type.String({ minLength: 1 }),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    position: Position,
    config: Type.Record(Type.String(), Type.Unknown()),
    parentId: Type.Optional(nodeId),
    retry: Type.Optional(Type.Partial(RetryPolicy)),
    timeoutMs: Type.Optional(timeout('Time-out (ms)')),
    desk: Type.Optional(Desk),
    disabled: Type.Optional(Type.Boolean()),
    notes: Type.Optional(Type.String({ maxLength: 10_000 })),
    pinnedOutput: Type.Optional(Type.Unknown()),
    size: Type.Optional(Type.Object({ width: Type.Number(), height: Type.Number() }, closed)),
  },
  closed,
);
export type FlowNode = Static<typeof FlowNode>;

/** The port that an edge leaves by when it names none. */
export const mainPort = 'out';
/** The port taken when a node fails for good, if something is wired to it. */
export const errorPort = 'error';

export const FlowEdge = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 80 }),
    source: Type.String({ minLength: 1 }),
    sourcePort: Type.Optional(Type.String({ minLength: 1 })),
    target: Type.String({ minLength: 1 }),
  },
  closed,
);
export type FlowEdge = Static<typeof FlowEdge>;

export const formatVersion = 1;

export const FlowDefinition = Type.Object(
  {
    formatVersion: Type.Literal(formatVersion),
    name: Type.String({ minLength: 1, maxLength: 120 }),
    description: Type.Optional(Type.String({ maxLength: 10_000 })),
    settings: Type.Optional(FlowSettings),
    nodes: Type.Array(FlowNode, { maxItems: flowLimits.nodes, title: 'Nodes' }),
    edges: Type.Array(FlowEdge, { maxItems: flowLimits.edges, title: 'Edges' }),
  },
  { ...closed, $id: 'https://crossdock.dev/schemas/flow/1.json', title: 'Crossdock flow, format version 1' },
);
export type FlowDefinition = Static<typeof FlowDefinition>;
