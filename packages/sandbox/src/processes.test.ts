import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, openSandbox, order, postOrder } from './sandbox.fixture.ts';
import type { Sandbox } from './sandbox.ts';

describe('processes over several requests', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  beforeEach(() => call(sandbox, { method: 'POST', path: '/control/reset' }));
  afterAll(() => sandbox.close());

  it('uses up credit with every order', async () => {
    const small = (orderNumber: string) =>
      order(orderNumber, {
        customer: 'PINEHOLLOW',
        lines: [{ item: 'PH-PS24', quantity: 3, price: 97.6 }],
      });
    expect(await call(sandbox, postOrder(small('PO-1')))).toMatchObject({
      status: 201,
      body: { total: 292.8 },
    });
    expect(await call(sandbox, postOrder(small('PO-2')))).toMatchObject({
      status: 409,
      body: { code: 'credit_exceeded', limit: 500, used: 292.8, available: 207.2, required: 292.8 },
    });
    const raised = { id: 'C-10050', creditLimit: 600 };
    await call(sandbox, { method: 'POST', path: '/control/customers', body: raised });
    expect(await call(sandbox, postOrder(small('PO-2')))).toMatchObject({ status: 201 });
  });

  it('books an order once its unknown item is in the item master', async () => {
    const lines = [{ item: 'ABC-123', quantity: 2, price: 1.25 }];
    expect(await call(sandbox, postOrder(order('PO-1', { lines })))).toMatchObject({ status: 422 });
    const item = { number: 'ABC-123', description: 'Adapter', listPrice: 1.3 };
    await call(sandbox, { method: 'POST', path: '/control/items', body: item });
    expect(await call(sandbox, postOrder(order('PO-1', { lines })))).toMatchObject({
      status: 201,
      body: { total: 2.5, lines: [{ description: 'Adapter', backordered: 2 }] },
    });
  });

  it('takes what is booked off what the shop promises', async () => {
    const lines = [{ item: 'LUM-EXIT-R', quantity: 200, price: 30 }];
    await call(sandbox, postOrder(order('PO-1', { lines })));
    const entry = await call(sandbox, { path: '/storefront/catalogue/LUM-EXIT-R' });
    expect(entry.body).toMatchObject({ availableToPromise: 22 });
  });

  it('moves a web order through its statuses', async () => {
    const cart = { email: 'jo@example.com', lines: [{ item: 'LUM-EXIT-R', quantity: 1 }] };
    await call(sandbox, { method: 'POST', path: '/storefront/orders', body: cart });
    const report = (body: unknown) =>
      call(sandbox, { method: 'POST', path: '/storefront/orders/WEB-500001/status', body });
    expect(await report({ status: 'delivered' })).toMatchObject({
      status: 409,
      body: { code: 'status_conflict', current: 'placed', requested: 'delivered' },
    });
    await report({ status: 'accepted', note: 'SO-100001' });
    await report({ status: 'accepted' });
    await report({ status: 'shipped', trackingNumber: 'TRK000000300001' });
    const shipped = await call(sandbox, { path: '/storefront/orders?status=shipped' });
    expect(shipped.body).toMatchObject({
      items: [
        {
          webOrder: 'WEB-500001',
          trackingNumber: 'TRK000000300001',
          history: [{ status: 'placed' }, { status: 'accepted', note: 'SO-100001' }, { status: 'shipped' }],
        },
      ],
    });
  });

  it('shows where a shipment is, also when reports come out of order', async () => {
    const tender = {
      reference: 'SO-100001',
      service: 'GROUND',
      shipTo: { postalCode: '40403' },
      parcels: [{ weightKg: 2 }],
    };
    await call(sandbox, { method: 'POST', path: '/carrier/shipments', body: tender });
    const move = (body: unknown) =>
      call(sandbox, { method: 'POST', path: '/control/shipments/SHP-300001/milestones', body });
    expect(await move({})).toMatchObject({ status: 201, body: { status: 'picked_up' } });
    await move({ milestone: 'delivered', occurredAt: '2100-01-02T10:00:00Z', location: 'Berea, KY' });
    await move({ milestone: 'out_for_delivery', occurredAt: '2100-01-02T07:00:00Z' });
    const tracking = await call(sandbox, { path: '/carrier/tracking/TRK000000300001' });
    expect(tracking.body).toMatchObject({
      status: 'delivered',
      milestones: [
        { milestone: 'tendered' },
        { milestone: 'picked_up' },
        { milestone: 'delivered', location: 'Berea, KY' },
        { milestone: 'out_for_delivery' },
      ],
    });
  });

  it('gives access tokens, and takes them back', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: '' };
    const granted = await call(sandbox, {
      method: 'POST',
      path: '/erp/oauth/token',
      headers: form,
      rawBody: 'grant_type=client_credentials&client_id=crossdock&client_secret=sandbox-erp',
    });
    expect(granted).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } });
    const { access_token: token } = granted.body as { access_token: string };
    const withToken = { path: '/erp/ping', headers: { Authorization: `Bearer ${token}` } };
    expect((await call(sandbox, withToken)).status).toBe(200);
    await call(sandbox, { method: 'DELETE', path: '/control/tokens' });
    expect((await call(sandbox, withToken)).status).toBe(401);
  });
});
