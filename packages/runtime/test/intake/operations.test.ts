import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { bookingFlow, chain, map } from '../system/flows.ts';
import { environment, type Deployed } from '../system/operator.ts';
import { until } from '../system/until.ts';
import { createWorld, type World } from '../system/world.ts';

// Generous: a machine may have other things to do.
vi.setConfig({ testTimeout: 120_000 });

let world: World;
let orders: Deployed;
let numbers = 0;

beforeAll(async () => {
  // No server dies here: what one works on is not to be taken over, however busy the machine is.
  world = await createWorld({ env: { CROSSDOCK_LEASE_MS: '60000' } });
  await world.start();
  await world.operator.connect('erp', world.erp.url);
  orders = await world.operator.deploy(bookingFlow({ path: 'orders' }));
  await world.operator.deploy(
    bookingFlow({ path: 'in-turn', settings: { orderingKey: '$substringBefore(body.orderNumber, "-")' } }),
  );
});
afterAll(() => world.close());
afterEach(() => world.erp.heal());

const nextNumber = (): string => `OP-${(numbers += 1)}`;
const order = (body: object) => world.operator.accepted(orders.path, body);
const booked = async (orderNumber: string) =>
  (await world.erp.ledger()).byOrderNumber[orderNumber] ?? { bookings: 0, requests: 0 };

/** An order that asks for an item that the ERP does not know. */
async function failed(item: string): Promise<{ runId: string; orderNumber: string; exceptionId: string }> {
  const orderNumber = nextNumber();
  const runId = await order({ orderNumber, item });
  await world.operator.settled(runId, 'failed');
  const exception = await world.operator.openException(runId);
  expect(exception).toMatchObject({
    class: 'business',
    code: 'unknown_item',
    nodeId: 'book',
    status: 'open',
  });
  return { runId, orderNumber, exceptionId: exception.id };
}

async function succeeded(): Promise<{ runId: string; orderNumber: string }> {
  const orderNumber = nextNumber();
  const runId = await order({ orderNumber });
  await world.operator.settled(runId, 'succeeded');
  return { runId, orderNumber };
}

const nodes = ['in', 'order', 'book', 'booked'];

/** Every step in a few words, in the order of the flow. */
const attemptsOf = async (runId: string) =>
  (await world.operator.steps(runId))
    .toSorted((a, b) => nodes.indexOf(a.nodeId) - nodes.indexOf(b.nodeId) || a.attempt - b.attempt)
    .map(({ nodeId, attempt, status, origin }) =>
      [nodeId, attempt, status, ...(origin ? [origin] : [])].join(' '),
    );

