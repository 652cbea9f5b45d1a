import { EACH, formatPath, pathKey, type PathStep } from './paths.ts';
import { isFields, ownField } from '../jsonata/values.ts';

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
  description?: string;
  /** Allowed values. */
  values?: readonly unknown[];
  /** Some values seen, each once. */
  samples: readonly unknown[];
}

/** Fields described at most: more of them is no document that people map. */
const MAX_FIELDS = 20_000;
const MAX_DEPTH = 24;
/** How often a schema that holds itself is gone into. */
const MAX_SAME_REFERENCE = 2;
const MAX_SAMPLES = 8;
const MAX_ENTRIES_LOOKED_AT = 200;

type Mutable = { -readonly [Key in keyof MapField]: MapField[Key] };
type Schema = Readonly<Record<string, unknown>>;

/**
 * All fields of a JSON Schema in its order, objects and lists before what they hold. Local references are
 * followed, alternatives (`allOf`, `anyOf`, `oneOf`) are put together.
 */
export function fieldsOfSchema(schema: object): MapField[] {
  const fields = new FieldCollector();
  if (isFields(schema)) new SchemaWalk(schema, fields).walk(schema, [], { required: true, references: [] });
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

interface Reached {
  required: boolean;
  /** References followed on the way. */
  references: readonly string[];
}

class SchemaWalk {
  private readonly root: Schema;
  private readonly fields: FieldCollector;

  constructor(root: Schema, fields: FieldCollector) {
    this.root = root;
    this.fields = fields;
  }

  walk(schema: Schema, steps: readonly PathStep[], reached: Reached): void {
    if (this.fields.full || steps.length > MAX_DEPTH) return;
    const field = this.fields.at(steps);
    if (field !== undefined) describe(field, schema, reached.required);
    this.follow(schema, steps, reached);
    for (const part of ['allOf', 'anyOf', 'oneOf'].flatMap((name) => listOf(schema[name]))) {
      this.walk(part, steps, { ...reached, required: reached.required && field?.required === true });
    }
    const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
    for (const [name, child] of Object.entries(fieldsIn(schema['properties']))) {
      if (isFields(child)) {
        this.walk(child, [...steps, name], { ...reached, required: required.has(name) });
      }
    }
    const { items } = schema;
    if (isFields(items)) this.walk(items, [...steps, EACH], { ...reached, required: false });
  }

  private follow(schema: Schema, steps: readonly PathStep[], { required, references }: Reached): void {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return;
    if (references.filter((earlier) => earlier === reference).length >= MAX_SAME_REFERENCE) return;
    const target = this.resolve(reference);
    if (target !== undefined) this.walk(target, steps, { required, references: [...references, reference] });
  }

  private resolve(reference: string): Schema | undefined {
    if (!reference.startsWith('#')) return undefined;
    let found: unknown = this.root;
    for (const part of reference.slice(1).split('/').slice(1)) {
      const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      found = isFields(found) ? ownField(found, name) : undefined;
    }
    return isFields(found) ? found : undefined;
  }
}

function describe(field: Mutable, schema: Schema, required: boolean): void {
  const type = typeOfSchema(schema);
  if (type !== 'unknown') field.type = type;
  if (required) field.required = true;
  for (const name of ['format', 'title', 'description'] as const) {
    const text = schema[name];
    if (typeof text === 'string') field[name] = text;
  }
  if (Array.isArray(schema['enum'])) field.values = schema['enum'];
  else if ('const' in schema) field.values = [schema['const']];
}

const TYPES: Readonly<Record<string, FieldType>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  object: 'object',
  array: 'list',
};

function typeOfSchema(schema: Schema): FieldType {
  const { type } = schema;
  const names = (Array.isArray(type) ? type : [type]).filter((name) => name !== 'null');
  const types = new Set(names.map((name) => TYPES[String(name)] ?? 'unknown'));
  const [only] = types;
  if (types.size === 1 && only !== undefined && only !== 'unknown') return only;
  if (types.size > 1) return 'unknown';
  if (isFields(schema['properties'])) return 'object';
  return isFields(schema['items']) ? 'list' : 'unknown';
}

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
export function typeOfValue(value: unknown): FieldType {
  if (Array.isArray(value)) return 'list';
  if (isFields(value)) return 'object';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'unknown';
}

function listOf(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function fieldsIn(value: unknown): Readonly<Record<string, unknown>> {
  return isFields(value) ? value : {};
}
