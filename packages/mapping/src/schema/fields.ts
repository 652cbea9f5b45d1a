import { listAt, textAt } from './json.ts';
import type { JsonSchema } from './json.ts';
import { fieldPath } from './path.ts';
import { anyOne, shapeOf } from './shape.ts';
import type { SchemaType, Shape } from './shape.ts';

/** A place in the documents that a schema describes. */
export interface SchemaField {
  /**
   * `lines[].quantity.value`; empty for the document. Names that are no plain words stand in backticks, as in
   * JSONata; `*` stands for names that are not known beforehand.
   */
  path: string;
  /** The name as it is written in the document; empty for the document and for entries of lists. */
  name: string;
  /** What the value is when it is not null; `any` when the schema leaves it open. */
  type: Exclude<SchemaType, 'null'> | 'any';
  /** Other types that it may have beside `type`. */
  otherTypes: readonly SchemaType[];
  nullable: boolean;
  /** Whether it must be there whenever the object around it is. */
  required: boolean;
  title?: string;
  description?: string;
  format?: string;
  pattern?: string;
  /** All values that are allowed, where the schema lists them. */
  values?: readonly unknown[];
  examples?: readonly unknown[];
  default?: unknown;
  deprecated?: true;
  /** Where it stands in X12, EDIFACT and UBL: `X12 PO1-02`. */
  edi: readonly string[];
  /** Entries of a list. */
  items?: SchemaField;
  /** Fields of an object; of a list of objects those of its entries. */
  children: readonly SchemaField[];
  /** Path of the field around this one that has the same fields: they are not repeated, `children` is empty. */
  repeats?: string;
  /** Fields are left out, because there are too many. */
  cut?: true;
}

interface Walk {
  root: JsonSchema;
  /** How many more fields may be made. */
  left: number;
}

/** Targets of references around a place, with the paths of the fields that they describe. */
type Around = ReadonlyMap<JsonSchema, string>;

/** Twice what the largest documents of trade have; without a bound, a schema of a few lines could name billions. */
const defaultMaxFields = 20_000;

/**
 * The fields of the documents that a schema describes, as a tree. References are followed, `allOf` and its kin
 * taken together; a part that holds itself is unfolded once.
 * @param maxFields Fields beyond so many are left out, and `cut` says where
 */
export function schemaTree(schema: JsonSchema, maxFields = defaultMaxFields): SchemaField {
  const walk = { root: schema, left: maxFields };
  return fieldOf([schema], { path: '', name: '', required: true }, new Map([[schema, '']]), walk, true);
}

/** The same fields as a list, each before the fields in it; without the document itself and entries of lists. */
export function schemaFields(schema: JsonSchema, maxFields = defaultMaxFields): SchemaField[] {
  return flatten(schemaTree(schema, maxFields).children);
}

function flatten(fields: readonly SchemaField[]): SchemaField[] {
  const list: SchemaField[] = [];
  const open = fields.toReversed();
  for (let field = open.pop(); field !== undefined; field = open.pop()) {
    list.push(field);
    for (const child of field.children.toReversed()) open.push(child);
  }
  return list;
}

type Place = Pick<SchemaField, 'path' | 'name' | 'required'>;

function fieldOf(
  schemas: readonly unknown[],
  place: Place,
  around: Around,
  walk: Walk,
  isRoot = false,
): SchemaField {
  walk.left -= 1;
  const shape = shapeOf(schemas, walk.root);
  const types = shape.types.filter((type) => type !== 'null');
  const type = mainType(types);
  const field = {
    ...place,
    type,
    otherTypes: types.filter((other) => other !== type && !(type === 'number' && other === 'integer')),
    nullable: shape.types.includes('null'),
    ...annotations(shape),
  };
  const again = isRoot ? undefined : shape.targets.find((target) => around.has(target));
  if (again !== undefined) return { ...field, children: [], repeats: around.get(again) ?? '' };
  const inner = new Map([
    ...around,
    ...shape.targets.map((target): [JsonSchema, string] => [target, place.path]),
  ]);
  return { ...field, ...partsOf(shape, type, place.path, inner, walk) };
}

