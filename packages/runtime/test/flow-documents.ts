import type { FlowDefinition, FlowNode } from '@crossdock/flow-schema';

type Config = FlowNode['config'];

/** A node at any place. */
export const node = (id: string, type: string, config: Config = {}): FlowNode => ({
  id,
  type,
  name: id,
  position: { x: 0, y: 0 },
  config,
});

/** A flow of nodes one after the other. */
export function chain(name: string, ...nodes: FlowNode[]): FlowDefinition {
  const edges = nodes.slice(1).map((target, index) => ({
    id: `e${index}`,
    source: nodes[index]?.id ?? '',
    target: target.id,
  }));
  return { formatVersion: 1, name, nodes, edges };
}

/** A webhook that everybody may send to. */
export const webhook = (path: string, extras: Config = {}): FlowNode =>
  node('in', 'webhook', { method: 'POST', path, respond: 'accepted', auth: { type: 'none' }, ...extras });

export const map = (id: string, expression: string): FlowNode => node(id, 'map', { expression });

/** A call of the ERP's order address. */
export const callErp = node('book', 'connector', {
  connector: 'http',
  operation: 'request',
  connection: 'erp',
  input: { method: 'POST', path: '/orders', body: '=$' },
});
