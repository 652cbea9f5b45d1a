import { EACH, formatPath, pathKey, type PathStep } from './paths.ts';
import { isFields } from '../jsonata/values.ts';
import { schemaTree, type SchemaField } from '../schema/fields.ts';

/** What a field holds; `unknown` where nothing tells. */
export type FieldType = 'text' | 'number' | 'boolean' | 'object' | 'list' | 'unknown';

/** One field of a document, described by its schema or seen in samples. */
export interface MapField {
  /** `lines[].quantity`; a list itself is `lines`, its entries `lines[]`. */
  path: string;
  steps: readonly PathStep[];
  type: FieldType;
  required: boolean;
  /** `date`, `date-time` and the like. */
  format?: string;
  title?: string;
  /** Allowed values. */
  values?: readonly unknown[];
  /** Some values seen, each once. */
  samples: readonly unknown[];
}

/** Fields described at most: more of them is no document that people map. */
const MAX_FIELDS = 20_000;
const MAX_DEPTH = 24;
const MAX_SAMPLES = 8;
const MAX_ENTRIES_LOOKED_AT = 200;

type Mutable = { -readonly [Key in keyof MapField]: MapField[Key] };

/** All fields of a JSON Schema in its order, objects and lists before what they hold. */
export function fieldsOfSchema(schema: object): MapField[] {
  const fields = new FieldCollector();
  if (isFields(schema)) addSchemaField(schemaTree(schema), [], fields);
  return fields.result();
}

/** All fields that occur in sample documents, with some of their values. */
export function fieldsOfSamples(samples: readonly unknown[]): MapField[] {
  const fields = new FieldCollector();
  for (const sample of samples) walkValue(sample, [], fields);
  return fields.result();
}

/** What a schema says with the values that samples hold; fields of either. */
export function fieldsOf(described: { schema?: object; samples?: readonly unknown[] }): MapField[] {
  const bySchema = described.schema === undefined ? [] : fieldsOfSchema(described.schema);
  const bySample = new Map(fieldsOfSamples(described.samples ?? []).map((field) => [field.path, field]));
  const joined = bySchema.map((field) => {
    const seen = bySample.get(field.path);
    bySample.delete(field.path);
    return seen === undefined
      ? field
      : { ...field, samples: seen.samples, type: field.type === 'unknown' ? seen.type : field.type };
  });
  return [...joined, ...bySample.values()];
}

/** Tells of a place, written without `[]`, whether it is a list; undefined for places that there are not. */
export function listsOf(fields: readonly MapField[]): (key: string) => boolean | undefined {
  const own = fields.filter(({ steps }) => steps.at(-1) !== EACH);
  const byKey = new Map(own.map(({ steps, type }) => [pathKey(steps), type === 'list']));
  return (key) => byKey.get(key);
}

class FieldCollector {
  private readonly byPath = new Map<string, Mutable>();

  get full(): boolean {
    return this.byPath.size >= MAX_FIELDS;
  }

  /** The field at a place, made when it is met for the first time; undefined for the document itself. */
  at(steps: readonly PathStep[]): Mutable | undefined {
    if (steps.length === 0) return undefined;
    const path = formatPath(steps);
    const known = this.byPath.get(path);
    if (known !== undefined || this.full) return known;
    const field: Mutable = { path, steps, type: 'unknown', required: false, samples: [] };
    this.byPath.set(path, field);
    return field;
  }

  result(): MapField[] {
    return [...this.byPath.values()];
  }
}

/** Takes over what the schema's reader found, with paths taken apart. */
function addSchemaField(field: SchemaField, steps: readonly PathStep[], fields: FieldCollector): void {
  // Names that are not known beforehand cannot be mapped to.
  if (steps.at(-1) === '*') return;
  const own = fields.at(steps);
  if (own !== undefined) describe(own, field);
  if (field.items !== undefined) addSchemaField(field.items, [...steps, EACH], fields);
  else for (const child of field.children) addSchemaField(child, [...steps, child.name], fields);
}

function describe(field: Mutable, { type, otherTypes, required, format, title, values }: SchemaField): void {
  field.type = otherTypes.length > 0 ? 'unknown' : TYPES[type];
  field.required = required;
  if (format !== undefined) field.format = format;
  if (title !== undefined) field.title = title;
  if (values !== undefined) field.values = values;
}

const TYPES: Readonly<Record<SchemaField['type'], FieldType>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'list',
  any: 'unknown',
};

function walkValue(value: unknown, steps: readonly PathStep[], fields: FieldCollector): void {
  if (fields.full || steps.length > MAX_DEPTH) return;
  const field = fields.at(steps);
  const type = typeOfValue(value);
  if (field !== undefined) {
    if (field.type === 'unknown') field.type = type;
    else if (type !== 'unknown' && type !== field.type) field.type = mixed(field.type, type);
  }
  if (Array.isArray(value)) {
    for (const item of value.slice(0, MAX_ENTRIES_LOOKED_AT)) walkValue(item, [...steps, EACH], fields);
  } else if (isFields(value)) {
    for (const [name, child] of Object.entries(value)) walkValue(child, [...steps, name], fields);
  } else if (field !== undefined && value !== null && field.samples.length < MAX_SAMPLES) {
    if (!field.samples.includes(value)) field.samples = [...field.samples, value];
  }
}

/** A list in one sample and a single value in another is a list; other mixtures say nothing. */
function mixed(one: FieldType, other: FieldType): FieldType {
  return one === 'list' || other === 'list' ? 'list' : 'unknown';
}

/** What a value is in the terms of fields. */
function typeOfValue(value: unknown): FieldType {
  if (Array.isArray(value)) return 'list';
  if (isFields(value)) return 'object';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'unknown';
}
