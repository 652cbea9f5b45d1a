import type { FlowFinding } from './api/flows.ts';
import type { FlowDefinition } from './flow.ts';
import { FlowDefinition as schema } from './flow.ts';
import { isObject, property } from './json-values.ts';
import { kindOf } from './node-kinds.ts';
import { hasShape } from './validation/shape.ts';

/**
 * The text of a flow document: two-space indent, a newline at the end, and the fields that the format knows
 * always in the same order, so that a diff shows what has changed and nothing else. Free values (input of a
 * connector, a JSON Schema) keep the order in which their author wrote them.
 */
export function serializeFlow(definition: FlowDefinition): string {
  const nodes = definition.nodes.map((node) => ({
    ...node,
    config: inSchemaOrder(kindOf(node.type)?.config, node.config),
  }));
  return `${JSON.stringify(inSchemaOrder(schema, { ...definition, nodes }), undefined, 2)}\n`;
}

export type ParsedFlow = { definition: FlowDefinition } | { errors: FlowFinding[] };

/** Reads the text of a flow document; says what is wrong if it is not JSON or has not the shape of a flow. */
export function parseFlow(text: string): ParsedFlow {
  let value: unknown;
  try {
    // Editors on Windows put a byte-order mark first, which JSON does not know.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return {
      errors: [{ path: '', message: `This is not JSON: ${(error as Error).message}.`, rule: 'json' }],
    };
  }
  const errors: FlowFinding[] = [];
  return hasShape(value, errors) ? { definition: value } : { errors };
}

/** The value with the fields that the schema names first, in its order; the others behind, as they stand. */
function inSchemaOrder(schema: unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = property(schema, 'items');
    return value.map((entry) => inSchemaOrder(items, entry));
  }
  if (!isObject(value)) return value;
  const properties = propertiesFor(schema, value);
  const known = Object.keys(properties).filter((key) => Object.hasOwn(value, key));
  const others = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  return Object.fromEntries(
    [...known, ...others].map((key) => [key, inSchemaOrder(property(properties, key), value[key])]),
  );
}

/** Fields in the order of the schema; of a union in that of the branch that has all the fields there are. */
function propertiesFor(schema: unknown, value: object): object {
  const branches = property(schema, 'anyOf');
  const candidates: unknown[] = Array.isArray(branches) ? branches : [schema];
  const all = candidates.map((branch) => Object(property(branch, 'properties')) as object);
  const keys = Object.keys(value);
  return all.find((properties) => keys.every((key) => Object.hasOwn(properties, key))) ?? all[0] ?? {};
}