describe('an exception', () => {
  it('is resumed with another input: only what is left is run', async () => {
    const { operator } = world;
    const { runId, orderNumber, exceptionId } = await failed('WRONG-ITEM');
    const { input } = await operator.openException(runId);
    const corrected = JSON.parse(JSON.stringify(input).replace('WRONG-ITEM', 'TEST-BOLT')) as unknown;

    await operator.do('resumeException', { params: { id: exceptionId }, body: { input: corrected } });
    expect(await operator.settled(runId, 'succeeded')).toMatchObject({ attempts: 2 });

    expect(await attemptsOf(runId)).toEqual([
      'in 1 succeeded',
      'order 1 succeeded',
      'book 1 failed',
      'book 2 succeeded',
      'booked 1 succeeded',
    ]);
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
    const exception = await operator.do('getException', { params: { id: exceptionId } });
    expect(exception.status).toBe('resolved');
    expect(exception.events).toContainEqual(
      expect.objectContaining({ kind: 'resumed', before: input, after: corrected }),
    );
  });

  it('is resumed as it is, and comes again when nothing was mended', async () => {
    const { operator } = world;
    const { runId, exceptionId } = await failed('STILL-WRONG');
    await operator.do('resumeException', { params: { id: exceptionId }, body: {} });
    const again = await until('another exception', async () => {
      const { exceptionId: id } = await operator.run(runId);
      return id !== exceptionId && id;
    });
    expect(await operator.do('getException', { params: { id: again } })).toMatchObject({ status: 'open' });
    const stale = await operator.try('resumeException', { params: { id: exceptionId }, body: {} });
    expect([stale.status, stale.body.code]).toEqual([409, 'conflict']);
  });

  it('is skipped with an output', async () => {
    const { operator } = world;
    const { runId, orderNumber, exceptionId } = await failed('WRONG-ITEM');
    const output = { status: 201, body: { salesOrder: 'SO-BY-PHONE' } };
    await operator.do('resumeException', { params: { id: exceptionId }, body: { output } });
    await operator.settled(runId, 'succeeded');
    expect((await attemptsOf(runId)).slice(2)).toEqual([
      'book 1 failed',
      'book 2 succeeded skipped',
      'booked 1 succeeded',
    ]);
    expect(await booked(orderNumber)).toEqual({ bookings: 0, requests: 1 });
    const timeline = await operator.do('timeline', { query: { businessKey: `order:${orderNumber}` } });
    expect(JSON.stringify(timeline)).toContain('SO-BY-PHONE');
  });

  it('is assigned to people who are there, and to nobody else', async () => {
    const { operator } = world;
    const params = { id: (await failed('NOBODYS')).exceptionId };
    const { rows } = await world.pool.query<{ id: string; name: string }>('SELECT id, name FROM users');
    const [person] = rows;
    const assigned = await operator.do('assignException', { params, body: { userId: person?.id ?? '' } });
    expect(assigned.assignee).toEqual(person);
    for (const userId of ['x', '018f0000-0000-7000-8000-000000000000']) {
      const answer = await operator.try('assignException', { params, body: { userId } });
      expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([422, 'userId']);
    }
  });

  it('is discarded with a reason, and then left alone', async () => {
    const { operator } = world;
    const { runId, exceptionId } = await failed('WRONG-ITEM');
    const params = { id: exceptionId };
    const body = { reason: 'The customer has cancelled.' };
    expect(await operator.do('discardException', { params, body })).toMatchObject({ status: 'discarded' });
    expect((await operator.run(runId)).status).toBe('failed');
    expect((await operator.try('resumeException', { params, body: {} })).status).toBe(409);
    expect((await operator.try('discardException', { params, body })).status).toBe(409);
  });

  it('is resumed by two people at once: one of them does it', async () => {
    const { operator, erp } = world;
    const item = 'FOR-TWO';
    const { runId, orderNumber, exceptionId } = await failed(item);
    await erp.addItem(item);
    const resume = () => operator.try('resumeException', { params: { id: exceptionId }, body: {} });
    const answers = await Promise.all([resume(), resume(), resume()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([202, 409, 409]);
    await operator.settled(runId, 'succeeded');
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
  });

  it('is resumed with many others in the background', async () => {
    const { operator, erp } = world;
    const item = 'COMES-LATER';
    const failures = await Promise.all(Array.from({ length: 45 }, () => failed(item)));
    await erp.addItem(item);
    const ids = failures.map(({ exceptionId }) => exceptionId);
    const { jobId } = await operator.do('bulkExceptions', { body: { filter: { ids }, action: 'resume' } });
    const job = await until('the bulk action done', async () => {
      const now = await operator.do('getBulkJob', { params: { id: jobId } });
      return now.state === 'done' && now;
    });
    expect(job).toMatchObject({ total: 45, done: 45, failed: 0, errors: [] });
    await Promise.all(failures.map(({ runId }) => operator.settled(runId, 'succeeded')));
    for (const { orderNumber } of failures)
      expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
  });
});

describe('a replay', () => {
  const replay = async (id: string, body: object): Promise<string> => {
    const { runId } = await world.operator.do('replayRun', { params: { id }, body });
    expect(await world.operator.settled(runId, 'succeeded')).toMatchObject({ replayOf: id });
    return runId;
  };

  it('from the start keeps the keys: nothing is booked twice', async () => {
    const { runId, orderNumber } = await succeeded();
    const again = await replay(runId, { from: 'start' });
    expect(again).not.toBe(runId);
    expect((await attemptsOf(again)).map((step) => step.split(' ')[0])).toEqual([
      'in',
      'order',
      'book',
      'booked',
    ]);
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
  });

  it('of a replay keeps them as well', async () => {
    const { runId, orderNumber } = await succeeded();
    await replay(await replay(runId, {}), {});
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 3 });
  });

  it('from the start with another message is another order', async () => {
    const { runId, orderNumber } = await succeeded();
    const other = nextNumber();
    await replay(runId, { input: { orderNumber: other } });
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 1 });
    expect(await booked(other)).toEqual({ bookings: 1, requests: 1 });
  });

  it('from a node takes over what came before', async () => {
    const { runId, orderNumber } = await succeeded();
    const again = await replay(runId, { from: 'book' });
    expect(await attemptsOf(again)).toEqual([
      'in 1 succeeded replay',
      'order 1 succeeded replay',
      'book 1 succeeded',
      'booked 1 succeeded',
    ]);
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
  });

  it('from a node with another input has keys of its own', async () => {
    const { runId } = await succeeded();
    const orderNumber = nextNumber();
    const steps = await world.operator.steps(runId);
    const input = steps.find(({ nodeId }) => nodeId === 'book')?.input as object;
    await replay(runId, { from: 'book', input: { ...input, orderNumber } });
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 1 });
  });

  it('from what failed, on the newest version', async () => {
    const { operator, erp } = world;
    const item = 'KNOWN-SOON';
    const { runId, orderNumber } = await failed(item);
    await erp.addItem(item);
    const again = await replay(runId, { from: 'failed', version: 'latest' });
    expect((await attemptsOf(again)).slice(0, 3)).toEqual([
      'in 1 succeeded replay',
      'order 1 succeeded replay',
      'book 1 succeeded',
    ]);
    expect(await booked(orderNumber)).toEqual({ bookings: 1, requests: 2 });
    const nothing = await operator.try('replayRun', { params: { id: again }, body: { from: 'failed' } });
    expect([nothing.status, nothing.body.code]).toEqual([409, 'conflict']);
  });

  it.each([
    ['an unknown node', { from: 'nowhere' }, 422],
    ['an unknown version', { version: 99 }, 422],
  ])('is refused for %s', async (_name, body, status) => {
    const { runId } = await succeeded();
    const answer = await world.operator.try('replayRun', { params: { id: runId }, body });
    expect(answer.status).toBe(status);
  });
});

