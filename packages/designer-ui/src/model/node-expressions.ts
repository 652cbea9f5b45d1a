import { isExpression, kindOf, type FlowNode } from '@crossdock/flow-schema';
import { isRecord, propertySchema, resolved, type JsonSchema } from './json-schema.ts';

type Change = (expression: string) => string;

function mapText(schema: JsonSchema, value: string, dynamic: boolean, change: Change): string {
  if (schema['x-expression']) return change(value);
  return dynamic && isExpression(value) ? `=${change(value.slice(1))}` : value;
}

function mapValue(schema: JsonSchema, value: unknown, inDynamic: boolean, change: Change): unknown {
  const dynamic = inDynamic || schema['x-dynamic'] === true;
  if (typeof value === 'string') return mapText(schema, value, dynamic, change);
  const actual = resolved(schema, value);
  if (Array.isArray(value)) return value.map((item) => mapValue(actual.items ?? {}, item, dynamic, change));
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).map(([key, child]) => [
    key,
    mapValue(propertySchema(actual, key), child, dynamic, change),
  ]);
  return Object.fromEntries(entries);
}

/** The config of a node with every expression in it changed. */
export function mapExpressions(node: FlowNode, change: Change): Record<string, unknown> {
  const schema = (kindOf(node.type)?.config ?? {}) as JsonSchema;
  return mapValue(schema, node.config, false, change) as Record<string, unknown>;
}
