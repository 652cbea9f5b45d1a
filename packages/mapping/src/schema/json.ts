/** Narrow views of schemas, which come from people and are only known to be JSON. */

/** A JSON Schema written as an object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property that is an object; else an empty one. */
export function objectAt(schema: JsonSchema, key: string): JsonSchema {
  const value = ownValue(schema, key);
  return isObject(value) ? value : {};
}

/** An own property that is a list; else an empty one. */
export function listAt(schema: JsonSchema, key: string): readonly unknown[] {
  const value = ownValue(schema, key);
  return Array.isArray(value) ? value : [];
}

/** An own property that is text; else undefined. */
export function textAt(schema: JsonSchema, key: string): string | undefined {
  const value = ownValue(schema, key);
  return typeof value === 'string' ? value : undefined;
}

/** An own property that is a number; else undefined. */
export function numberAt(schema: JsonSchema, key: string): number | undefined {
  const value = ownValue(schema, key);
  return typeof value === 'number' ? value : undefined;
}

function ownValue(schema: JsonSchema, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}
