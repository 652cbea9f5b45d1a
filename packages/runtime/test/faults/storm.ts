import { seededRandom } from '../../src/engine/seeded-random.ts';
import { bookingFlow } from '../system/flows.ts';
import { fatesOf, judge, type Judgement } from '../system/judge.ts';
import { until } from '../system/until.ts';
import { allSettled, type World } from '../system/world.ts';

export interface StormOptions {
  /** Begins the numbers of its orders. */
  name: string;
  orders: number;
  /** Orders on their way to the server at once. */
  senders?: number;
  /** What goes wrong meanwhile, each at a moment drawn from the seed. */
  blows: readonly (() => Promise<unknown>)[];
  seed: number;
}

/** Orders that were sent, and those of them that were accepted, with their runs. */
export interface Sent {
  accepted: ReadonlyMap<string, string>;
  /** Waits until all that was accepted has come to an end, and judges. */
  judge(): Promise<Judgement>;
}

export interface Storm extends Sent {
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
 * Sends orders while blow after blow falls, each when a certain number of orders has been sent. An order whose sending
 * broke off may have been taken or not; it must not be booked twice either.
 */
export async function sendOrders(world: World, options: StormOptions): Promise<Sent> {
  const { name, orders, senders = 24, blows, seed } = options;
  const accepted = new Map<string, string>();
  const random = seededRandom(`${name} ${seed}`);
  const moments = blows.map(() => Math.floor((0.05 + 0.9 * random()) * orders)).toSorted((a, b) => a - b);
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < orders) {
      next += 1;
      await send(world, `${name}-${next}`, accepted);
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
  return { accepted, judge: () => judgeAll(world, accepted) };
}

async function judgeAll(world: World, accepted: ReadonlyMap<string, string>): Promise<Judgement> {
  const runIds = [...accepted.values()];
  await allSettled(world, runIds);
  return judge({ accepted, fates: await fatesOf(world.pool, runIds), ledger: await world.erp.ledger() });
}

/** Sends orders through all blows, waits until all has come to an end, and judges. */
export async function storm(world: World, options: StormOptions): Promise<Storm> {
  const sent = await sendOrders(world, options);
  const judgement = await sent.judge();
  const { byOrderNumber } = await world.erp.ledger();
  const requests = [...sent.accepted.keys()].map((number) => byOrderNumber[number]?.requests ?? 0);
  return { ...sent, judgement, requests };
}

async function send(world: World, orderNumber: string, accepted: Map<string, string>): Promise<void> {
  try {
    const answer = await world.operator.send(stormPath, { orderNumber });
    if (answer.status === 202) accepted.set(orderNumber, String(answer.body['runId']));
    else if (answer.status !== 503) throw new Error(`${answer.status} ${answer.text}`);
  } catch (error) {
    // Refused or broken off: nobody has promised anything.
    if (!(error instanceof TypeError)) throw error;
    // Several blows may fall one after the other: as long as three starts of the server on a busy machine.
    await until('a server that answers', async () => (await fetch(`${world.server.url}/healthz`)).ok, {
      withinMs: 180_000,
    });
  }
}

/** Kills the server and starts another. */
export const killAndRestart = (world: World) => async (): Promise<void> => {
  await world.server.end('SIGKILL');
  await world.start();
};
