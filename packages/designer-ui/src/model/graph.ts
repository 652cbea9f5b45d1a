import {
  errorPort,
  kindOf,
  mainPort,
  type FlowDefinition,
  type FlowEdge,
  type FlowNode,
  type NodeKind,
  type Port,
} from '@crossdock/flow-schema';

/** Questions to a flow document that canvas, commands and inspector all ask. Nothing here changes it. */

export function findNode(definition: FlowDefinition, id: string): FlowNode | undefined {
  return definition.nodes.find((node) => node.id === id);
}

export function findEdge(definition: FlowDefinition, id: string): FlowEdge | undefined {
  return definition.edges.find((edge) => edge.id === id);
}

export const portOf = (edge: FlowEdge): string => edge.sourcePort ?? mainPort;

export const incoming = (definition: FlowDefinition, id: string): FlowEdge[] =>
  definition.edges.filter((edge) => edge.target === id);

export const outgoing = (definition: FlowDefinition, id: string): FlowEdge[] =>
  definition.edges.filter((edge) => edge.source === id);

/** A draft's config may be half written; a kind that can't read its ports then has none yet. */
function portsOfKind(kind: NodeKind, node: FlowNode): Port[] {
  try {
    return kind.ports(node.config);
  } catch {
    return [];
  }
}

/** While a port is being named it may be empty or like another: it then goes by its place. */
function keyed(port: Port, index: number, all: readonly Port[]): Port {
  if (!port.id) return { id: `port-${index}`, label: '…' };
  const isFirst = all.findIndex(({ id }) => id === port.id) === index;
  return isFirst ? port : { ...port, id: `${port.id}-${index}` };
}

const portCache = new WeakMap<FlowNode, Port[]>();

/** Output ports of a node in the order of its config, without the error port; each id once. */
export function outputPorts(node: FlowNode): Port[] {
  const known = portCache.get(node);
  if (known) return known;
  const kind = kindOf(node.type);
  const ports = kind ? portsOfKind(kind, node) : [{ id: mainPort, label: mainPort }];
  const unique = ports.map(keyed);
  portCache.set(node, unique);
  return unique;
}

export const hasInput = (node: FlowNode): boolean => kindOf(node.type)?.hasInput ?? true;
export const canFail = (node: FlowNode): boolean => kindOf(node.type)?.canFail ?? true;
export const isTrigger = (node: FlowNode): boolean => kindOf(node.type)?.group === 'trigger';
export const isNote = (node: FlowNode): boolean => kindOf(node.type)?.group === 'note';

/** Every port an edge may leave by, the error port last. */
export function allPorts(node: FlowNode): Port[] {
  const ports = outputPorts(node);
  return canFail(node) ? [...ports, { id: errorPort, label: 'on error' }] : ports;
}

/** Nodes that can be reached from a node along the edges, without itself. */
export function reachableFrom(definition: FlowDefinition, id: string): Set<string> {
  return walk(id, successors(definition));
}

/** Nodes from which a node can be reached: those whose output it may use. */
export function ancestorsOf(definition: FlowDefinition, id: string): Set<string> {
  const predecessors = new Map<string, string[]>();
  for (const edge of definition.edges)
    predecessors.set(edge.target, [...(predecessors.get(edge.target) ?? []), edge.source]);
  return walk(id, predecessors);
}

function successors(definition: FlowDefinition): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const edge of definition.edges) {
    const list = next.get(edge.source);
    if (list) list.push(edge.target);
    else next.set(edge.source, [edge.target]);
  }
  return next;
}

function walk(start: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const seen = new Set<string>();
  const waiting = [...(next.get(start) ?? [])];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    waiting.push(...(next.get(id) ?? []));
  }
  return seen;
}

export interface Connection {
  source: string;
  sourcePort: string;
  target: string;
}

/**
 * Why two nodes can't be connected, in words for the analyst, or undefined if they can: a flow has no
 * cycles, nothing runs into a trigger, and the same connection isn't drawn twice.
 */
export function connectionProblem(definition: FlowDefinition, connection: Connection): string | undefined {
  const source = findNode(definition, connection.source);
  const target = findNode(definition, connection.target);
  if (!source || !target) return 'One of the two steps is gone.';
  if (source.id === target.id) return 'A step can’t be connected to itself.';
  if (!hasInput(target))
    return isTrigger(target) ? 'Nothing can run into a trigger.' : `“${target.name}” takes no input.`;
  if (!allPorts(source).some((port) => port.id === connection.sourcePort))
    return `“${source.name}” has no output “${connection.sourcePort}”.`;
  const same = definition.edges.some(
    (edge) =>
      edge.source === source.id && portOf(edge) === connection.sourcePort && edge.target === target.id,
  );
  if (same) return 'These two are connected already.';
  if (reachableFrom(definition, target.id).has(source.id))
    return 'This would make a circle; a flow only runs forwards.';
  return undefined;
}
