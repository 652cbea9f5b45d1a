import type { FlowDefinition } from '@crossdock/flow-schema';
import { electricalBuyersMap } from './electrical-buyers.ts';

/**
 * Buyers' numbers come first; the ERP knows its customers' part numbers. Units are looked up, as partners mean different
 * things by the same; one that nobody knows waits in an exception.
 */
const salesOrder = `$steps.canonical.{
  "orderNumber": number,
  "customer": buyer.identifiers[0].value,
  "currency": currency,
  "requestedDate": requestedDeliveryDate,
  "lines": lines.{
    "lineNumber": $number(lineNumber),
    "item": $exists(item.identifiers[scheme = "buyer"])
      ? item.identifiers[scheme = "buyer"][0].value
      : item.identifiers[0].value,
    "description": item.name,
    "quantity": quantity.value,
    "unit": $lookup("units", quantity.unit, {"partner": %.buyer.identifiers[0].value, "column": "ours"}),
    "price": $number(price.amount.value)
  }[]
}`;

/** Of the canonical order, as a number. */
const total = '$number($steps.canonical.totals.payableAmount.value)';

const erp = { connector: 'http', operation: 'request', connection: 'erp' };

/** The demo's flow: a partner's purchase order, from the document to the booking in the ERP. */
export const purchaseOrderIntake = (): FlowDefinition => ({
  formatVersion: 1,
  name: 'Purchase order intake',
  description:
    'Partners send purchase orders (X12 850). Each is mapped to a canonical order, checked for credit, and booked in the ERP; large ones are announced to key accounts first.',
  settings: {
    idempotencyKey: '$sha256(body)',
    businessKeys: [{ type: 'purchaseOrder', value: '$steps.canonical.number' }],
    retry: { maxAttempts: 8, backoff: 'exponential', initialMs: 1000, maxMs: 300_000 },
    desk: 'customer-service',
  },
  nodes: [
    {
      id: 'in',
      type: 'webhook',
      name: 'Purchase order received',
      position: { x: 0, y: 160 },
      config: {
        method: 'POST',
        path: 'purchase-orders',
        respond: 'accepted',
        auth: { type: 'apiKey' },
        contentTypes: ['application/edi-x12', 'text/plain'],
      },
    },
    {
      id: 'document',
      type: 'parse',
      name: 'Read the 850',
      position: { x: 240, y: 160 },
      config: { format: 'x12', source: '=body' },
    },
    {
      id: 'canonical',
      type: 'map',
      name: 'To canonical order',
      position: { x: 480, y: 160 },
      config: electricalBuyersMap(),
    },
    {
      id: 'received',
      type: 'milestone',
      name: 'Order received',
      position: { x: 720, y: 0 },
      config: {
        name: 'order.received',
        businessKey: { type: 'purchaseOrder', value: '=number' },
        data: { customer: '=buyer.name', total: '=totals.payableAmount.value', currency: '=currency' },
      },
    },
    {
      id: 'credit',
      type: 'connector',
      name: 'Check credit',
      position: { x: 720, y: 160 },
      config: {
        ...erp,
        input: {
          method: 'POST',
          path: '/credit-checks',
          body: { customer: '=buyer.identifiers[0].value', amount: `=${total}`, currency: '=currency' },
        },
      },
    },
    {
      id: 'approved',
      type: 'switch',
      name: 'Credit approved?',
      position: { x: 960, y: 160 },
      config: {
        cases: [
          { port: 'large', when: `body.approved and ${total} > 10000` },
          { port: 'normal', when: 'body.approved' },
        ],
        otherwise: 'hold',
      },
    },
    {
      id: 'announce',
      type: 'connector',
      name: 'Tell key accounts',
      position: { x: 1200, y: 0 },
      config: {
        connector: 'log',
        operation: 'write',
        input: {
          level: 'info',
          message: `="Large order " & $steps.canonical.number & ": " & $steps.canonical.currency & " " & $formatNumber(${total}, "#,##0.00")`,
        },
      },
    },
    {
      id: 'order',
      type: 'map',
      name: 'To sales order',
      position: { x: 1440, y: 160 },
      config: { expression: salesOrder },
    },
    {
      id: 'book',
      type: 'connector',
      name: 'Book in ERP',
      position: { x: 1680, y: 160 },
      config: { ...erp, input: { method: 'POST', path: '/sales-orders', body: '=$' } },
    },
    {
      id: 'booked',
      type: 'milestone',
      name: 'Order booked',
      position: { x: 1920, y: 160 },
      config: {
        name: 'order.acknowledged',
        businessKey: { type: 'purchaseOrder', value: '=$steps.canonical.number' },
        data: { salesOrder: '=body.salesOrder', total: '=body.total' },
      },
    },
    {
      id: 'creditHold',
      type: 'fail',
      name: 'Credit hold',
      position: { x: 1200, y: 340 },
      config: {
        code: 'credit_hold',
        message:
          '="Order " & $steps.canonical.number & " of " & $steps.canonical.buyer.name & " is over the credit limit: " & body.available & " " & $steps.canonical.currency & " left, " & $steps.canonical.totals.payableAmount.value & " needed."',
        desk: 'finance',
      },
    },
    {
      id: 'about',
      type: 'note',
      name: 'About this flow',
      position: { x: 0, y: -60 },
      size: { width: 440, height: 150 },
      config: {
        text: 'A purchase order on its way into the ERP of the sandbox company.\nOne of the demo orders asks for an item that does not exist: look under Exceptions, correct it, resume.',
        color: 'yellow',
      },
    },
  ],
  edges: [
    { id: 'e1', source: 'in', target: 'document' },
    { id: 'e2', source: 'document', target: 'canonical' },
    { id: 'e3', source: 'canonical', target: 'received' },
    { id: 'e4', source: 'canonical', target: 'credit' },
    { id: 'e5', source: 'credit', target: 'approved' },
    { id: 'e6', source: 'approved', sourcePort: 'large', target: 'announce' },
    { id: 'e7', source: 'announce', target: 'order' },
    { id: 'e8', source: 'approved', sourcePort: 'normal', target: 'order' },
    { id: 'e9', source: 'order', target: 'book' },
    { id: 'e10', source: 'book', target: 'booked' },
    { id: 'e11', source: 'approved', sourcePort: 'hold', target: 'creditHold' },
  ],
});