describe('cancelling', () => {
  const cancel = (id: string) => world.operator.try('cancelRun', { params: { id } });

  it('ends a run that waits', async () => {
    const { operator, erp } = world;
    await erp.fault({ mode: 'down' });
    const orderNumber = nextNumber();
    const runId = await order({ orderNumber });
    await operator.settled(runId, 'waiting');
    // It may just be trying again; then its worker ends it.
    expect((await cancel(runId)).status).toBe(202);
    await operator.settled(runId, 'cancelled');
    await erp.heal();
    expect((await cancel(runId)).status).toBe(409);
    expect(await booked(orderNumber)).toEqual({ bookings: 0, requests: 0 });
  });

  it('aborts the call of a run under way', async () => {
    const { operator, erp } = world;
    await erp.fault({ mode: 'timeout' });
    const runId = await order({ orderNumber: nextNumber() });
    await until('the ERP is called', async () => (await erp.struck()) > 0);
    expect((await cancel(runId)).status).toBe(202);
    // The ERP would never have answered.
    const run = await operator.settled(runId, 'cancelled');
    expect(run.exceptionId).toBeUndefined();
    expect((await attemptsOf(runId)).at(-1)).toBe('book 1 cancelled');
  });

  it('does not reach a run that has ended', async () => {
    const { runId } = await succeeded();
    const answer = await cancel(runId);
    expect([answer.status, answer.body.code]).toEqual([409, 'conflict']);
  });
});

