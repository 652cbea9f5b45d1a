import type { FlowDefinition } from '@crossdock/flow-schema';

export const environment = 'test';
export const ordersPath = 'bench-orders';
export const echoPath = 'bench-echo';

const canonical = `(
  $interchange := interchanges[0];
  $order := $interchange.groups[0].transactions[0].data;
  {
    "orderNumber": $order.beginning.purchaseOrderNumber,
    "customer": $interchange.senderId,
    "currency": $order.currency.code,
    "requestedDate": $order.dates[qualifier = "002"][0].date,
    "lines": [$order.lines.{
      "lineNumber": $number(lineNumber),
      "item": productIds[qualifier in ["BP", "CB", "IN"]][0].id,
      "description": descriptions[0].description,
      "quantity": quantity,
      "unit": $unit(unit),
      "price": unitPrice
    }],
    "total": $round($sum($order.lines.(quantity * unitPrice)), 2)
  }
)`;

/** The demo's way of an order, short of the credit check: received, read, mapped, sorted by size, booked, noted. */
export const orderFlow: FlowDefinition = {
  formatVersion: 1,
  name: 'Benchmark: purchase orders',
  settings: {
    idempotencyKey: '$sha256(body)',
    businessKeys: [{ type: 'purchaseOrder', value: '$steps.canonical.orderNumber' }],
  },
  nodes: [
    {
      id: 'in',
      type: 'webhook',
      name: 'Order received',
      position: { x: 0, y: 0 },
      config: { method: 'POST', path: ordersPath, respond: 'accepted', auth: { type: 'apiKey' } },
    },
    {
      id: 'document',
      type: 'parse',
      name: 'Read the 850',
      position: { x: 280, y: 0 },
      config: { format: 'x12', source: '=body' },
    },
    {
      id: 'canonical',
      type: 'map',
      name: 'To canonical order',
      position: { x: 560, y: 0 },
      config: { expression: canonical },
    },
    {
      id: 'size',
      type: 'switch',
      name: 'Large order?',
      position: { x: 840, y: 0 },
      config: { cases: [{ port: 'large', when: 'total > 10000' }], otherwise: 'normal' },
    },
    {
      id: 'announce',
      type: 'connector',
      name: 'Tell key accounts',
      position: { x: 1120, y: -160 },
      config: {
        connector: 'log',
        operation: 'write',
        input: { level: 'info', message: '="Large order " & orderNumber' },
      },
    },
    {
      id: 'book',
      type: 'connector',
      name: 'Book in ERP',
      position: { x: 1400, y: 0 },
      config: {
        connector: 'http',
        operation: 'request',
        connection: 'erp',
        input: {
          method: 'POST',
          path: '/sales-orders',
          body: '=$steps.canonical.{"orderNumber": orderNumber, "customer": customer, "currency": currency, "requestedDate": requestedDate, "lines": lines}',
        },
      },
    },
    {
      id: 'booked',
      type: 'milestone',
      name: 'Order booked',
      position: { x: 1680, y: 0 },
      config: {
        name: 'order.acknowledged',
        businessKey: { type: 'purchaseOrder', value: '=$steps.canonical.orderNumber' },
        data: { salesOrder: '=body.salesOrder', total: '=body.total' },
      },
    },
  ],
  edges: [
    { id: 'e1', source: 'in', target: 'document' },
    { id: 'e2', source: 'document', target: 'canonical' },
    { id: 'e3', source: 'canonical', target: 'size' },
    { id: 'e4', source: 'size', sourcePort: 'large', target: 'announce' },
    { id: 'e5', source: 'size', sourcePort: 'normal', target: 'book' },
    { id: 'e6', source: 'announce', target: 'book' },
    { id: 'e7', source: 'book', target: 'booked' },
  ],
};

/** As little as a flow can do that answers its caller: what is left is the price of running durably. */
export const echoFlow: FlowDefinition = {
  formatVersion: 1,
  name: 'Benchmark: answer at once',
  nodes: [
    {
      id: 'in',
      type: 'webhook',
      name: 'Question',
      position: { x: 0, y: 0 },
      config: { method: 'POST', path: echoPath, respond: 'flow', auth: { type: 'apiKey' } },
    },
    {
      id: 'price',
      type: 'map',
      name: 'Price',
      position: { x: 280, y: 0 },
      config: { expression: '{ "item": body.item, "price": body.quantity * 5.09 }' },
    },
    {
      id: 'out',
      type: 'respond',
      name: 'Answer',
      position: { x: 560, y: 0 },
      config: { status: 200, body: '=$' },
    },
  ],
  edges: [
    { id: 'e1', source: 'in', target: 'price' },
    { id: 'e2', source: 'price', target: 'out' },
  ],
};
