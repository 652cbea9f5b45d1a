import { isRecord, variantsOf, type JsonSchema } from '../../model/json-schema.ts';

/** How a schema is shown. */
export type Widget =
  | 'constant'
  | 'text'
  | 'multiline'
  | 'number'
  | 'boolean'
  | 'choice'
  | 'connection'
  | 'lookupTable'
  | 'schemaReference'
  | 'expression'
  | 'variants'
  | 'object'
  | 'list'
  | 'record'
  | 'json';

const byType: Record<string, Widget> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'record',
};

function special(schema: JsonSchema): Widget | undefined {
  if (schema.const !== undefined) return 'constant';
  if (schema['x-expression']) return 'expression';
  if (schema['x-editor'] === 'json') return 'json';
  if (schema['x-editor'] === 'multiline') return 'multiline';
  if (schema['x-connection']) return 'connection';
  if (schema['x-lookup-table']) return 'lookupTable';
  if (schema['x-schema-reference']) return 'schemaReference';
  return undefined;
}

/** Chooses the widget for a schema; what no widget knows is edited as JSON. */
export function widgetOf(schema: JsonSchema): Widget {
  const chosen = special(schema);
  if (chosen) return chosen;
  if (schema.enum) return 'choice';
  const variants = variantsOf(schema);
  if (variants.length > 0) return variants.every(isConstant) ? 'choice' : 'variants';
  if (schema.properties && Object.keys(schema.properties).length > 0) return 'object';
  if (schema.type === 'object' && schema.additionalProperties === false && !schema.patternProperties)
    return 'object';
  return (typeof schema.type === 'string' && byType[schema.type]) || 'json';
}

const isConstant = (schema: JsonSchema): boolean => schema.const !== undefined;

/** A value as it is read: text as it stands, everything else as JSON; nothing for nothing. */
export function plainText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The values that a choice offers. */
export function choicesOf(schema: JsonSchema): { value: unknown; label: string }[] {
  const values = schema.enum ?? variantsOf(schema).map((variant) => variant.const);
  const titles = new Map(variantsOf(schema).map((variant) => [variant.const, variant.title]));
  return values.map((value) => ({ value, label: titles.get(value) ?? humanize(plainText(value)) }));
}

const initialisms = new Set([
  'json',
  'csv',
  'x12',
  'xml',
  'xlsx',
  'ndjson',
  'ubl',
  'hex',
  'sha256',
  'sha512',
  'edifact',
  'utf8',
  'http',
  'url',
  'id',
]);

/** A key or value as words: `integration-support` → "Integration support", `maxBytes` → "Max bytes", `x12` → "X12". */
export function humanize(name: string): string {
  if (initialisms.has(name.toLowerCase())) return name.toUpperCase();
  if (/^[A-Z0-9 ]+$/.test(name)) return name;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-_.]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The label of a field: its title, or its key as words. */
export function labelOf(schema: JsonSchema, key: string): string {
  return schema.title ?? humanize(key);
}

/** The record with a key set, removed (undefined), keeping the order of the others. */
export function withProperty(value: unknown, key: string, child: unknown): Record<string, unknown> {
  const record = isRecord(value) ? value : {};
  if (child !== undefined) return { ...record, [key]: child };
  const { [key]: _removed, ...rest } = record;
  return rest;
}

/** Properties of an object in the order of its schema, then those that only the value has. */
export function fieldKeys(schema: JsonSchema, value: unknown): string[] {
  const named = Object.keys(schema.properties ?? {});
  const others = isRecord(value) ? Object.keys(value).filter((key) => !named.includes(key)) : [];
  return [...named, ...others];
}

/** The kind of a variant, by which it is told from the others: `type: "basic"` → basic. */
export function variantLabel(variant: JsonSchema, index: number): string {
  if (variant.title) return variant.title;
  const constant = Object.values(variant.properties ?? {}).find(
    (property) => property.const !== undefined,
  )?.const;
  if (constant !== undefined) return humanize(plainText(constant));
  if (variant.const !== undefined) return humanize(plainText(variant.const));
  return typeof variant.type === 'string' ? humanize(variant.type) : `Option ${index + 1}`;
}
