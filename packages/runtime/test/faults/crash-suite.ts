import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookingFlow } from '../system/flows.ts';
import { fatesOf, judge } from '../system/judge.ts';
import { allSettled, createWorld, type World, type WorldOptions } from '../system/world.ts';
import type { CrashCase } from './crashes.cases.ts';
import { startKeylessProxy } from './keyless-proxy.ts';

/** Runs crash cases one after the other on servers that share a queue, and holds the promise against each. */
export function crashSuite(cases: readonly CrashCase[], worldOptions: () => Promise<WorldOptions>): void {
  let world: World;
  let proxy: Awaited<ReturnType<typeof startKeylessProxy>>;
  let orders = 0;

  beforeAll(async () => {
    world = await createWorld(await worldOptions());
    proxy = await startKeylessProxy(world.erp.url);
    await world.start();
    const { operator, erp } = world;
    await operator.connect('keyed', erp.url);
    await operator.connect('unsafe', erp.url, { idempotency: 'none' });
    await operator.connect('keyless', proxy.url);
    for (const connection of ['keyed', 'unsafe', 'keyless']) {
      await operator.deploy(bookingFlow({ path: connection, connection }));
    }
  });
  afterAll(async () => {
    await world.close();
    await proxy.close();
  });

  it.each(cases.map((crash) => [crash.name, crash] as const))('%s', async (_name, crash) => {
    if (!world.server.running()) await world.start();
    orders += 1;
    const orderNumber = `PO-${orders}`;
    const order = () => world.operator.accepted(crash.connection, { orderNumber });

    const runId = await crash.crash({ world, orderNumber, order });
    if (!world.server.running()) await world.start();
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
    if (crash.expect === 'unknown outcome') {
      expect(await world.operator.openException(runId)).toMatchObject({ code: 'unknown_outcome' });
    }
  });
}
