import Type from 'typebox';
import type { FlowFinding } from '../api/flows.ts';
import { FlowDefinition, FlowEdge, flowLimits, FlowNode } from '../flow.ts';
import { isObject, property } from '../json-values.ts';
import { firstFindings, mostFindings } from './most-findings.ts';
import { schemaFindings } from './schema-findings.ts';

/** The document without looking into nodes and edges: these are checked one by one, to name each fault. */
const Frame = Type.Object(
  {
    ...FlowDefinition.properties,
    nodes: Type.Array(Type.Unknown(), { maxItems: flowLimits.nodes, title: 'Nodes' }),
    edges: Type.Array(Type.Unknown(), { maxItems: flowLimits.edges, title: 'Edges' }),
  },
  { additionalProperties: false },
);

/** Whether a document has the shape of a flow; nodes may be incomplete in all that their type asks for. */
export function hasShape(definition: unknown, findings: FlowFinding[]): definition is FlowDefinition {
  findings.push(...checkShape(definition));
  return findings.length === 0;
}

/**
 * Checks only that a document has the shape of a flow: what must hold to save a draft. Config is not looked
 * into, nor is the graph.
 *
 * @returns what is wrong, at most the first 500 places; empty if nothing is
 */
export function checkShape(definition: unknown): FlowFinding[] {
  const size = sizeProblem(definition);
  if (size) return [{ path: '', message: size, rule: 'size' }];
  const findings: FlowFinding[] = schemaFindings(Frame, definition).map((finding) => ({
    ...finding,
    rule: 'shape',
  }));
  for (const [key, schema] of [
    ['nodes', FlowNode],
    ['edges', FlowEdge],
  ] as const)
    for (const [index, entry] of entriesOf(definition, key).entries())
      if (findings.length <= mostFindings) findings.push(...entryFindings(schema, entry, `${key}[${index}]`));
  return firstFindings(findings);
}

function entriesOf(definition: unknown, key: 'nodes' | 'edges'): readonly unknown[] {
  const entries = property(definition, key);
  return Array.isArray(entries) ? entries : [];
}

function entryFindings(schema: object, entry: unknown, path: string): FlowFinding[] {
  const id = property(entry, 'id');
  const nodeId = schema === FlowNode && typeof id === 'string' ? { nodeId: id } : {};
  return schemaFindings(schema, entry).map((finding) => ({
    path: finding.path === '' ? path : `${path}.${finding.path}`,
    ...nodeId,
    message: finding.message,
    rule: 'shape',
  }));
}

const tooLarge = (limit: string): string =>
  `The flow holds more than ${limit}. Split it into several flows, or take large pinned outputs out.`;

/** Counts without recursion, so that depth itself can do no harm. */
function sizeProblem(definition: unknown): string | undefined {
  let [characters, values] = [0, 0];
  const open = [{ value: definition, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next;
    values += 1;
    if (typeof value === 'string') characters += value.length;
    if (depth > flowLimits.depth) return `Values are nested more than ${flowLimits.depth} levels deep.`;
    if (values > flowLimits.values) return tooLarge(`${flowLimits.values} values`);
    if (characters > flowLimits.characters) return tooLarge(`${flowLimits.characters} characters of text`);
    if (Array.isArray(value)) for (const entry of value) open.push({ value: entry, depth: depth + 1 });
    else if (isObject(value))
      for (const [key, entry] of Object.entries(value)) {
        characters += key.length;
        open.push({ value: entry, depth: depth + 1 });
      }
  }
  return undefined;
}
