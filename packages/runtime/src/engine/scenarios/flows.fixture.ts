import type { FlowDefinition, FlowEdge, FlowNode, FlowSettings } from '@crossdock/flow-schema';

type Extras = Partial<Omit<FlowNode, 'id' | 'type' | 'config'>>;

/** A node; its name is its id in capitals, so that messages tell which of the two they use. */
export const node = (id: string, type: string, config: object = {}, extras: Extras = {}): FlowNode => ({
  id,
  type,
  name: id.toUpperCase(),
  position: { x: 0, y: 0 },
  config: { ...config },
  ...extras,
});

export const start = node('in', 'manual');

export const map = (id: string, expression = '$', extras: Extras = {}): FlowNode =>
  node(id, 'map', { expression }, extras);

/** A call; operations are named like the node, so that scripts can tell them apart. */
export const call = (id: string, extras: Extras = {}, config: object = {}): FlowNode =>
  node(id, 'connector', { connector: 'http', operation: id, input: { body: '=$' }, ...config }, extras);

/** Edges written as `in -> map`, `size.large -> book`; a chain as `in -> a -> b`. */
export const edges = (...chains: string[]): FlowEdge[] =>
  chains
    .flatMap((chain) => {
      const ends = chain.split(' -> ');
      return ends.slice(1).map((target, index) => [ends[index] ?? '', target.split('.')[0] ?? ''] as const);
    })
    .map(([from, target], index) => {
      const [source = '', sourcePort] = from.split('.');
      return { id: `e${index + 1}`, source, ...(sourcePort ? { sourcePort } : {}), target };
    });

export const flow = (nodes: FlowNode[], links: FlowEdge[], settings?: FlowSettings): FlowDefinition => ({
  formatVersion: 1,
  name: 'Orders',
  nodes,
  edges: links,
  ...(settings ? { settings } : {}),
});