describe('messages with the same ordering key', () => {
  const inTurn = (lane: string, n: number, more: object = {}) =>
    world.operator.accepted('in-turn', { orderNumber: `${lane}-${n}`, ...more });

  it('are carried out in their order, however many lanes', async () => {
    const { operator, erp } = world;
    await erp.fault({ mode: 'latency', latencyMs: 25, rate: 0.4 });
    const lanes = ['A', 'B', 'C', 'D'];
    const sendAll = async (lane: string): Promise<string[]> => {
      const runIds: string[] = [];
      for (let n = 1; n <= 15; n += 1) runIds.push(await inTurn(lane, n));
      return runIds;
    };
    const runIds = (await Promise.all(lanes.map(sendAll))).flat();
    await Promise.all(runIds.map((runId) => operator.settled(runId, 'succeeded')));
    const bookedOrders = await erp.bookedInOrder();
    for (const lane of lanes) {
      const mine = bookedOrders.filter((number) => number.startsWith(`${lane}-`));
      expect(mine).toEqual(Array.from({ length: 15 }, (_, n) => `${lane}-${n + 1}`));
    }
  });

  it('wait behind one that failed, and show it, until it is dealt with', async () => {
    const { operator } = world;
    const head = await inTurn('X', 1, { item: 'WRONG-ITEM' });
    await operator.settled(head, 'failed');
    const behind = await inTurn('X', 2);
    const elsewhere = await inTurn('Y', 1);
    await operator.settled(elsewhere, 'succeeded');
    const waiting = await operator.settled(behind, 'waiting');
    expect(waiting.waitingFor).toMatchObject({ reason: 'ordering', runId: head });

    const { id } = await operator.openException(head);
    await operator.do('discardException', { params: { id }, body: { reason: 'Not wanted' } });
    await operator.settled(behind, 'succeeded');
  });

  it('go on when the one ahead is cancelled', async () => {
    const { operator, erp } = world;
    await erp.fault({ mode: 'down' });
    const head = await inTurn('Z', 1);
    await operator.settled(head, 'waiting');
    const behind = await inTurn('Z', 2);
    const waiting = await operator.settled(behind, 'waiting');
    expect(waiting.waitingFor).toMatchObject({ reason: 'ordering', runId: head });
    await operator.do('cancelRun', { params: { id: head } });
    await operator.settled(head, 'cancelled');
    await erp.heal();
    await operator.settled(behind, 'succeeded');
    expect(await booked('Z-1')).toEqual({ bookings: 0, requests: 0 });
  });
});

describe('a schedule', () => {
  it('fires once per tick over two servers', async () => {
    const { operator } = world;
    const second = await world.start({ besides: true });
    const every = { cron: '* * * * * *', timeZone: 'UTC', missed: 'skip' };
    const { flowId } = await operator.deploy(
      chain('Every second', [{ id: 'tick', type: 'schedule', config: every }, map('at', 'body.scheduledAt')]),
    );
    await until('three ticks', async () => (await operator.runs(flowId, 'succeeded')).length >= 3);
    await operator.do('deployFlow', { params: { id: flowId, environment }, body: { paused: true } });
    await second.end('SIGTERM');
    const { rows } = await world.pool.query<{ at: string }>(
      `SELECT trigger->'body'->>'scheduledAt' AS at FROM runs WHERE flow_id = $1 ORDER BY seq`,
      [flowId],
    );
    const ticks = rows.map(({ at }) => at);
    expect(new Set(ticks).size).toBe(ticks.length);
    for (const tick of ticks) expect(tick).toMatch(/\.000Z$/);
  });
});
