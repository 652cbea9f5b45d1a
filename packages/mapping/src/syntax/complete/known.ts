import { isObject, listAt, textAt, type JsonSchema } from '../../schema/json.ts';
import { shapeOf } from '../../schema/shape.ts';

/** What is known of a value without computing it: examples, schemas, and how the expression builds it. */
export interface Known {
  /** Values that it has had. */
  readonly samples: readonly unknown[];
  readonly schemas: readonly SchemaPart[];
  /** Objects that the expression itself makes. */
  readonly made: readonly ReadonlyMap<string, Known>[];
  /** Its type, where nothing but that is known. */
  readonly types: readonly TypeName[];
  /** A list made of such values. */
  readonly isList: boolean;
  /** What whoever offers the value says about it. */
  readonly note?: string;
}

export type TypeName = 'text' | 'number' | 'boolean' | 'null' | 'object' | 'list' | 'function';

interface SchemaPart {
  readonly schemas: readonly unknown[];
  readonly root: JsonSchema;
}

/** Examples looked at; lists in messages may have thousands of entries. */
const MAX_SAMPLES = 50;

/** Schemas, and objects of the expression, looked at for one value. */
const MAX_SOURCES = 20;

export const NOTHING: Known = { samples: [], schemas: [], made: [], types: [], isList: false };

export const ofSample = (sample: unknown): Known => ({ ...NOTHING, samples: [sample] });
export const ofSchema = (schema: JsonSchema): Known => ({
  ...NOTHING,
  schemas: [{ schemas: [schema], root: schema }],
});
export const ofType = (...types: TypeName[]): Known => ({ ...NOTHING, types });
export const ofFields = (fields: ReadonlyMap<string, Known>): Known => ({ ...NOTHING, made: [fields] });
export const asList = (known: Known): Known => ({ ...known, isList: true });

/** What is one of several. */
export function eitherOf(all: readonly Known[]): Known {
  const note = all.map((one) => one.note).find((text) => text !== undefined);
  return {
    samples: all.flatMap(({ samples }) => samples).slice(0, MAX_SAMPLES),
    schemas: [...new Set(all.flatMap(({ schemas }) => schemas))].slice(0, MAX_SOURCES),
    made: [...new Set(all.flatMap(({ made }) => made))].slice(0, MAX_SOURCES),
    types: [...new Set(all.flatMap(({ types }) => types))],
    isList: all.some(({ isList }) => isList),
    ...(note !== undefined && { note }),
  };
}

const shape = ({ schemas, root }: SchemaPart) => shapeOf(schemas, root);

/** The entries, where a value may be a list: JSONata goes through lists by itself. */
export function elementsOf(known: Known): Known {
  const { note: _note, ...rest } = known;
  return {
    ...rest,
    samples: known.samples
      .flatMap((sample) => (Array.isArray(sample) ? sample.flat() : [sample]))
      .slice(0, MAX_SAMPLES),
    schemas: known.schemas.map((part) => {
      const { items } = shape(part);
      return items.length > 0 ? { schemas: items, root: part.root } : part;
    }),
    isList: false,
  };
}

/** The fields that a value, or the entries of a list, have. */
export function fieldsOf(known: Known): Map<string, Known> {
  const found = new Map<string, Known[]>();
  const add = (name: string, field: Known) => {
    const before = found.get(name);
    if (before) before.push(field);
    else found.set(name, [field]);
  };
  const { samples, schemas, made } = elementsOf(known);
  for (const part of schemas) {
    for (const [name, property] of shape(part).properties)
      add(name, { ...NOTHING, schemas: [{ schemas: property, root: part.root }] });
  }
  for (const sample of samples) {
    if (isObject(sample)) for (const [name, value] of Object.entries(sample)) add(name, ofSample(value));
  }
  for (const fields of made) for (const [name, field] of fields) add(name, field);
  return new Map([...found].map(([name, all]) => [name, eitherOf(all)]));
}

/** A field, in lists that of each entry. */
export function fieldOf(known: Known, name: string): Known {
  const { samples, schemas, made } = elementsOf(known);
  const all = [
    ...schemas.flatMap((part) => {
      const property = shape(part).properties.get(name);
      return property ? [{ ...NOTHING, schemas: [{ schemas: property, root: part.root }] }] : [];
    }),
    ...samples.flatMap((sample) =>
      isObject(sample) && Object.hasOwn(sample, name) ? [ofSample(sample[name])] : [],
    ),
    ...made.flatMap((fields) => fields.get(name) ?? []),
  ];
  const field = eitherOf(all);
  return isListed(known) ? asList(field) : field;
}

/** Whether a value is a list, by all that is known. */
export function isListed(known: Known): boolean {
  return (
    known.isList ||
    known.samples.some(Array.isArray) ||
    known.schemas.some((part) => shape(part).types.includes('array'))
  );
}

const TYPE_NAMES: Readonly<Record<string, TypeName>> = {
  string: 'text',
  number: 'number',
  integer: 'number',
  bigint: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  array: 'list',
};

function typeOfSample(sample: unknown): TypeName {
  if (sample === null) return 'null';
  if (Array.isArray(sample)) return 'list';
  return TYPE_NAMES[typeof sample] ?? 'function';
}

/** The types of a value in words: `text`, `list of objects`; empty when nothing is known. */
export function typeText(known: Known): string {
  const isList = isListed(known);
  const names = new Set(typesOf(isList ? elementsOf(known) : known));
  const [first] = [...names].filter((name) => name !== 'null');
  if (!isList) return [...names].join(' or ');
  return first === undefined || names.size > 2
    ? 'list'
    : `list of ${first}${first === 'text' || first === 'boolean' ? ' values' : 's'}`;
}

function typesOf({ samples, schemas, made, types }: Known): TypeName[] {
  return [
    ...schemas.flatMap((part) => shape(part).types.map((type) => TYPE_NAMES[type] ?? 'object')),
    ...samples.map(typeOfSample),
    ...made.map((): TypeName => 'object'),
    ...types,
  ];
}

/** Values to choose from when something is compared with it: those of the schema, then those seen. */
export function valuesOf(known: Known, limit: number): (string | number | boolean)[] {
  const { samples, schemas } = elementsOf(known);
  const listed = schemas.flatMap((part) =>
    shape(part).parts.flatMap((one) => [
      ...listAt(one, 'enum'),
      ...(Object.hasOwn(one, 'const') ? [one['const']] : []),
    ]),
  );
  const plain = [...listed, ...samples].filter(isPlain);
  return [...new Set(plain)].slice(0, limit);
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** What its schema tells people about a value. */
export function documentationOf({ schemas }: Known): string | undefined {
  for (const part of schemas) {
    for (const one of shape(part).parts) {
      const text = textAt(one, 'description') ?? textAt(one, 'title');
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** A value that it has had, in a few letters; else its types. */
export function preview(known: Known): string {
  if (known.note !== undefined) return known.note;
  const [first] = known.samples;
  if (isPlain(first)) {
    const text = JSON.stringify(first);
    return text.length > 28 ? `${text.slice(0, 27)}…` : text;
  }
  return Array.isArray(first) ? `list of ${first.length}` : typeText(known);
}
