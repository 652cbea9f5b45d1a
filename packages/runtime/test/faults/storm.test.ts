import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startTestRedis } from '../redis-server.ts';
import { missingOf, queues, redisOf, type QueueUnderTest } from '../system/queues.ts';
import { createWorld, type World } from '../system/world.ts';
import { cutConnections } from './checkpoint-lock.ts';
import { killAndRestart, prepareStorm, sendOrders, storm } from './storm.ts';

/** Another seed draws other moments: `CROSSDOCK_TEST_SEED=7 npx vitest run …`. */
const seed = Number(process.env['CROSSDOCK_TEST_SEED'] ?? 20_261_121);
/** Generous: a machine may have other things to do. */
vi.setConfig({ testTimeout: 300_000 });

const calm = { lost: [], doubled: [], exceptions: [] };
const ordersOfAStorm = 200;

describe.each(queues)('hundreds of orders, queue in $name', ({ name, open }) => {
  let queue: QueueUnderTest;
  let world: World;

  beforeAll(async () => {
    queue = await open();
    if (missingOf(queue) !== undefined) return;
    const redis = redisOf(queue);
    world = await createWorld(redis ? { redisUrl: redis.url } : {});
    await world.start();
    await prepareStorm(world);
  });
  afterAll(async () => {
    if (missingOf(queue) === undefined) await world.close();
    await redisOf(queue)?.stop();
  });
  beforeEach(async ({ skip }) => {
    const missing = missingOf(queue);
    if (missing !== undefined) skip(missing);
    if (!world.server.running()) await world.start();
    // Some are quick and some are slow, so that a blow finds runs at every step.
    await world.erp.fault({ mode: 'latency', latencyMs: 30, rate: 0.5 });
  });

  it('the server killed again and again', async () => {
    const blows = Array.from({ length: 3 }, () => killAndRestart(world));
    const { judgement, accepted } = await storm(world, { name: 'KILL', orders: ordersOfAStorm, blows, seed });
    expect(judgement).toEqual(calm);
    // Broken off is the exception: the storm was one of accepted orders.
    expect(accepted.size).toBeGreaterThan(ordersOfAStorm / 2);
  });

  it('connections to the database cut again and again', async () => {
    const blows = Array.from({ length: 5 }, () => () => cutConnections(world.pool));
    const { judgement, accepted } = await storm(world, { name: 'CUT', orders: ordersOfAStorm, blows, seed });
    expect(judgement).toEqual(calm);
    expect(accepted.size).toBeGreaterThan(ordersOfAStorm / 2);
  });

  it('one of two servers shut down under load: nothing is repeated', async () => {
    await world.server.end('SIGTERM');
    // Leases that outlast the test: what is handed over must not wait for them.
    const env = { CROSSDOCK_LEASE_MS: '120000' };
    const [first, second] = [await world.start({ env }), await world.start({ env, besides: true })];
    const shutDown = async (): Promise<void> => {
      const ended = first.end('SIGTERM');
      world.use(second);
      expect(await ended).toEqual({ code: 0, signal: null });
    };
    const { judgement, requests } = await storm(world, {
      name: 'TERM',
      orders: 150,
      blows: [shutDown],
      seed,
    });
    expect(judgement).toEqual(calm);
    expect(requests.filter((count) => count !== 1)).toEqual([]);
  });

  it.runIf(name === 'Redis')('Redis killed with all that it held', async () => {
    await world.server.end('SIGTERM');
    await world.start({ role: 'api' });
    const orders = { orders: 100, blows: [], seed };
    const queued = await sendOrders(world, { ...orders, name: 'QUEUED' });
    await redisOf(queue)?.stop();
    const unqueued = await sendOrders(world, { ...orders, name: 'UNQUEUED' });
    expect(await world.server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    queue = { redis: await startTestRedis({ port: Number(new URL(redisOf(queue)?.url ?? '').port) }) };
    await world.start();
    for (const sent of [queued, unqueued]) {
      expect(sent.accepted.size).toBe(100);
      expect(await sent.judge()).toEqual(calm);
    }
  });
});
