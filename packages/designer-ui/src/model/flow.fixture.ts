import type { FlowDefinition, FlowEdge, FlowNode } from '@crossdock/flow-schema';
import { edgeOf } from './commands/nodes.ts';
import { nodeFrom, templateOf } from './node-template.ts';

/** Nodes written as `id:type` and edges as `from>to` or `from.port>to`, for tests. */
export function flow(
  nodes: string,
  edges = '',
  configs: Record<string, Record<string, unknown>> = {},
): FlowDefinition {
  return { formatVersion: 1, name: 'Test', nodes: nodesOf(nodes, configs), edges: edgesOf(edges) };
}

const words = (text: string): string[] => text.split(/\s+/).filter(Boolean);

function nodesOf(text: string, configs: Record<string, Record<string, unknown>>): FlowNode[] {
  return words(text).map((word, index) => {
    const [id = '', type = ''] = word.split(':');
    const node = nodeFrom(templateOf(type), id, { x: index * 264, y: 0 });
    return configs[id] ? { ...node, config: configs[id] } : node;
  });
}

function edgesOf(text: string): FlowEdge[] {
  return words(text).map((word, index) => {
    const [from = '', target = ''] = word.split('>');
    const [source = '', port = 'out'] = from.split('.');
    return edgeOf(`e${index + 1}`, source, port, target);
  });
}

/** The edges in the same writing, in their order. */
export function drawn({ edges }: FlowDefinition): string {
  return edges
    .map(({ source, sourcePort, target }) => `${source}${sourcePort ? `.${sourcePort}` : ''}>${target}`)
    .join(' ');
}
