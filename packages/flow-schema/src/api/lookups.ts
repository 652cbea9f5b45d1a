import Type, { type Static } from 'typebox';
import { Desk, desks } from '../flow.ts';
import { closed, EnvironmentKey, Id, Json, nullable, pageQuery, Timestamp } from './common.ts';

/** Lookup tables: what one side calls something, and what the other does. */

export const lookupKeyPattern = '^[a-z][a-z0-9-]{0,59}$';
const LookupKey = Type.String({
  pattern: lookupKeyPattern,
  title: 'Key',
  description: 'Small letters, digits and hyphens; expressions name the table by it.',
});

const ColumnName = Type.String({
  pattern: '^[A-Za-z_][A-Za-z0-9_]{0,59}$',
  title: 'Name',
  description: 'Letters, digits and _; the column of CSV files and the field of results.',
});
const ColumnTitle = Type.Optional(Type.String({ maxLength: 120, title: 'Title' }));

export const lookupMatches = ['exact', 'wildcard', 'range'] as const;
export type LookupMatchKind = (typeof lookupMatches)[number];

export const LookupKeyColumn = Type.Object(
  {
    name: ColumnName,
    title: ColumnTitle,
    match: Type.Enum(lookupMatches, {
      title: 'Match',
      description:
        'exact: the same value. wildcard: text with * and ?. range: from (included) to (not included).',
    }),
    type: Type.Enum(['text', 'number', 'date'], { title: 'Type' }),
    ignoreCase: Type.Optional(Type.Boolean({ title: 'Small and capital letters are the same' })),
    ignoreSpace: Type.Optional(Type.Boolean({ title: 'Blanks do not count' })),
  },
  closed,
);
export type LookupKeyColumn = Static<typeof LookupKeyColumn>;

export const LookupValueColumn = Type.Object(
  {
    name: ColumnName,
    title: ColumnTitle,
    type: Type.Enum(['text', 'number', 'boolean', 'date'], { title: 'Type' }),
  },
  closed,
);
export type LookupValueColumn = Static<typeof LookupValueColumn>;

export const lookupMissPolicies = ['empty', 'default', 'fail', 'exception'] as const;

/**
 * What comes of a key that no row answers: nothing, a default, a failure that points at the flow, or an exception
 * that is mended by adding the row.
 */
export const LookupMissRule = Type.Object(
  {
    policy: Type.Enum(lookupMissPolicies, { title: 'When nothing is found' }),
    value: Type.Optional(Json),
    desk: Type.Optional(Desk),
  },
  closed,
);

/** What a table is, without its rows. */
export const LookupDefinition = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 120, title: 'Title' }),
    key: LookupKey,
    description: Type.Optional(Type.String({ maxLength: 2000, title: 'Description' })),
    keys: Type.Array(LookupKeyColumn, { minItems: 1, maxItems: 8, title: 'Key columns' }),
    values: Type.Array(LookupValueColumn, { minItems: 1, maxItems: 50, title: 'Value columns' }),
    onMiss: LookupMissRule,
  },
  closed,
);
export type LookupDefinition = Static<typeof LookupDefinition>;

const Scalar = Type.Union([Type.String({ maxLength: 2000 }), Type.Number(), Type.Boolean(), Type.Null()]);
const Bound = Type.Union([Type.String({ maxLength: 40 }), Type.Number()]);

/** A value, a text with wildcards, or a range of which an end may be open. */
export const LookupKeyCell = Type.Union([
  Type.String({ maxLength: 500 }),
  Type.Number(),
  Type.Object({ from: Type.Optional(Bound), to: Type.Optional(Bound) }, closed),
]);
export type LookupKeyCell = Static<typeof LookupKeyCell>;

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** One row, as it is written. */
export const LookupEntry = Type.Object(
  {
    keys: Type.Record(Type.String(), LookupKeyCell),
    values: Type.Record(Type.String(), Scalar),
    partner: Type.Optional(Type.String({ maxLength: 200, description: 'Left out or "*": all partners.' })),
    environment: Type.Optional(nullable(EnvironmentKey)),
    validFrom: Type.Optional(nullable(Day)),
    validTo: Type.Optional(nullable(Day)),
  },
  closed,
);
export type LookupEntry = Static<typeof LookupEntry>;

/** One row, as it is kept. Validity counts in days of UTC; `validTo` is the last one. */
export const LookupRow = Type.Object(
  {
    id: Id,
    keys: LookupEntry.properties.keys,
    values: LookupEntry.properties.values,
    partner: Type.String(),
    environment: nullable(EnvironmentKey),
    validFrom: nullable(Day),
    validTo: nullable(Day),
    revision: Type.Integer(),
    updatedAt: Timestamp,
    updatedBy: Type.String(),
  },
  closed,
);
export type LookupRow = Static<typeof LookupRow>;

const usedBy = Type.Array(Type.Object({ flowId: Type.String(), flowName: Type.String() }, closed));

