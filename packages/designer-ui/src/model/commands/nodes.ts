import {
  errorPort,
  mainPort,
  type FlowDefinition,
  type FlowEdge,
  type FlowNode,
  type Position,
} from '@crossdock/flow-schema';
import { nothing, selectNodes, type Change, type Selection } from '../change.ts';
import { freePlace, nodeWidth, sizeOf, snap } from '../geometry.ts';
import {
  allPorts,
  canFail,
  findEdge,
  findNode,
  hasInput,
  outputPorts,
  portOf,
  reachableFrom,
} from '../graph.ts';
import { idSource } from '../ids.ts';
import { nodeFrom, type NodeTemplate } from '../node-template.ts';
import { isReplacement } from './ports.ts';

/** The usual distance between two nodes that follow one another. */
export const stepGap = 56;

const nodeIds = (definition: FlowDefinition) => idSource(definition.nodes.map((node) => node.id));
const edgeIds = (definition: FlowDefinition) => idSource(definition.edges.map((edge) => edge.id));

/** An edge; the main port isn't written down. */
export function edgeOf(id: string, source: string, sourcePort: string, target: string): FlowEdge {
  return sourcePort === mainPort ? { id, source, target } : { id, source, sourcePort, target };
}

/** Adds a node at a place, or at the nearest free one. */
export function addNode(definition: FlowDefinition, template: NodeTemplate, at: Position): Change {
  const node = nodeFrom(template, nodeIds(definition)(template.idBase), snap(at));
  const placed = { ...node, position: freePlace(definition.nodes, at, sizeOf(node)) };
  return {
    label: `Add ${template.name}`,
    definition: { ...definition, nodes: [...definition.nodes, placed] },
    selection: selectNodes(placed.id),
  };
}

/** Where the next node after a port goes: to the right; what hangs on the error port goes below. */
export function placeAfter(source: FlowNode, port: string): Position {
  const { height } = sizeOf(source);
  const x = source.position.x + nodeWidth + stepGap;
  if (port === errorPort) return { x, y: source.position.y + height + stepGap };
  const ports = outputPorts(source);
  const index = Math.max(
    0,
    ports.findIndex(({ id }) => id === port),
  );
  const step = height / 2 + stepGap;
  return { x, y: source.position.y + (index - (ports.length - 1) / 2) * step };
}

/** Adds a node and wires a port of an existing one to it. Without a place it goes after that node. */
export function addNodeAfter(
  definition: FlowDefinition,
  template: NodeTemplate,
  from: { source: string; sourcePort: string; at?: Position },
): Change {
  const source = findNode(definition, from.source);
  if (!source) return addNode(definition, template, from.at ?? { x: 0, y: 0 });
  const added = addNode(definition, template, from.at ?? placeAfter(source, from.sourcePort));
  const node = added.definition.nodes.at(-1);
  if (!node || !hasInput(node)) return added;
  const edge = edgeOf(edgeIds(definition)('e'), source.id, from.sourcePort, node.id);
  return { ...added, definition: { ...added.definition, edges: [...definition.edges, edge] } };
}

/** Everything from a node on, itself included, moved to the right. */
function pushedRight(definition: FlowDefinition, id: string, distance: number): FlowNode[] {
  if (distance <= 0) return definition.nodes;
  const moved = reachableFrom(definition, id).add(id);
  return definition.nodes.map((node) =>
    moved.has(node.id) ? { ...node, position: { x: node.position.x + distance, y: node.position.y } } : node,
  );
}

