import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { bookingFlow } from '../system/flows.ts';
import { fatesOf, judge } from '../system/judge.ts';
import { missingOf, redisOf, type QueueUnderTest } from '../system/queues.ts';
import { allSettled, createWorld, type World } from '../system/world.ts';
import type { CrashCase } from './crashes.cases.ts';
import { startKeylessProxy } from './keyless-proxy.ts';

interface Stage {
  world: World;
  close(): Promise<void>;
}

/** Runs crash cases one after the other on servers that share a queue, and holds the promise against each. */
export function crashSuite(cases: readonly CrashCase[], open: () => Promise<QueueUnderTest>): void {
  let queue: QueueUnderTest;
  let stage: Stage;
  let orders = 0;

  // Generous: a machine may have other things to do.
  vi.setConfig({ testTimeout: 120_000 });

  beforeAll(async () => {
    queue = await open();
    if (missingOf(queue) === undefined) stage = await setStage(redisOf(queue)?.url);
  });
  beforeEach(({ skip }) => {
    const missing = missingOf(queue);
    if (missing !== undefined) skip(missing);
  });
  afterAll(async () => {
    if (missingOf(queue) === undefined) await stage.close();
    await redisOf(queue)?.stop();
  });

  it.each(cases.map((crash) => [crash.name, crash] as const))('%s', async (_name, crash) => {
    const { world } = stage;
    await ensureRunning(world);
    orders += 1;
    const orderNumber = `PO-${orders}`;
    const order = () => world.operator.accepted(crash.connection, { orderNumber });

    const runId = await crash.crash({ world, orderNumber, order });
    await ensureRunning(world);
    await allSettled(world, [runId]);

    const ledger = await world.erp.ledger();
    const fates = await fatesOf(world.pool, [runId]);
    const judgement = judge({ accepted: new Map([[orderNumber, runId]]), fates, ledger });
    const mine = (numbers: string[]): boolean => numbers.includes(orderNumber);
    expect({
      lost: mine(judgement.lost),
      doubled: mine(judgement.doubled),
      exception: mine(judgement.exceptions),
    }).toEqual({
      lost: false,
      doubled: crash.expect === 'doubled',
      exception: crash.expect === 'unknown outcome',
    });
    if (crash.requests !== undefined)
      expect(ledger.byOrderNumber[orderNumber]?.requests).toBe(crash.requests);
    if (crash.expect === 'unknown outcome')
      expect(await world.operator.openException(runId)).toMatchObject({ code: 'unknown_outcome' });
  });
}

async function ensureRunning(world: World): Promise<void> {
  if (!world.server.running()) await world.start();
}

/** A world with one intake for each kind of connection. */
async function setStage(redisUrl: string | undefined): Promise<Stage> {
  const world = await createWorld(redisUrl === undefined ? {} : { redisUrl });
  const proxy = await startKeylessProxy(world.erp.url);
  await world.start();
  const { operator, erp } = world;
  await operator.connect('keyed', erp.url);
  await operator.connect('unsafe', erp.url, { idempotency: 'none' });
  await operator.connect('keyless', proxy.url);
  for (const connection of ['keyed', 'unsafe', 'keyless']) {
    await operator.deploy(bookingFlow({ path: connection, connection }));
  }
  return {
    world,
    async close() {
      await world.close();
      await proxy.close();
    },
  };
}
