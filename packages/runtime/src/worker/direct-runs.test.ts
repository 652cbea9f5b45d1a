import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { ClaimedRow } from '../store/runs/claim.ts';
import { DirectRuns } from './direct-runs.ts';

const log = pino({ level: 'silent' });
const run = { id: 'r' } as ClaimedRow;

function setUp(fromQueue: number, work: () => Promise<void> = async () => undefined) {
  const worker = { work, fromQueue };
  return { worker, direct: new DirectRuns({ worker, concurrency: 2, leaseMs: 1_000, log }) };
}

const cases = [
  { name: 'idle', fromQueue: 0, taken: 0, awaited: false, room: true },
  { name: 'one place left', fromQueue: 1, taken: 0, awaited: false, room: true },
  { name: 'full of runs from the queue', fromQueue: 2, taken: 0, awaited: false, room: false },
  { name: 'full of both', fromQueue: 1, taken: 1, awaited: false, room: false },
  { name: 'full, but somebody waits', fromQueue: 2, taken: 1, awaited: true, room: true },
  { name: 'full of runs that somebody waits for', fromQueue: 0, taken: 2, awaited: true, room: false },
];

it.each(cases)('$name: room is $room', ({ fromQueue, taken, awaited, room }) => {
  const { direct } = setUp(fromQueue);
  for (let place = 0; place < taken; place += 1) direct.reserve(true);
  expect(direct.reserve(awaited) !== undefined).toBe(room);
});

it('has room again after a run, also after one that failed, and after a message that made none', async () => {
  const { direct } = setUp(0, () => Promise.reject(new Error('the database is away')));
  for (let time = 0; time < 5; time += 1) {
    await direct.reserve(false)?.work(run);
    direct.reserve(false)?.leave();
  }
  expect(direct.reserve(false)).toBeDefined();
});

it('lets senders have their answer before it begins', async () => {
  const order: string[] = [];
  const { direct } = setUp(0, async () => void order.push('run'));
  const working = direct.reserve(false)?.work(run);
  await Promise.resolve().then(() => order.push('202'));
  await working;
  expect(order).toEqual(['202', 'run']);
});

it('stops when the places that it gave are left', async () => {
  const { direct } = setUp(0);
  const place = direct.reserve(false);
  let stopped = false;
  const stopping = direct.stop().then(() => {
    stopped = true;
  });
  expect(direct.reserve(true)).toBeUndefined();
  await new Promise((resolve) => setImmediate(resolve));
  expect(stopped).toBe(false);
  place?.leave();
  await stopping;
  await setUp(0).direct.stop();
});
