import { atMost } from './at-most.ts';
import type { Crossdock } from './crossdock.ts';
import type { Observer } from './database.ts';
import { echoPath, environment, ordersPath } from './flows.ts';
import type { Client } from './installation.ts';
import { purchaseOrders } from './purchase-orders.ts';

/** One round of orders. Rates per second, effort per order. */
export interface OrderRound {
  accepted: number;
  completed: number;
  /** Times to the 202 at this load, in milliseconds. */
  acceptMs: number[];
  cpuMs: number;
  commits: number;
  walKb: number;
}

/**
 * Posts so many orders, and waits until each is booked with all its steps saved.
 * @throws when one was refused, or did not succeed
 */
export async function measureOrders(
  { client, cpuSeconds }: Pick<Crossdock, 'client' | 'cpuSeconds'>,
  database: Observer,
  { orders, concurrency }: { orders: number; concurrency: number },
): Promise<OrderRound> {
  const documents = purchaseOrders(orders);
  await database.settle();
  const before = { cpu: await cpuSeconds(), effort: await database.effort() };
  const begun = await database.now();
  const acceptMs: number[] = [];
  await atMost(concurrency, documents, async (document) => {
    acceptMs.push(await timeOf(() => postOrder(client, document)));
  });
  const acceptedAt = await database.now();
  await database.untilNoneOpen();
  const after = { cpu: await cpuSeconds(), effort: await database.effort() };
  const completedAt = await lastEnd(database, begun, orders);
  return {
    accepted: (orders / (acceptedAt - begun)) * 1000,
    completed: (orders / (completedAt - begun)) * 1000,
    acceptMs,
    cpuMs: ((after.cpu - before.cpu) * 1000) / orders,
    commits: (after.effort.commits - before.effort.commits) / orders,
    walKb: (after.effort.walBytes - before.effort.walBytes) / 1024 / orders,
  };
}

/** When the last of them had succeeded. */
async function lastEnd(database: Observer, begun: number, orders: number): Promise<number> {
  const ended = await database.runsSince(begun);
  const [only] = ended;
  if (ended.length !== 1 || only?.status !== 'succeeded' || only.count !== orders)
    throw new Error(`Not all of ${orders} orders succeeded: ${JSON.stringify(ended)}`);
  return only.lastMs;
}

/** Times to the 202 when hardly anything else is going on, in milliseconds. */
export async function measureQuietAccepts(client: Client, count: number): Promise<number[]> {
  const times: number[] = [];
  for (const document of purchaseOrders(count)) {
    times.push(await timeOf(() => postOrder(client, document)));
    // Let the run behind it end, so that it does not stand in the way of the next one.
    await pause(60);
  }
  return times;
}

/** Times of a flow that answers its caller, and of a request that does nothing, one by one, in milliseconds. */
export async function measureAnswers(
  client: Client,
  count: number,
): Promise<{ answered: number[]; empty: number[] }> {
  const answered: number[] = [];
  const empty: number[] = [];
  for (let quantity = 1; quantity <= count; quantity += 1) {
    answered.push(await timeOf(() => expectStatus(client, 200, echoPath, { item: '0459001004', quantity })));
    empty.push(await timeOf(async () => void (await client.call('GET', '/healthz'))));
  }
  return { answered, empty };
}

const postOrder = (client: Client, document: string): Promise<void> =>
  expectStatus(client, 202, ordersPath, document);

async function expectStatus(
  client: Client,
  expected: number,
  path: string,
  body: object | string,
): Promise<void> {
  const { status, text } = await client.call('POST', `/in/${environment}/${path}`, body);
  if (status !== expected) throw new Error(`The intake gave ${status}: ${text}`);
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