export const LookupTable = Type.Object(
  {
    ...LookupDefinition.properties,
    /** Counts every change of the table or its rows. */
    version: Type.Integer(),
    rows: Type.Integer(),
    usedBy,
    updatedAt: Timestamp,
    updatedBy: Type.String(),
  },
  closed,
);
export type LookupTable = Static<typeof LookupTable>;

export const LookupSearch = Type.Object(
  { ...pageQuery, q: Type.Optional(Type.String({ maxLength: 200 })) },
  closed,
);
export const LookupRowsQuery = Type.Object(
  {
    ...LookupSearch.properties,
    environment: Type.Optional(EnvironmentKey),
    partner: Type.Optional(Type.String({ maxLength: 200 })),
  },
  closed,
);
export type LookupRowsQuery = Static<typeof LookupRowsQuery>;

const resume = Type.Optional(
  Type.Boolean({ description: 'Go on with the runs that wait for what the table now answers.' }),
);
export const LookupRowBody = Type.Object({ ...LookupEntry.properties, resume }, closed);
export type LookupRowBody = Static<typeof LookupRowBody>;

/** Runs set going again in the background; `jobId` as of bulk actions on exceptions. */
export const LookupResumed = Type.Object({ runs: Type.Integer(), jobId: nullable(Id) }, closed);
export type LookupResumed = Static<typeof LookupResumed>;
export const LookupRowSaved = Type.Object({ row: LookupRow, resumed: LookupResumed }, closed);
export type LookupRowSaved = Static<typeof LookupRowSaved>;

export const LookupImportBody = Type.Object(
  {
    content: Type.String({ description: 'CSV with a header of the table’s columns.' }),
    mode: Type.Enum(['merge', 'replace'], {
      description: 'merge adds and changes; replace also removes what the file does not have.',
    }),
    dryRun: Type.Optional(Type.Boolean({ description: 'Only say what would change.' })),
    resume,
  },
  closed,
);
export type LookupImportBody = Static<typeof LookupImportBody>;

const ImportFault = Type.Object(
  {
    row: Type.Integer({ description: 'Row of the file; the header is row 1.' }),
    column: Type.Optional(Type.String()),
    message: Type.String(),
  },
  closed,
);
const ImportChange = Type.Object(
  {
    kind: Type.Enum(['added', 'changed', 'removed']),
    before: Type.Optional(LookupEntry),
    after: Type.Optional(LookupEntry),
  },
  closed,
);

/** What an import changes, or would change; nothing is changed while there are errors. */
export const LookupImport = Type.Object(
  {
    applied: Type.Boolean(),
    added: Type.Integer(),
    changed: Type.Integer(),
    removed: Type.Integer(),
    unchanged: Type.Integer(),
    /** The first of them. */
    changes: Type.Array(ImportChange),
    errors: Type.Array(ImportFault),
    version: Type.Integer(),
    resumed: LookupResumed,
  },
  closed,
);
export type LookupImport = Static<typeof LookupImport>;

export const LookupExport = Type.Object({ content: Type.String(), rows: Type.Integer() }, closed);

export const LookupTryBody = Type.Object(
  {
    key: Json,
    environment: EnvironmentKey,
    partner: Type.Optional(Type.String({ maxLength: 200 })),
    at: Type.Optional(Type.String({ maxLength: 40, description: 'Day or time; left out: now.' })),
    reverse: Type.Optional(Type.Boolean()),
    column: Type.Optional(Type.String({ maxLength: 60 })),
  },
  closed,
);
export type LookupTryBody = Static<typeof LookupTryBody>;

export const LookupTried = Type.Object(
  {
    found: Type.Boolean(),
    value: Type.Optional(Json),
    row: Type.Optional(LookupRow),
    /** Why this row, or why none: one sentence each. */
    why: Type.Array(Type.String()),
  },
  closed,
);
export type LookupTried = Static<typeof LookupTried>;

/** A key that runs wait for: open exceptions of the same cause. */
export const LookupGap = Type.Object(
  {
    key: Json,
    environment: EnvironmentKey,
    partner: Type.String(),
    runs: Type.Integer(),
    oldest: Timestamp,
    /** One of the exceptions. */
    exceptionId: Id,
  },
  closed,
);
export type LookupGap = Static<typeof LookupGap>;
export const LookupGaps = Type.Object({ items: Type.Array(LookupGap) }, closed);

/** Detail of the error `lookup.miss`. */
export const LookupMiss = Type.Object(
  {
    table: Type.String(),
    title: Type.String(),
    key: Json,
    environment: Type.String(),
    partner: Type.String(),
    reverse: Type.Optional(Type.Boolean()),
    column: Type.Optional(Type.String()),
    at: Type.Optional(Type.String()),
    desk: Type.Optional(Type.Enum(desks)),
  },
  closed,
);
export type LookupMiss = Static<typeof LookupMiss>;

/** Code of the business error of a key that a table does not know. */
export const lookupMissCode = 'lookup.miss';