/** Puts a node into an edge; what follows moves aside if there is too little room. */
export function insertIntoEdge(definition: FlowDefinition, edgeId: string, template: NodeTemplate): Change {
  const edge = findEdge(definition, edgeId);
  const source = edge && findNode(definition, edge.source);
  const target = edge && findNode(definition, edge.target);
  const node = nodeFrom(template, nodeIds(definition)(template.idBase), { x: 0, y: 0 });
  const firstPort = outputPorts(node)[0];
  if (!edge || !source || !target || !firstPort) return addNode(definition, template, { x: 0, y: 0 });
  const x = source.position.x + nodeWidth + stepGap;
  const nodes = pushedRight(definition, target.id, x + nodeWidth + stepGap - target.position.x);
  const y = portOf(edge) === errorPort ? target.position.y : (source.position.y + target.position.y) / 2;
  const position = freePlace(nodes, { x, y }, sizeOf(node));
  const before = { ...edge, target: node.id };
  const after = edgeOf(edgeIds(definition)('e'), node.id, firstPort.id, target.id);
  return {
    label: `Insert ${template.name}`,
    definition: {
      ...definition,
      nodes: [...nodes, { ...node, position }],
      edges: [...definition.edges.map((each) => (each.id === edgeId ? before : each)), after],
    },
    selection: selectNodes(node.id),
  };
}

/** Places nodes. `nudge`: moves by arrow keys in a row become one step of undo. */
export function moveNodes(
  definition: FlowDefinition,
  places: ReadonlyMap<string, Position>,
  nudge = false,
): Change {
  const changed = definition.nodes.some((node) => {
    const place = places.get(node.id);
    return place && (place.x !== node.position.x || place.y !== node.position.y);
  });
  const nodes = definition.nodes.map((node) => {
    const position = places.get(node.id);
    return position ? { ...node, position: { x: position.x, y: position.y } } : node;
  });
  const label = places.size > 1 ? `Move ${places.size} steps` : 'Move step';
  return {
    label,
    definition: changed ? { ...definition, nodes } : definition,
    ...(nudge && { coalesce: `move:${[...places.keys()].join()}` }),
  };
}

/** Removes nodes with their edges, and edges. */
export function remove(definition: FlowDefinition, selection: Selection): Change {
  const nodes = new Set(selection.nodes);
  const edges = new Set(selection.edges);
  const what = nodes.size === 0 ? 'connection' : nodes.size === 1 ? 'step' : `${nodes.size} steps`;
  return {
    label: `Delete ${what}`,
    definition: {
      ...definition,
      nodes: definition.nodes.filter((node) => !nodes.has(node.id)),
      edges: definition.edges.filter(
        (edge) => !edges.has(edge.id) && !nodes.has(edge.source) && !nodes.has(edge.target),
      ),
    },
    selection: nothing,
  };
}

/** Edges of a node after its type has changed: those that still have a port stay, the rest go. */
function edgesAfterReplacing(definition: FlowDefinition, before: FlowNode, after: FlowNode): FlowEdge[] {
  const firstBefore = outputPorts(before)[0]?.id;
  const firstAfter = outputPorts(after)[0]?.id;
  const ports = new Set(allPorts(after).map(({ id }) => id));
  return definition.edges.flatMap((edge) => {
    if (edge.target === before.id) return hasInput(after) ? [edge] : [];
    if (edge.source !== before.id) return [edge];
    if (ports.has(portOf(edge))) return [edge];
    if (portOf(edge) === firstBefore && firstAfter)
      return [edgeOf(edge.id, edge.source, firstAfter, edge.target)];
    return [];
  });
}

/** Makes a node one of another type. Its id, place and connections stay as far as the new type has them. */
export function replaceType(definition: FlowDefinition, id: string, template: NodeTemplate): Change {
  const node = findNode(definition, id);
  if (!node) return { label: 'Replace', definition };
  const { pinnedOutput: _pinned, retry, timeoutMs, desk, ...kept } = node;
  const named = isReplacement(node) ? template.name : node.name;
  const after: FlowNode = {
    ...kept,
    type: template.type,
    name: named,
    config: structuredClone(template.config),
  };
  const failing = { ...(retry && { retry }), ...(timeoutMs && { timeoutMs }), ...(desk && { desk }) };
  const replaced = canFail(after) ? { ...after, ...failing } : after;
  return {
    label: `Replace by ${template.name}`,
    definition: {
      ...definition,
      nodes: definition.nodes.map((each) => (each.id === id ? replaced : each)),
      edges: edgesAfterReplacing(definition, node, replaced),
    },
  };
}
