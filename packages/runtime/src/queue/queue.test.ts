import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, startTestRedis } from '../../test/servers.ts';
import { createQueue, type QueueLocation } from './create-queue.ts';
import type { DispatchQueue } from './dispatch-queue.ts';

/** The same suite on every back end: what the dispatcher and the workers rely on. */
const silent = pino({ level: 'silent' });

interface BackendUnderTest {
  location: QueueLocation;
  stop(): Promise<void>;
}

const backends: Record<string, () => Promise<BackendUnderTest | string>> = {
  postgres: async () => {
    const database = await createTestDatabase({ empty: true });
    return { location: { redisUrl: undefined, databaseUrl: database.url }, stop: () => database.drop() };
  },
  redis: async () => {
    const redis = await startTestRedis();
    if ('missing' in redis) return redis.missing;
    return { location: { redisUrl: redis.url, databaseUrl: '' }, stop: () => redis.stop() };
  },
};

describe.each(Object.entries(backends))('dispatch queue on %s', (_name, start) => {
  let backend: BackendUnderTest | string;
  let queue: DispatchQueue;

  beforeAll(async () => {
    backend = await start();
    if (typeof backend !== 'string') queue = await createQueue(backend.location, silent);
  });
  afterAll(async () => {
    if (typeof backend === 'string') return;
    await queue.close();
    await backend.stop();
  });

  /** Skips with the reason where the back end's server can't be had. */
  const test = (name: string, body: () => Promise<void>) =>
    it(name, async (context) => {
      if (typeof backend === 'string') context.skip(backend);
      await body();
    });

  /** Collects the runs that are delivered until the given number has come. */
  async function deliveries(count: number, concurrency = 4): Promise<string[]> {
    const seen: string[] = [];
    const consumer = await queue.consume(async (runId) => void seen.push(runId), { concurrency });
    await vi.waitFor(() => expect(seen.length).toBeGreaterThanOrEqual(count), { timeout: 20_000 });
    await consumer.close();
    return seen;
  }

  test('delivers every run that was added in bulk', async () => {
    const runs = Array.from({ length: 200 }, () => randomUUID());
    await queue.add(runs.map((runId) => ({ runId, dispatchNo: 1 })));
    expect((await deliveries(runs.length)).toSorted()).toEqual(runs.toSorted());
  });

  test('ignores a dispatch that is still in the queue', async () => {
    const runId = randomUUID();
    await queue.add([{ runId, dispatchNo: 1 }]);
    await queue.add([{ runId, dispatchNo: 1 }]);
    expect((await queue.counts()).waiting).toBe(1);
    expect(await deliveries(1)).toEqual([runId]);
  });

  test('takes the same dispatch again once it was delivered', async () => {
    const runId = randomUUID();
    await queue.add([{ runId, dispatchNo: 1 }]);
    await deliveries(1);
    await queue.add([{ runId, dispatchNo: 1 }]);
    expect(await deliveries(1)).toEqual([runId]);
  });

  test('takes the same dispatch again after its handler has thrown', async () => {
    const runId = randomUUID();
    let calls = 0;
    const failing = await queue.consume(
      async () => {
        calls += 1;
        throw new Error('worker broke');
      },
      { concurrency: 1 },
    );
    await queue.add([{ runId, dispatchNo: 1 }]);
    await vi.waitFor(() => expect(calls).toBe(1), { timeout: 10_000 });
    await failing.close();
    await queue.add([{ runId, dispatchNo: 1 }]);
    expect(await deliveries(1)).toEqual([runId]);
  });

  test('holds a delayed dispatch back, and delivers it by itself', async () => {
    const late = randomUUID();
    const soon = randomUUID();
    await queue.add([{ runId: late, dispatchNo: 1, delayMs: 400 }]);
    expect((await queue.counts()).delayed).toBe(1);
    await queue.add([{ runId: soon, dispatchNo: 1 }]);
    expect(await deliveries(2)).toEqual([soon, late]);
  });

  test('works on as many runs at once as it was told, and waits for them on closing', async () => {
    const runs = Array.from({ length: 3 }, () => randomUUID());
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const active = new Set<string>();
    const ended: string[] = [];
    const consumer = await queue.consume(
      async (runId) => {
        active.add(runId);
        await gate;
        ended.push(runId);
      },
      { concurrency: 3 },
    );
    await queue.add(runs.map((runId) => ({ runId, dispatchNo: 1 })));
    await vi.waitFor(() => expect(active.size).toBe(3), { timeout: 10_000 });
    const closed = consumer.close();
    open();
    await closed;
    expect(ended.toSorted()).toEqual(runs.toSorted());
  });

  test('answers a ping', async () => {
    await expect(queue.ping()).resolves.toBeUndefined();
  });
});

it('a Redis that cannot be reached is told with its address and what to do', async () => {
  const location = { redisUrl: 'redis://user:secret@127.0.0.1:1', databaseUrl: '' };
  await expect(createQueue(location, silent)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(/^Redis at 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED/),
    advice: expect.stringContaining('REDIS_URL'),
  });
});
