import { expect } from 'vitest';
import { seededRandom } from '../../src/engine/seeded-random.ts';
import { bookingFlow } from '../system/flows.ts';
import { fatesOf, judge, type Judgement } from '../system/judge.ts';
import { until } from '../system/until.ts';
import { allSettled, type World } from '../system/world.ts';

export interface StormOptions {
  orders: number;
  /** Orders on their way to the server at once. */
  senders?: number;
  /** What goes wrong meanwhile, each at a moment drawn from the seed. */
  blows: readonly (() => Promise<unknown>)[];
  seed: number;
}

export interface Storm {
  accepted: ReadonlyMap<string, string>;
  judgement: Judgement;
  /** Sales-order requests per accepted order. */
  requests: number[];
}

export const stormPath = 'storm';

/** Sets up what storms need in a world whose server runs. */
export async function prepareStorm({ operator, erp }: World): Promise<void> {
  await operator.connect('erp', erp.url);
  await operator.deploy(bookingFlow({ path: stormPath, creditCheck: true }));
}

/**
 * Sends orders while blow after blow falls, each when a certain number of orders has been accepted, then waits until
 * all that was accepted has come to an end, and judges. An order whose sending broke off may have been taken or
 * not; it must not be booked twice either.
 */
export async function storm(world: World, { orders, senders = 24, blows, seed }: StormOptions): Promise<Storm> {
  const accepted = new Map<string, string>();
  const random = seededRandom(String(seed));
  const moments = blows.map(() => Math.floor((0.05 + 0.9 * random()) * orders)).toSorted((a, b) => a - b);
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < orders) {
      next += 1;
      await send(world, `PO-${seed}-${next}`, accepted);
    }
  };
  const director = async (): Promise<void> => {
    for (const [index, strike] of blows.entries()) {
      const moment = moments[index] ?? 0;
      await until(`${moment} orders sent`, async () => next >= moment, { everyMs: 5 });
      await strike();
    }
  };
  await Promise.all([director(), ...Array.from({ length: senders }, sender)]);

  const runIds = [...accepted.values()];
  await allSettled(world, runIds);
  const ledger = await world.erp.ledger();
  const judgement = judge({ accepted, fates: await fatesOf(world.pool, runIds), ledger });
  const requests = [...accepted.keys()].map((number) => ledger.byOrderNumber[number]?.requests ?? 0);
  return { accepted, judgement, requests };
}

async function send(world: World, orderNumber: string, accepted: Map<string, string>): Promise<void> {
  try {
    const answer = await world.operator.send(stormPath, { orderNumber });
    if (answer.status === 202) accepted.set(orderNumber, String(answer.body['runId']));
    else expect(answer.status, answer.text).toBe(503);
  } catch (error) {
    // Refused or broken off: nobody has promised anything.
    if (!(error instanceof TypeError)) throw error;
    await until('a server that answers', async () => (await fetch(`${world.server.url}/healthz`)).ok);
  }
}

/** Kills the server and starts another. */
export const killAndRestart = (world: World) => async (): Promise<void> => {
  await world.server.end('SIGKILL');
  await world.start();
};
