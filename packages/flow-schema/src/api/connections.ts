import Type, { type Static } from 'typebox';
import { closed, EnvironmentKey, Json, nullable, Timestamp } from './common.ts';

export const effects = ['pure', 'idempotent', 'lookup-first', 'unsafe'] as const;
/** What repeating an operation does; see "Effects" of the delivery promise. */
export const Effect = Type.Enum(effects);
export type Effect = (typeof effects)[number];

const JsonSchema = Type.Record(Type.String(), Json);

export const CatalogueOperation = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    effect: Effect,
    input: JsonSchema,
    output: JsonSchema,
  },
  closed,
);

export const CatalogueConnector = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    description: Type.String(),
    icon: Type.String({ description: 'SVG as text.' }),
    connection: nullable(
      Type.Object({ config: JsonSchema, secrets: JsonSchema, testable: Type.Boolean() }, closed),
    ),
    operations: Type.Array(CatalogueOperation),
  },
  closed,
);
export type CatalogueConnector = Static<typeof CatalogueConnector>;
export type CatalogueOperation = Static<typeof CatalogueOperation>;

const ConnectionKey = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,59}$',
  title: 'Key',
  description: 'Small letters, digits and hyphens; flows name the connection by it.',
});

/** Secrets are write-only: `secretsSet` names those that have a value. */
export const Connection = Type.Object(
  {
    key: ConnectionKey,
    name: Type.String(),
    connector: Type.String(),
    environment: EnvironmentKey,
    config: JsonSchema,
    secretsSet: Type.Array(Type.String()),
    usedBy: Type.Array(Type.Object({ flowId: Type.String(), flowName: Type.String() }, closed)),
    updatedAt: Timestamp,
  },
  closed,
);
export type Connection = Static<typeof Connection>;

export const ConnectionCreate = Type.Object(
  {
    key: ConnectionKey,
    name: Type.String({ minLength: 1, maxLength: 120, title: 'Name' }),
    connector: Type.String({ minLength: 1 }),
    environment: EnvironmentKey,
    config: JsonSchema,
    secrets: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
);
export type ConnectionCreate = Static<typeof ConnectionCreate>;

/** Secrets left out keep their value; null removes one. */
export const ConnectionUpdate = Type.Partial(ConnectionCreate, closed);
export type ConnectionUpdate = Static<typeof ConnectionUpdate>;

export const ConnectionTest = Type.Object(
  { ok: Type.Boolean(), latencyMs: Type.Integer(), detail: Type.String() },
  closed,
);
export type ConnectionTest = Static<typeof ConnectionTest>;

export const Variable = Type.Object(
  {
    key: Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$' }),
    environment: EnvironmentKey,
    value: Json,
  },
  closed,
);
export type Variable = Static<typeof Variable>;
