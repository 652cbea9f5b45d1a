import { FlowDefinition, FlowEdge, FlowNode, type Position } from '@crossdock/flow-schema';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';
import type { Change, Selection } from '../change.ts';
import { boundsOf, snap } from '../geometry.ts';
import { idSource } from '../ids.ts';
import { renameSteps } from '../jsonata/references.ts';
import { mapExpressions } from '../node-expressions.ts';

const Fragment = Type.Object({
  crossdock: Type.Literal('steps'),
  nodes: Type.Array(FlowNode),
  edges: Type.Array(FlowEdge),
});

/** A piece of a flow, as it travels over the clipboard: as JSON text, so also by e-mail or a ticket. */
export type Fragment = Static<typeof Fragment>;

/** The selected nodes and the edges between them. */
export function fragmentOf(definition: FlowDefinition, selection: Selection): Fragment {
  const ids = new Set(selection.nodes);
  return {
    crossdock: 'steps',
    nodes: definition.nodes.filter((node) => ids.has(node.id)),
    edges: definition.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
  };
}

export function toClipboard(definition: FlowDefinition, selection: Selection): string {
  return JSON.stringify(fragmentOf(definition, selection), null, 2);
}

/** Reads text from the clipboard: a fragment or a whole flow; undefined if it is something else. */
export function fromClipboard(text: string): Fragment | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (Check(Fragment, value)) return value;
  if (Check(FlowDefinition, value)) return { crossdock: 'steps', nodes: value.nodes, edges: value.edges };
  return undefined;
}

/** Fresh ids where they are taken; expressions in the copies speak of the copies. */
function renamed(definition: FlowDefinition, fragment: Fragment): Map<string, string> {
  const taken = new Set(definition.nodes.map((node) => node.id));
  const fresh = idSource([...taken, ...fragment.nodes.map((node) => node.id)]);
  return new Map(fragment.nodes.map(({ id }) => [id, taken.has(id) ? fresh(id) : id]));
}

/** Adds a copy of a fragment with its upper left corner at a place; left out: a little off the original. */
export function paste(definition: FlowDefinition, fragment: Fragment, at?: Position): Change {
  const box = boundsOf(fragment.nodes);
  if (!box) return { label: 'Paste', definition };
  const offset = at ? { x: at.x - box.x, y: at.y - box.y } : { x: 32, y: 32 };
  const ids = renamed(definition, fragment);
  const edgeId = idSource(definition.edges.map((edge) => edge.id));
  const nodes = fragment.nodes.map((node) => ({
    ...node,
    id: ids.get(node.id) ?? node.id,
    position: snap({ x: node.position.x + offset.x, y: node.position.y + offset.y }),
    config: mapExpressions(node, (text) => renameSteps(text, ids)),
  }));
  const edges = fragment.edges.map((edge) => ({
    ...edge,
    id: edgeId('e'),
    source: ids.get(edge.source) ?? edge.source,
    target: ids.get(edge.target) ?? edge.target,
  }));
  return {
    label: nodes.length === 1 ? 'Paste step' : `Paste ${nodes.length} steps`,
    definition: {
      ...definition,
      nodes: [...definition.nodes, ...nodes],
      edges: [...definition.edges, ...edges],
    },
    selection: { nodes: nodes.map(({ id }) => id), edges: [] },
  };
}

/** A copy of the selection beside itself. */
export function duplicate(definition: FlowDefinition, selection: Selection): Change {
  const change = paste(definition, fragmentOf(definition, selection));
  return { ...change, label: change.label.replace('Paste', 'Duplicate') };
}
