import type { FlowDefinition, FlowNode } from '@crossdock/flow-schema';

const webhook: FlowNode = {
  id: 'in',
  type: 'webhook',
  name: 'Order comes in',
  position: { x: 0, y: 0 },
  config: { method: 'POST', path: 'web-orders', respond: 'accepted', auth: { type: 'apiKey' } },
};

const map: FlowNode = {
  id: 'total',
  type: 'map',
  name: 'Work out the total',
  position: { x: 288, y: 0 },
  config: { expression: '{ "order": body.order, "total": $sum(body.lines.(quantity * price)) }' },
};

const log: FlowNode = {
  id: 'note',
  type: 'connector',
  name: 'Write it down',
  position: { x: 576, y: 0 },
  config: {
    connector: 'log',
    operation: 'write',
    input: { level: 'info', message: '="Order " & order & ": " & total' },
  },
};

/** A webhook, a map and a log entry in a row, wired unless `edges` says otherwise. */
export function threeSteps(name: string, edges?: FlowDefinition['edges']): FlowDefinition {
  return {
    formatVersion: 1,
    name,
    nodes: [webhook, map, log],
    edges: edges ?? [
      { id: 'e1', source: 'in', target: 'total' },
      { id: 'e2', source: 'total', target: 'note' },
    ],
  };
}
