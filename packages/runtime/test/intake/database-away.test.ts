import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callsTo } from '../api-client.ts';
import { startDatabaseProxy, type DatabaseProxy } from '../database-proxy.ts';
import { bookingFlow } from '../system/flows.ts';
import { until } from '../system/until.ts';
import { createWorld, type World } from '../system/world.ts';

// Generous: a machine may have other things to do.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
let proxy: DatabaseProxy;

beforeAll(async () => {
  world = await createWorld({
    through: async (url) => {
      proxy = await startDatabaseProxy(url);
      return proxy.url;
    },
  });
  await world.start();
  await world.operator.connect('erp', world.erp.url);
  await world.operator.deploy(bookingFlow({ path: 'orders' }));
});
afterAll(async () => {
  await world.close();
  await proxy.cut();
});

const ways: [string, () => Promise<void> | void][] = [
  ['refuses', () => proxy.cut()],
  ['does not answer', () => proxy.stall()],
];

describe.each(ways)('a database that %s', (way, takeAway) => {
  const send = (orderNumber: string) => world.operator.send('orders', { orderNumber });

  it('means 503 at the intake, at once, and nothing half-accepted', async () => {
    const { operator, erp, pool } = world;
    await erp.fault({ mode: 'latency', latencyMs: 500, match: { path: '/sales-orders' } });
    const underWay = await operator.accepted('orders', { orderNumber: `${way} before` });
    await until('the ERP works', async () => (await erp.struck()) > 0);

    await takeAway();
    const refused = await Promise.all(['a', 'b', 'c'].map((name) => send(`${way} ${name}`)));
    for (const { status, headers, body } of refused) {
      expect([status, body.code]).toEqual([503, 'unavailable']);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    }
    const { call } = callsTo(world.server.url);
    expect((await call('GET', '/healthz')).status).toBe(200);
    expect((await call('GET', '/readyz')).status).toBe(503);

    await proxy.mend();
    await erp.heal();
    const after = await until('accepted again', async () => {
      const answer = await send(`${way} after`);
      return answer.status === 202 && String(answer.body['runId']);
    });
    for (const runId of [underWay, after]) await operator.settled(runId, 'succeeded');
    const { byOrderNumber } = await erp.ledger();
    const mine = Object.entries(byOrderNumber).filter(([number]) => number.startsWith(way));
    expect(Object.fromEntries(mine.map(([number, { bookings }]) => [number, bookings]))).toEqual({
      [`${way} before`]: 1,
      [`${way} after`]: 1,
    });
    const { rows } = await pool.query(
      `SELECT trigger->'body'->>'orderNumber' AS number FROM runs
       WHERE trigger->'body'->>'orderNumber' LIKE $1 ORDER BY seq`,
      [`${way}%`],
    );
    expect(rows.map(({ number }) => number)).toEqual([`${way} before`, `${way} after`]);
  });
});
