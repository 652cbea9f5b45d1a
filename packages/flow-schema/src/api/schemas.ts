import Type, { type Static } from 'typebox';
import { closed, Json, nullable, pageQuery, Timestamp, VersionNumber } from './common.ts';

/** Registered schemas: what documents look like, in versions that never change. */

export const schemaKeyPattern = '^[A-Za-z][A-Za-z0-9-]{0,59}$';
const SchemaKey = Type.String({
  pattern: schemaKeyPattern,
  title: 'Key',
  description: 'Letters, digits and hyphens; flows name a version as key@version.',
});

export const schemaModes = [
  'none',
  'backward',
  'backwardTransitive',
  'forward',
  'forwardTransitive',
  'full',
  'fullTransitive',
] as const;
const Mode = Type.Enum(schemaModes, {
  title: 'Compatibility',
  description:
    'What a new version owes to the one before (Transitive: to all before). backward: its readers can read earlier documents. forward: earlier readers can read its documents. full: both. none: nothing.',
});

const Title = Type.String({ minLength: 1, maxLength: 120, title: 'Title' });
const Description = Type.Optional(Type.String({ maxLength: 2000, title: 'Description' }));
const Note = Type.Optional(Type.String({ maxLength: 2000, title: 'Note' }));
const SchemaDocument = Type.Record(Type.String(), Json, {
  title: 'JSON Schema',
  description: 'Draft 2020-12.',
});

export const SchemaVersionSummary = Type.Object(
  {
    version: Type.Integer(),
    note: nullable(Type.String()),
    deprecated: Type.Boolean(),
    /** What to use in its place. */
    deprecation: nullable(Type.String()),
    createdAt: nullable(Timestamp),
    createdBy: Type.String(),
  },
  closed,
);
export type SchemaVersionSummary = Static<typeof SchemaVersionSummary>;

export const SchemaVersion = Type.Object(
  { key: Type.String(), ...SchemaVersionSummary.properties, schema: SchemaDocument },
  closed,
);
export type SchemaVersion = Static<typeof SchemaVersion>;

export const RegisteredSchema = Type.Object(
  {
    key: Type.String(),
    title: Type.String(),
    description: Type.Optional(Type.String()),
    mode: Mode,
    /** One of the canonical documents; it comes with the product and can't be changed. */
    builtIn: Type.Boolean(),
    latest: SchemaVersionSummary,
  },
  closed,
);
export type RegisteredSchema = Static<typeof RegisteredSchema>;

export const SchemaSearch = Type.Object(
  { ...pageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) },
  closed,
);

export const SchemaSettings = Type.Object({ title: Title, description: Description, mode: Mode }, closed);
export type SchemaSettings = Static<typeof SchemaSettings>;

export const SchemaPublishBody = Type.Object({ schema: SchemaDocument, note: Note }, closed);
export type SchemaPublishBody = Static<typeof SchemaPublishBody>;

export const SchemaCreate = Type.Object(
  { key: SchemaKey, ...SchemaSettings.properties, ...SchemaPublishBody.properties },
  closed,
);
export type SchemaCreate = Static<typeof SchemaCreate>;

export const SchemaDeprecation = Type.Object(
  {
    deprecated: Type.Boolean(),
    note: Type.Optional(Type.String({ maxLength: 2000, title: 'What to use in its place' })),
  },
  closed,
);
export type SchemaDeprecation = Static<typeof SchemaDeprecation>;

export const SchemaCompareBody = Type.Object(
  {
    from: Type.Optional({ ...VersionNumber, description: 'Earlier version; left out: the latest.' }),
    to: Type.Optional({ ...VersionNumber, description: 'Version to compare with.' }),
    schema: Type.Optional({ ...SchemaDocument, description: 'Or a schema that is not published.' }),
  },
  closed,
);
export type SchemaCompareBody = Static<typeof SchemaCompareBody>;

const Change = Type.Object(
  {
    path: Type.String({ description: 'lines[].quantity; empty for the document.' }),
    change: Type.String(),
    breaks: Type.Enum(['backward', 'forward', 'both', 'none']),
    message: Type.String(),
  },
  closed,
);

export const SchemaComparison = Type.Object(
  {
    changes: Type.Array(Change),
    /** Whether it might be published now, as the compatibility of the schema asks. */
    compatible: Type.Boolean(),
    reasons: Type.Array(Type.String()),
  },
  closed,
);
export type SchemaComparison = Static<typeof SchemaComparison>;

export const SchemaInferBody = Type.Object(
  {
    samples: Type.Array(Json, { minItems: 1, maxItems: 10_000 }),
    title: Type.Optional(Type.String({ maxLength: 120 })),
    closed: Type.Optional(Type.Boolean({ description: 'Refuse fields that no sample has.' })),
  },
  closed,
);
export type SchemaInferBody = Static<typeof SchemaInferBody>;

export const SchemaInferred = Type.Object(
  {
    schema: SchemaDocument,
    /** False when there was more than could be looked at. */
    complete: Type.Boolean(),
  },
  closed,
);

/** How flows name a version of a schema: `order@1`. */
export const schemaReferencePattern = '^[A-Za-z][A-Za-z0-9-]{0,59}@[1-9][0-9]{0,8}$';

/** A reference in its parts; undefined when it is none. */
export function parseSchemaReference(reference: string): { key: string; version: number } | undefined {
  if (!new RegExp(schemaReferencePattern).test(reference)) return undefined;
  const [key = '', version = ''] = reference.split('@');
  return { key, version: Number(version) };
}
