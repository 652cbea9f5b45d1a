import Type, { type Static, type TSchema } from 'typebox';

export const closed = { additionalProperties: false } as const;

export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Timestamp = Type.String({ format: 'date-time', description: 'ISO 8601, UTC.' });
export const Json = Type.Unknown();
export const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** Number of a version; no larger than the database counts. */
export const VersionNumber = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });

export const environmentKeyPattern = '^[a-z][a-z0-9-]{0,29}$';
export const EnvironmentKey = Type.String({ pattern: environmentKeyPattern });

/** A page of a list; `nextCursor` is null on the last one. */
export const Page = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: nullable(Type.String()) }, closed);

/** What every list takes. Query parameters arrive as text; the server converts numbers and booleans. */
export const pageQuery = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
};

export const FieldError = Type.Object({ path: Type.String(), message: Type.String() }, closed);

/** RFC 9457 problem document; `code` is stable and meant for programs. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  code: Type.String(),
  errors: Type.Optional(Type.Array(FieldError)),
});
export type Problem = Static<typeof Problem>;

export const BusinessKey = Type.Object({ type: Type.String(), value: Type.String() }, closed);
export type BusinessKey = Static<typeof BusinessKey>;
