import { isExpression } from '../dynamic.ts';
import { isObject, property, type JsonObject } from '../json-values.ts';

/**
 * Fits a schema to a value before errors are collected: of a union only the branch that the value means is
 * kept, as complaints about all the others would only confuse; and where an expression stands in a dynamic
 * field, anything goes, as its result is known only when the flow runs.
 */
export function narrow(schema: object, value: unknown, dynamic: boolean): object {
  const here = dynamic || property(schema, 'x-dynamic') === true;
  if (here && isExpression(value)) return {};
  const branches = property(schema, 'anyOf') ?? property(schema, 'oneOf');
  if (Array.isArray(branches)) return narrow(branchOf(branches.filter(isObject), value), value, here);
  if (Array.isArray(value)) return narrowItems(schema, value, here);
  return isObject(value) ? narrowProperties(schema, value, here) : schema;
}

function narrowItems(schema: object, value: readonly unknown[], dynamic: boolean): object {
  const items = property(schema, 'items');
  if (!isObject(items)) return schema;
  return { ...schema, prefixItems: value.map((entry) => narrow(items, entry, dynamic)), items: true };
}

function narrowProperties(schema: object, value: JsonObject, dynamic: boolean): object {
  const properties = property(schema, 'properties');
  const additional = property(schema, 'additionalProperties');
  const narrowed = isObject(properties) ? mapValues(properties, value, dynamic) : {};
  if (!isObject(additional)) return { ...schema, properties: narrowed };
  const others = Object.keys(value).filter((key) => !Object.hasOwn(narrowed, key));
  const rest = others.map((key) => [key, narrow(additional, value[key], dynamic)] as const);
  return { ...schema, properties: { ...narrowed, ...Object.fromEntries(rest) } };
}

const mapValues = (properties: JsonObject, value: JsonObject, dynamic: boolean): JsonObject =>
  Object.fromEntries(
    Object.entries(properties).map(([key, schema]) => [
      key,
      isObject(schema) ? narrow(schema, property(value, key), dynamic) : schema,
    ]),
  );

/** The branch whose constants (such as `type: "basic"`) the value has; else one that says what there is. */
function branchOf(branches: readonly JsonObject[], value: unknown): JsonObject {
  const objects = branches.filter((branch) => property(branch, 'type') === 'object');
  const tag = objects.map(tagOf).find((name) => name !== undefined);
  if (tag !== undefined && (isObject(value) || objects.length === branches.length)) {
    const chosen = objects.find((branch) => constantOf(branch, tag) === property(value, tag));
    return chosen ?? tagged(tag, objects);
  }
  return branches.find((branch) => hasType(value, property(branch, 'type'))) ?? branches[0] ?? {};
}

const constantOf = (branch: JsonObject, key: string): unknown =>
  property(property(property(branch, 'properties'), key), 'const');

const tagOf = (branch: JsonObject): string | undefined =>
  Object.keys(Object(property(branch, 'properties'))).find((key) => constantOf(branch, key) !== undefined);

const tagged = (tag: string, branches: readonly JsonObject[]): JsonObject => ({
  type: 'object',
  required: [tag],
  properties: { [tag]: { title: tag, enum: branches.map((branch) => constantOf(branch, tag)) } },
});

function hasType(value: unknown, type: unknown): boolean {
  if (value === null) return type === 'null';
  if (Array.isArray(value)) return type === 'array';
  if (typeof value === 'number') return type === 'number' || type === 'integer';
  return type === typeof value;
}
