import { kindOf, type FlowEdge, type FlowNode } from '@crossdock/flow-schema';
import { allPorts, outputPorts, portOf } from '../graph.ts';

/** Whether a node still has the name it was placed with, which then changes with its type. */
export function isReplacement(node: FlowNode): boolean {
  return node.name === kindOf(node.type)?.label || /^[A-Z][\w ]*: [\w ]+$/.test(node.name);
}

/**
 * Edges follow the ports of their source when its config changes: a renamed case keeps its edge (the ports
 * stay as many, one has another name), a removed case loses it.
 */
export function edgesAfterConfig(edges: readonly FlowEdge[], before: FlowNode, after: FlowNode): FlowEdge[] {
  const old = outputPorts(before).map(({ id }) => id);
  const now = outputPorts(after).map(({ id }) => id);
  const names = new Set(allPorts(after).map(({ id }) => id));
  const reordered = old.every((id) => names.has(id));
  const renamed = new Map<string, string>();
  if (!reordered && old.length === now.length) old.forEach((id, index) => renamed.set(id, now[index] ?? id));
  return edges.flatMap((edge) => {
    if (edge.source !== before.id) return [edge];
    const port = renamed.get(portOf(edge)) ?? portOf(edge);
    if (!names.has(port)) return [];
    return port === portOf(edge) ? [edge] : [{ ...edge, sourcePort: port }];
  });
}