function mainType(types: readonly Exclude<SchemaType, 'null'>[]): SchemaField['type'] {
  if (types.includes('object')) return 'object';
  if (types.includes('array')) return 'array';
  return types.includes('number') ? 'number' : (types[0] ?? 'any');
}

type Parts = Pick<SchemaField, 'children' | 'items' | 'cut' | 'repeats'>;

function partsOf(shape: Shape, type: SchemaField['type'], path: string, around: Around, walk: Walk): Parts {
  if (type === 'array') {
    if (walk.left <= 0) return { children: [], cut: true };
    const items = fieldOf(anyOne(shape.items), { path: `${path}[]`, name: '', required: true }, around, walk);
    const { children, repeats, cut } = items;
    return {
      items,
      children,
      ...(repeats === undefined ? {} : { repeats }),
      ...(cut === undefined ? {} : { cut }),
    };
  }
  return type === 'object' ? childrenOf(shape, path, around, walk) : { children: [] };
}

function childrenOf(shape: Shape, path: string, around: Around, walk: Walk): Parts {
  const children: SchemaField[] = [];
  for (const [name, schemas] of shape.properties) {
    if (walk.left <= 0) return { children, cut: true };
    const place = { path: fieldPath(path, name), name, required: shape.required.has(name) };
    children.push(fieldOf(schemas, place, around, walk));
  }
  if (shape.otherProperties.length > 0 && walk.left > 0) {
    const place = { path: fieldPath(path, '*'), name: '*', required: false };
    children.push(fieldOf(anyOne(shape.otherProperties), place, around, walk));
  }
  return { children };
}

type Annotations = Pick<
  SchemaField,
  'title' | 'description' | 'format' | 'pattern' | 'values' | 'examples' | 'default' | 'deprecated' | 'edi'
>;

function annotations({ parts }: Shape): Annotations {
  const found: Annotations = {
    edi: firstList(parts, 'x-edi')?.filter((entry) => typeof entry === 'string') ?? [],
  };
  for (const key of ['title', 'description', 'format', 'pattern'] as const) {
    const text = parts.map((part) => textAt(part, key)).find((value) => value !== undefined);
    if (text !== undefined) found[key] = text;
  }
  const values = firstList(parts, 'enum') ?? constantOf(parts);
  if (values !== undefined) found.values = values;
  const examples = firstList(parts, 'examples');
  if (examples !== undefined) found.examples = examples;
  const withDefault = parts.find((part) => Object.hasOwn(part, 'default'));
  if (withDefault !== undefined) found.default = withDefault['default'];
  if (parts.some((part) => part['deprecated'] === true)) found.deprecated = true;
  return found;
}

function firstList(parts: readonly JsonSchema[], key: string): readonly unknown[] | undefined {
  return parts.map((part) => listAt(part, key)).find((list) => list.length > 0);
}

function constantOf(parts: readonly JsonSchema[]): readonly unknown[] | undefined {
  const part = parts.find((candidate) => Object.hasOwn(candidate, 'const'));
  return part === undefined ? undefined : [part['const']];
}

/** What a list of schemas shows of one. */
export interface SchemaSummary {
  id?: string;
  title?: string;
  description?: string;
  /** How many fields its documents can have; counted up to the bound of `schemaFields`. */
  fieldCount: number;
  /** Paths of what every document must have. */
  required: readonly string[];
}

/** A schema in short. */
export function describeSchema(schema: JsonSchema): SchemaSummary {
  const tree = schemaTree(schema);
  const id = textAt(schema, '$id');
  return {
    ...(id === undefined ? {} : { id }),
    ...(tree.title === undefined ? {} : { title: tree.title }),
    ...(tree.description === undefined ? {} : { description: tree.description }),
    fieldCount: flatten(tree.children).length,
    required: alwaysThere(tree.children),
  };
}

function alwaysThere(fields: readonly SchemaField[]): string[] {
  return fields
    .filter(({ required }) => required)
    .flatMap((field) => [field.path, ...(field.type === 'object' ? alwaysThere(field.children) : [])]);
}
