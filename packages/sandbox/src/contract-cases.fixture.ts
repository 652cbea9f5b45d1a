import { order, postOrder, type Call } from './sandbox.fixture.ts';

/** One request to a sandbox fresh from its master data, and what must be in its answer. */
export interface ContractCase extends Call {
  name: string;
  status: number;
  /** A subset of the body. */
  answer?: Record<string, unknown>;
  answerHeaders?: Record<string, string>;
}

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
const line = (changes: Record<string, unknown>): Record<string, unknown> => ({
  item: '0459001004',
  quantity: 1,
  price: 1,
  ...changes,
});
const fault = (path: string): Record<string, unknown> => ({
  code: 'invalid_request',
  errors: [expectPath(path)],
});
/** Matched by `toMatchObject`, so the message is free. */
const expectPath = (path: string): Record<string, unknown> => ({ path });
const badOrder = (name: string, path: string, changes: Record<string, unknown>): ContractCase => ({
  name,
  ...postOrder(order('PO-1', changes)),
  status: 400,
  answer: fault(path),
});
const parcel = { shipTo: { postalCode: '89502', country: 'US' }, parcels: [{ weightKg: 10 }] };

const access: ContractCase[] = [
  { name: 'ERP ping by bearer token', path: '/erp/ping', status: 200, answer: { status: 'ok' } },
  {
    name: 'ERP ping by HTTP basic',
    path: '/erp/ping',
    headers: { Authorization: basic('crossdock', 'sandbox-erp') },
    status: 200,
  },
  {
    name: 'ERP without credentials',
    path: '/erp/ping',
    headers: { Authorization: '' },
    status: 401,
    answer: { code: 'unauthorized', status: 401, title: 'Unauthorized' },
    answerHeaders: { 'content-type': 'application/problem+json; charset=utf-8' },
  },
  {
    name: 'ERP with a wrong password',
    path: '/erp/ping',
    headers: { Authorization: basic('crossdock', 'wrong') },
    status: 401,
  },
  { name: 'storefront ping', path: '/storefront/ping', status: 200 },
  {
    name: 'storefront with a wrong key',
    path: '/storefront/ping',
    headers: { 'X-API-Key': 'no' },
    status: 401,
  },
  { name: 'carrier ping', path: '/carrier/ping', status: 200 },
  {
    name: 'carrier with the token of another service',
    path: '/carrier/ping',
    headers: { Authorization: 'Bearer sandbox-erp-token' },
    status: 401,
  },
  {
    name: 'unknown route of a service',
    path: '/erp/nothing',
    status: 404,
    answer: { code: 'unknown_route' },
  },
  {
    name: 'wrong client at the token endpoint',
    method: 'POST',
    path: '/erp/oauth/token',
    headers: {
      Authorization: basic('crossdock', 'wrong'),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    rawBody: 'grant_type=client_credentials',
    status: 401,
    answer: { error: 'invalid_client' },
  },
  {
    name: 'unsupported grant',
    method: 'POST',
    path: '/erp/oauth/token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    rawBody: 'grant_type=password',
    status: 400,
    answer: { error: 'unsupported_grant_type' },
  },
];

const masterDataReads: ContractCase[] = [
  {
    name: 'customer by id',
    path: '/erp/customers/C-10030',
    status: 200,
    answer: {
      id: 'C-10030',
      creditLimit: 250000,
      credit: { limit: 250000, used: 18200.5, available: 231799.5 },
    },
  },
  { name: 'customer by EDI id', path: '/erp/customers/4405197800', status: 200, answer: { id: 'C-10020' } },
  { name: 'customer by padded EDI id', path: '/erp/customers/828513080%20%20', status: 200 },
  {
    name: 'customers by external id',
    path: '/erp/customers?externalId=northgate',
    status: 200,
    answer: { items: [{ id: 'C-10030' }], nextCursor: null },
  },
  { name: 'unknown customer', path: '/erp/customers/NOBODY', status: 404, answer: { code: 'not_found' } },
  {
    name: 'page of customers',
    path: '/erp/customers?limit=1&cursor=2',
    status: 200,
    answer: { items: [{ id: 'C-10030' }], nextCursor: '3' },
  },
  { name: 'bad cursor', path: '/erp/customers?cursor=x', status: 400, answer: fault('cursor') },
  {
    name: 'item',
    path: '/erp/items/0684202074',
    status: 200,
    answer: { number: '0684202074', unit: 'EA', listPrice: 89.75, availableToPromise: 42 },
  },
  {
    name: 'item by the number of a customer',
    path: '/erp/items/NG-77120?customer=NORTHGATE',
    status: 200,
    answer: { number: 'BRK-1P20' },
  },
  { name: 'the number of another customer', path: '/erp/items/NG-77120?customer=TIDEWATER', status: 404 },
  { name: 'unknown item', path: '/erp/items/ABC-123', status: 404 },
];

const credit: ContractCase[] = [
  {
    name: 'credit approved',
    method: 'POST',
    path: '/erp/credit-checks',
    body: { customer: 'PINEHOLLOW', amount: '500.00', currency: 'USD' },
    status: 200,
    answer: { approved: true, limit: 500, used: 0, available: 500 },
  },
  {
    name: 'credit refused by a cent',
    method: 'POST',
    path: '/erp/credit-checks',
    body: { customer: 'PINEHOLLOW', amount: 500.01 },
    status: 200,
    answer: { approved: false, reason: 'credit_exceeded' },
  },
  {
    name: 'credit of an account on hold',
    method: 'POST',
    path: '/erp/credit-checks',
    body: { customer: 'QUARRYROAD', amount: 1 },
    status: 200,
    answer: { approved: false, reason: 'credit_hold' },
  },
  {
    name: 'credit of an unknown customer',
    method: 'POST',
    path: '/erp/credit-checks',
    body: { customer: 'NOBODY', amount: 1 },
    status: 422,
    answer: { code: 'unknown_customer', detail: 'Customer NOBODY is not in the customer master' },
  },
  {
    name: 'credit check without its fields',
    method: 'POST',
    path: '/erp/credit-checks',
    body: {},
    status: 400,
    answer: { errors: [expectPath('customer'), expectPath('amount')] },
  },
  {
    name: 'credit check with a fraction of a cent',
    method: 'POST',
    path: '/erp/credit-checks',
    body: { customer: 'PINEHOLLOW', amount: 1.005 },
    status: 400,
    answer: fault('amount'),
  },
];

const salesOrders: ContractCase[] = [
  {
    name: 'order booked',
    ...postOrder(order('PO-1')),
    status: 201,
    answer: {
      salesOrder: 'SO-100001',
      orderNumber: 'PO-1',
      customer: 'C-10010',
      status: 'booked',
      total: 782.77,
      currency: 'USD',
      lines: [
        {
          lineNumber: 1,
          item: '0459001004',
          quantity: 5,
          unit: 'EA',
          price: 5.09,
          amount: 25.45,
          backordered: 0,
        },
        { lineNumber: 2, item: '0650002027', quantity: 12, unit: 'EA', price: 63.11, amount: 757.32 },
      ],
    },
  },
  {
    name: 'order with decimals as text, cut goods and the number of the customer',
    ...postOrder(
      order('PO-2', {
        customer: 'NORTHGATE',
        lines: [{ item: 'NG-MC122', quantity: '12.5', price: '0.9481', unit: 'FOT' }],
      }),
    ),
    status: 201,
    answer: {
      total: 11.85,
      lines: [
        { lineNumber: 1, item: 'CBL-MC-12-2', customerItem: 'NG-MC122', quantity: 12.5, price: 0.9481 },
      ],
    },
  },
  {
    name: 'order that takes stock from several warehouses and backorders the rest',
    ...postOrder(order('PO-3', { lines: [line({ item: 'CTR-09A-24', quantity: 300 })] })),
    status: 201,
    answer: {
      lines: [
        {
          allocations: [
            { warehouse: 'BAL', quantity: 130 },
            { warehouse: 'CLE', quantity: 64 },
            { warehouse: 'RNO', quantity: 50 },
          ],
          backordered: 56,
        },
      ],
    },
  },
  {
    name: 'two lines of one item share its stock, boxes counted in pieces',
    ...postOrder(
      order('PO-4', {
        lines: [
          line({ item: 'BRK-2P30', quantity: 46, unit: 'XBX' }),
          line({ item: 'BRK-2P30', quantity: 5 }),
        ],
      }),
    ),
    status: 201,
    answer: {
      lines: [{ backordered: 0 }, { allocations: [{ warehouse: 'RNO', quantity: 2 }], backordered: 3 }],
    },
  },
  {
    name: 'unknown item',
    ...postOrder(order('PO-5', { lines: [line({ item: 'ABC-123' })] })),
    status: 422,
    answer: {
      code: 'unknown_item',
      item: 'ABC-123',
      detail: 'Item ABC-123 is not in the item master',
      errors: [{ path: 'lines[0].item' }],
    },
  },
  {
    name: 'several lines at fault',
    ...postOrder(order('PO-6', { lines: [line({ unit: 'XPX' }), line({ item: 'ABC-123' })] })),
    status: 422,
    answer: {
      code: 'unknown_unit',
      item: '0459001004',
      errors: [
        { path: 'lines[0].unit', message: 'Item 0459001004 is not sold by XPX; it is sold by EA, XBX' },
        { path: 'lines[1].item', code: 'unknown_item' },
      ],
    },
  },
  {
    name: 'a unit that is the name of an object member',
    ...postOrder(order('PO-7', { lines: [line({ unit: 'constructor' })] })),
    status: 422,
    answer: { code: 'unknown_unit' },
  },
  {
    name: 'discontinued item',
    ...postOrder(order('PO-8', { lines: [line({ item: 'BRK-1P15-OLD' })] })),
    status: 422,
    answer: {
      code: 'item_discontinued',
      detail: 'Item BRK-1P15-OLD is discontinued; order BRK-1P15 instead',
    },
  },
  {
    name: 'unknown customer',
    ...postOrder(order('PO-9', { customer: 'NOBODY' })),
    status: 422,
    answer: { code: 'unknown_customer', customer: 'NOBODY' },
  },
  {
    name: 'currency of another account',
    ...postOrder(order('PO-10', { customer: 'MAPLERIDGE' })),
    status: 422,
    answer: { code: 'currency_mismatch' },
  },
  {
    name: 'credit exceeded',
    ...postOrder(order('PO-11', { customer: 'PINEHOLLOW' })),
    status: 409,
    answer: { code: 'credit_exceeded', required: 782.77, limit: 500, used: 0, available: 500 },
  },
  {
    name: 'credit hold',
    ...postOrder(order('PO-12', { customer: 'QUARRYROAD' })),
    status: 409,
    answer: { code: 'credit_hold' },
  },
  badOrder('no order number', 'orderNumber', { orderNumber: null }),
  badOrder('no lines', 'lines', { lines: [] }),
  badOrder('a line that is no object', 'lines[0]', { lines: ['x'] }),
  badOrder('no quantity', 'lines[0].quantity', { lines: [line({ quantity: undefined })] }),
  badOrder('a quantity of nothing', 'lines[0].quantity', { lines: [line({ quantity: 0 })] }),
  badOrder('a negative price', 'lines[1].price', { lines: [line({}), line({ price: -1 })] }),
  badOrder('a price that is no number', 'lines[0].price', { lines: [line({ price: '5,09' })] }),
  badOrder('a repeated line number', 'lines[1].lineNumber', {
    lines: [line({ lineNumber: 2 }), line({ lineNumber: 2 })],
  }),
  badOrder('a date that is not in the calendar', 'requestedDate', { requestedDate: '2026-02-30' }),
  badOrder('a date in EDI form', 'requestedDate', { requestedDate: '20260331' }),
  badOrder('a currency in words', 'currency', { currency: 'dollars' }),
  badOrder('a country in words', 'shipTo.country', { shipTo: { country: 'United States' } }),
  {
    name: 'malformed JSON',
    method: 'POST',
    path: '/erp/sales-orders',
    rawBody: '{"orderNumber": ',
    status: 400,
    answer: { code: 'malformed_json' },
  },
  {
    name: 'a list in place of an order',
    ...postOrder([]),
    status: 400,
    answer: fault('body'),
  },
  {
    name: 'a body that is no JSON',
    method: 'POST',
    path: '/erp/sales-orders',
    rawBody: 'ISA*00*',
    headers: { 'Content-Type': 'application/edi-x12' },
    status: 415,
    answer: { code: 'unsupported_media_type' },
  },
  {
    name: 'a body that is too large',
    ...postOrder({ orderNumber: 'x'.repeat(5_300_000) }),
    status: 413,
    answer: { code: 'body_too_large' },
  },
  {
    name: 'no such order number',
    path: '/erp/sales-orders?orderNumber=none',
    status: 200,
    answer: { items: [] },
  },
  { name: 'no such sales order', path: '/erp/sales-orders/SO-1', status: 404 },
];

const storefront: ContractCase[] = [
  {
    name: 'catalogue search',
    path: '/storefront/catalogue?q=exit%20sign',
    status: 200,
    answer: { items: [{ number: 'LUM-EXIT-R', price: 38.6, availableToPromise: 222 }], nextCursor: null },
  },
  { name: 'discontinued items are not listed', path: '/storefront/catalogue/BRK-1P15-OLD', status: 404 },
  {
    name: 'web order placed',
    method: 'POST',
    path: '/storefront/orders',
    body: { email: 'jo@example.com', lines: [{ item: 'LUM-EXIT-R', quantity: 3 }] },
    status: 201,
    answer: { webOrder: 'WEB-500001', status: 'placed', total: 115.8, history: [{ status: 'placed' }] },
  },
  {
    name: 'web order beyond the stock',
    method: 'POST',
    path: '/storefront/orders',
    body: {
      email: 'jo@example.com',
      lines: [
        { item: 'LUM-EXIT-R', quantity: 200 },
        { item: 'LUM-EXIT-R', quantity: 23 },
      ],
    },
    status: 409,
    answer: { code: 'insufficient_stock', available: 222, wanted: 223 },
  },
  {
    name: 'web order without an address to write to',
    method: 'POST',
    path: '/storefront/orders',
    body: { email: 'nobody', lines: [{ item: 'LUM-EXIT-R', quantity: 1 }] },
    status: 400,
    answer: fault('email'),
  },
  {
    name: 'status of an unknown web order',
    method: 'POST',
    path: '/storefront/orders/WEB-1/status',
    body: { status: 'accepted' },
    status: 404,
  },
];

const carrier: ContractCase[] = [
  {
    name: 'rates, cheapest first',
    method: 'POST',
    path: '/carrier/rates',
    body: parcel,
    status: 200,
    answer: {
      rates: [
        { service: 'GROUND', charge: 18.42, currency: 'USD', transitDays: 4 },
        { service: 'EXPEDITED', charge: 32.6 },
        { service: 'OVERNIGHT', charge: 70.4, transitDays: 1 },
      ],
    },
  },
  {
    name: 'country that is not served',
    method: 'POST',
    path: '/carrier/rates',
    body: { ...parcel, shipTo: { postalCode: '0150', country: 'NO' } },
    status: 422,
    answer: { code: 'lane_not_served' },
  },
  {
    name: 'shipment tendered',
    method: 'POST',
    path: '/carrier/shipments',
    body: { reference: 'SO-100001', service: 'GROUND', ...parcel },
    status: 201,
    answer: {
      shipment: 'SHP-300001',
      status: 'tendered',
      charge: 18.42,
      weightKg: 10,
      milestones: [{ milestone: 'tendered' }],
    },
  },
  {
    name: 'shipment too light for its service',
    method: 'POST',
    path: '/carrier/shipments',
    body: { reference: 'SO-100001', service: 'LTL', ...parcel },
    status: 422,
    answer: { code: 'weight_not_carried' },
  },
  {
    name: 'shipment by an unknown service without a postal code',
    method: 'POST',
    path: '/carrier/shipments',
    body: { reference: 'SO-100001', service: 'BOAT', shipTo: {}, parcels: [{ weightKg: 1 }] },
    status: 400,
    answer: { errors: [expectPath('service'), expectPath('shipTo.postalCode')] },
  },
  { name: 'unknown tracking number', path: '/carrier/tracking/TRK1', status: 404 },
];

const control: ContractCase[] = [
  { name: 'health', path: '/control/health', status: 200 },
  {
    name: 'empty ledger',
    path: '/control/ledger',
    status: 200,
    answer: { salesOrders: 0, requests: 0, idempotentReplays: 0, byOrderNumber: {} },
  },
  {
    name: 'fault of an unknown service',
    method: 'PUT',
    path: '/control/faults/wms',
    body: { mode: 'down' },
    status: 404,
  },
  {
    name: 'fault of an unknown mode',
    method: 'PUT',
    path: '/control/faults/erp',
    body: { mode: 'tired', rate: 2 },
    status: 400,
    answer: { errors: [expectPath('mode'), expectPath('rate')] },
  },
  {
    name: 'item added',
    method: 'POST',
    path: '/control/items',
    body: { number: 'ABC-123', description: 'Adapter', listPrice: 2.5, stock: { BAL: 4 } },
    status: 201,
    answer: { number: 'ABC-123', unit: 'EA', status: 'active', stock: { BAL: 4 } },
  },
  {
    name: 'item changed in part',
    method: 'POST',
    path: '/control/items',
    body: { number: 'BRK-1P20', stock: { BAL: 1 } },
    status: 200,
    answer: { listPrice: 14.8, stock: { BAL: 1 }, description: 'Circuit breaker, bolt-on, 1 pole, 20 A' },
  },
  {
    name: 'customer added without a limit',
    method: 'POST',
    path: '/control/customers',
    body: { id: 'C-1', name: 'New' },
    status: 400,
    answer: fault('creditLimit'),
  },
  {
    name: 'milestone of an unknown shipment',
    method: 'POST',
    path: '/control/shipments/SHP-1/milestones',
    body: {},
    status: 404,
  },
];

export const contractCases: ContractCase[] = [
  ...access,
  ...masterDataReads,
  ...credit,
  ...salesOrders,
  ...storefront,
  ...carrier,
  ...control,
];
