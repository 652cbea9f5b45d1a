import { FlowDefinition, FlowNode } from './flow.ts';
import { isObject, property, type JsonObject } from './json-values.ts';
import { nodeKinds, nodeTypes } from './node-kinds.ts';

/**
 * The published JSON Schema of format 1, for editors and other programs: the document with the config of every
 * node type. What a schema can't say (the graph, expressions) is left to validation.
 */
export const flowJsonSchema: JsonObject = Object.freeze({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...plain(FlowDefinition),
  properties: {
    ...plainProperties(FlowDefinition.properties),
    nodes: {
      ...plain(FlowDefinition.properties.nodes),
      items: {
        ...plain(FlowNode),
        properties: {
          ...plainProperties(FlowNode.properties),
          type: { enum: nodeTypes, title: 'Type' },
        },
        allOf: Object.entries(nodeKinds).map(([type, kind]) => ({
          if: { properties: { type: { const: type } }, required: ['type'] },
          then: { properties: { config: published(kind.config) } },
        })),
      },
    },
  },
});

/** What stands in JSON: without TypeBox's marks and functions. */
function plain(schema: object): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(schema));
  return isObject(copy) ? copy : {};
}

function plainProperties(properties: Readonly<Record<string, object>>): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([key, schema]) => [key, plain(schema)]));
}

/** Dynamic fields also take an expression in place of what they are said to hold. */
function published(schema: object): unknown {
  return withExpressions(plain(schema));
}

function withExpressions(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withExpressions);
  if (!isObject(schema)) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, withExpressions(value)]),
  );
  if (property(schema, 'x-dynamic') !== true || schema['type'] === 'string' || schema['type'] === undefined)
    return inner;
  return { anyOf: [inner, { type: 'string', pattern: '^=', title: 'Expression' }] };
}
