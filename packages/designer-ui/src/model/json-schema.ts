/** The part of JSON Schema that forms and config are described in, with the project's own keywords. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  const?: unknown;
  enum?: readonly unknown[];
  properties?: Record<string, JsonSchema>;
  patternProperties?: Record<string, JsonSchema>;
  additionalProperties?: boolean | JsonSchema;
  required?: readonly string[];
  items?: JsonSchema;
  anyOf?: readonly JsonSchema[];
  oneOf?: readonly JsonSchema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  /** The string is a JSONata expression. */
  'x-expression'?: boolean;
  /** Shown at once though it is optional. */
  'x-prominent'?: boolean;
  /** Strings in here may be expressions, by a leading `=`. */
  'x-dynamic'?: boolean;
  'x-editor'?: 'json' | 'multiline' | 'password';
  /** The string is the key of a connection of this connector. */
  'x-connection'?: string;
  /** Key of a lookup table. */
  'x-lookup-table'?: boolean;
  /** A version of a registered schema, `order@1`. */
  'x-schema-reference'?: boolean;
  /** The field whose value says which options there are. */
  'x-options-of'?: string;
  /** What is done with these options: reading a document or writing one. */
  'x-options-for'?: 'parse' | 'serialize';
  /** The schemas of the options by that value, where they are known. */
  'x-options'?: Record<string, JsonSchema>;
}

/** A schema made elsewhere (TypeBox, a connector's catalogue) is JSON Schema, whatever its type in TypeScript. */
export const asJsonSchema = (schema: object): JsonSchema => schema;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema of a property, be it named, matched by a pattern, or additional; empty (anything) if unsaid. */
export function propertySchema(schema: JsonSchema, key: string): JsonSchema {
  const named = schema.properties?.[key];
  if (named) return named;
  for (const [pattern, child] of Object.entries(schema.patternProperties ?? {}))
    if (matches(pattern, key)) return child;
  return isRecord(schema.additionalProperties) ? schema.additionalProperties : {};
}

function matches(pattern: string, text: string): boolean {
  if (pattern === '^.*$' || pattern === '^(.*)$') return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return false;
  }
}

export const variantsOf = (schema: JsonSchema): readonly JsonSchema[] => schema.anyOf ?? schema.oneOf ?? [];

function fits(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined) return schema.const === value;
  if (schema.enum) return schema.enum.includes(value);
  if (!isRecord(value)) return schema.type === undefined || schema.type === typeOf(value);
  const properties = Object.entries(schema.properties ?? {});
  return properties.every(([key, child]) => child.const === undefined || child.const === value[key]);
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}

/** Index of the variant that a value belongs to, by its constants (`type: "basic"`); -1 if none fits. */
export function variantIndex(schema: JsonSchema, value: unknown): number {
  return variantsOf(schema).findIndex((variant) => fits(variant, value));
}

/** The schema that holds for a value: itself, or the variant that fits. */
export function resolved(schema: JsonSchema, value: unknown): JsonSchema {
  const variants = variantsOf(schema);
  if (variants.length === 0) return schema;
  return variants[variantIndex(schema, value)] ?? schema;
}

/** A value to start from: the default, the only possible value, or the emptiest that has the right shape. */
export function initialValue(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const first = variantsOf(schema)[0];
  if (first) return initialValue(first);
  if (schema.type === 'object') return initialObject(schema);
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => initialValue(schema.items ?? {}));
  if (schema.type === 'boolean') return false;
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 0;
  return '';
}

function initialObject(schema: JsonSchema): Record<string, unknown> {
  const required = schema.required ?? [];
  return Object.fromEntries(required.map((key) => [key, initialValue(propertySchema(schema, key))]));
}
