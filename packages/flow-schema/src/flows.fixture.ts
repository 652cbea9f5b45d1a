import type { FlowDefinition, FlowEdge, FlowNode } from './flow.ts';

type NodeExtras = Partial<Omit<FlowNode, 'id' | 'type' | 'config'>>;

/** A node for tests; its name is its id. */
export const node = (
  id: string,
  type: string,
  config: FlowNode['config'] = {},
  extras: NodeExtras = {},
): FlowNode => ({ id, type, name: id, position: { x: 0, y: 0 }, config, ...extras });

/** Edges written as `in -> map`, `size.large -> book`. */
export const edges = (...texts: string[]): FlowEdge[] =>
  texts.map((text, index) => {
    const [from = '', target = ''] = text.split(' -> ');
    const [source = '', sourcePort] = from.split('.');
    return { id: `e${index + 1}`, source, ...(sourcePort ? { sourcePort } : {}), target };
  });

export const flow = (nodes: FlowNode[], edgeList: FlowEdge[] = [], extras = {}): FlowDefinition => ({
  formatVersion: 1,
  name: 'Test',
  nodes,
  edges: edgeList,
  ...extras,
});

export const manual = node('in', 'manual');
export const map = (id: string, expression = '$', extras: NodeExtras = {}): FlowNode =>
  node(id, 'map', { expression }, extras);
