import { childPath, expressionsIn, type FoundExpression } from './dynamic.ts';
import type { FlowNode, FlowSettings } from './flow.ts';
import { FlowSettings as settingsSchema } from './flow.ts';
import { isObject, property } from './json-values.ts';
import { kindOf } from './node-kinds.ts';

/** Every expression that a value holds, found by its schema: `x-expression` fields and `=` in dynamic ones. */
function expressionsBySchema(schema: unknown, value: unknown, path: string): FoundExpression[] {
  if (property(schema, 'x-dynamic') === true) return expressionsIn(value, path);
  if (property(schema, 'x-expression') === true)
    return typeof value === 'string' ? [{ path, source: value }] : [];
  if (Array.isArray(value)) {
    const items = property(schema, 'items');
    return value.flatMap((entry, index) => expressionsBySchema(items, entry, childPath(path, index)));
  }
  if (!isObject(value)) return [];
  const properties = property(schema, 'properties');
  return Object.entries(value).flatMap(([key, entry]) =>
    expressionsBySchema(property(properties, key), entry, childPath(path, key)),
  );
}

/** Every expression in the config of a node; paths begin with `config`. Unknown types have none. */
export function expressionsOfNode(node: Pick<FlowNode, 'type' | 'config'>): FoundExpression[] {
  return expressionsBySchema(kindOf(node.type)?.config, node.config, 'config');
}

/** Every expression in the settings of a flow; paths begin with `settings`. */
export function expressionsOfSettings(settings: FlowSettings | undefined): FoundExpression[] {
  return settings ? expressionsBySchema(settingsSchema, settings, 'settings') : [];
}
