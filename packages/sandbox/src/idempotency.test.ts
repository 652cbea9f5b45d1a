import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, openSandbox, order, postOrder } from './sandbox.fixture.ts';
import type { Sandbox } from './sandbox.ts';

describe('idempotency', () => {
  let sandbox: Sandbox;
  const ledger = async (): Promise<unknown> => (await call(sandbox, { path: '/control/ledger' })).body;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  beforeEach(() => call(sandbox, { method: 'POST', path: '/control/reset' }));
  afterAll(() => sandbox.close());

  it('replays the first answer under its key', async () => {
    const first = await call(sandbox, postOrder(order('PO-1'), 'key-1'));
    const reordered = Object.fromEntries(Object.entries(order('PO-1')).reverse());
    const second = await call(sandbox, postOrder(reordered, 'key-1'));
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(await ledger()).toEqual({
      salesOrders: 1,
      requests: 2,
      idempotentReplays: 1,
      refused: 0,
      byOrderNumber: { 'PO-1': { bookings: 1, requests: 2 } },
    });
  });

  it('books again without a key', async () => {
    await call(sandbox, postOrder(order('PO-1')));
    await call(sandbox, postOrder(order('PO-1')));
    expect(await ledger()).toMatchObject({ byOrderNumber: { 'PO-1': { bookings: 2, requests: 2 } } });
    const found = await call(sandbox, { path: '/erp/sales-orders?orderNumber=PO-1' });
    expect(found.body).toMatchObject({ items: [{ salesOrder: 'SO-100001' }, { salesOrder: 'SO-100002' }] });
  });

  it('refuses another request under a used key', async () => {
    await call(sandbox, postOrder(order('PO-1'), 'key-1'));
    const otherBody = await call(sandbox, postOrder(order('PO-2'), 'key-1'));
    expect(otherBody).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    const check = { customer: 'NORTHGATE', amount: 1 };
    const otherPath = await call(sandbox, { ...postOrder(check, 'key-1'), path: '/erp/credit-checks' });
    expect(otherPath.status).toBe(422);
    expect(await ledger()).toMatchObject({ salesOrders: 1, refused: 1 });
  });

  it('leaves the key free when the request is refused', async () => {
    const wrong = order('PO-1', { lines: [{ item: 'ABC-123', quantity: 1, price: 1 }] });
    expect(await call(sandbox, postOrder(wrong, 'key-1'))).toMatchObject({ status: 422 });
    expect(await call(sandbox, postOrder(order('PO-1'), 'key-1'))).toMatchObject({ status: 201 });
    expect(await ledger()).toMatchObject({ byOrderNumber: { 'PO-1': { bookings: 1, requests: 2 } } });
  });

  it('books once for concurrent requests with one key', async () => {
    const requests = Array.from({ length: 25 }, () => call(sandbox, postOrder(order('PO-1'), 'key-1')));
    const answers = await Promise.all(requests);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await ledger()).toMatchObject({ salesOrders: 1, requests: 25, idempotentReplays: 24 });
  });

  it('keeps the keys of services apart', async () => {
    const shipment = {
      reference: 'SO-100001',
      service: 'GROUND',
      shipTo: { postalCode: '44139' },
      parcels: [{ weightKg: 1 }],
    };
    await call(sandbox, postOrder(order('PO-1'), 'key-1'));
    const tender = { ...postOrder(shipment, 'key-1'), path: '/carrier/shipments' };
    expect(await call(sandbox, tender)).toMatchObject({ status: 201, body: { shipment: 'SHP-300001' } });
    expect(await call(sandbox, tender)).toMatchObject({ status: 201, body: { shipment: 'SHP-300001' } });
    const shipments = await call(sandbox, { path: '/carrier/shipments?reference=SO-100001' });
    expect(shipments.body).toMatchObject({ items: [{ shipment: 'SHP-300001' }], nextCursor: null });
  });

  it('refuses a key of no use', async () => {
    const long = await call(sandbox, postOrder(order('PO-1'), 'k'.repeat(256)));
    expect(long).toMatchObject({ status: 400, body: { code: 'invalid_idempotency_key' } });
  });
});
