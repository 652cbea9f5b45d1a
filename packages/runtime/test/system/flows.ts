import type { FlowDefinition, FlowNode, FlowSettings } from '@crossdock/flow-schema';
import { orderedBy, orderedItem } from './erp.ts';

/** Nodes of a flow, one after the other. */
export type NodeDraft = Omit<FlowNode, 'name' | 'position'>;

/** A flow whose nodes follow each other by their first ports; `more` adds edges for branches. */
export function chain(
  name: string,
  nodes: readonly NodeDraft[],
  settings: FlowSettings = {},
): FlowDefinition {
  return {
    formatVersion: 1,
    name,
    settings,
    nodes: nodes.map((node, index) => ({ name: node.id, position: { x: index * 240, y: 0 }, ...node })),
    edges: nodes.slice(1).map(({ id }, index) => ({
      id: `e${index + 1}`,
      source: nodes[index]?.id ?? '',
      target: id,
    })),
  };
}

export const webhook = (path: string, config: Record<string, unknown> = {}): NodeDraft => ({
  id: 'in',
  type: 'webhook',
  config: { method: 'POST', path, respond: 'accepted', auth: { type: 'none' }, ...config },
});

export const map = (id: string, expression: string): NodeDraft => ({
  id,
  type: 'map',
  config: { expression },
});

/** A call of the ERP. */
export const erpCall = (id: string, path: string, body: string, connection = 'erp'): NodeDraft => ({
  id,
  type: 'connector',
  config: { connector: 'http', operation: 'request', connection, input: { method: 'POST', path, body } },
});

const salesOrder = `{
  "orderNumber": orderNumber,
  "customer": "${orderedBy}",
  "lines": [{ "item": item ? item : "${orderedItem}", "quantity": 1, "unit": "EA", "price": 1 }]
}`;

/** Patient enough for any outage of a test, and quick to try again. */
export const patientRetry = { maxAttempts: 100, backoff: 'fixed', initialMs: 200, maxMs: 200 } as const;

export interface BookingOptions {
  path: string;
  connection?: string;
  /** Another call before the booking, so that there is more to be interrupted at. */
  creditCheck?: boolean;
  settings?: FlowSettings;
  webhook?: Record<string, unknown>;
}

/** Takes an order `{ orderNumber, item? }` and books it in the ERP. */
export function bookingFlow(options: BookingOptions): FlowDefinition {
  const { path, connection, creditCheck = false, settings } = options;
  const credit = erpCall(
    'credit',
    '/credit-checks',
    `={ "customer": "${orderedBy}", "amount": 1 }`,
    connection,
  );
  const nodes = [
    webhook(path, options.webhook),
    ...(creditCheck ? [credit] : []),
    map('order', `$trigger.body.${salesOrder}`),
    erpCall('book', '/sales-orders', '=$', connection),
    {
      id: 'booked',
      type: 'milestone',
      config: {
        name: 'order.booked',
        businessKey: { type: 'order', value: '=$steps.order.orderNumber' },
        data: { salesOrder: '=body.salesOrder' },
      },
    } satisfies NodeDraft,
  ];
  return chain(`Booking at ${path}`, nodes, {
    businessKeys: [{ type: 'order', value: 'body.orderNumber' }],
    retry: patientRetry,
    ...settings,
  });
}
