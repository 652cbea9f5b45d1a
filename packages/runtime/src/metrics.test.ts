import { randomUUID } from 'node:crypto';
import type { StreamEvents } from '@crossdock/flow-schema';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test/servers.ts';
import type { LiveEvents } from './api/stream.ts';
import { createMetrics } from './metrics.ts';
import type { DispatchQueue } from './queue/dispatch-queue.ts';
import { readBacklog } from './store/backlog.ts';
import { acceptor } from './store/runs/accept.ts';
import { checkpointStore } from './store/runs/checkpoint.ts';
import { claimer } from './store/runs/claim.ts';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

type Tell = (status: StreamEvents['run']['status']) => void;

function setUp() {
  const subscribers: Parameters<LiveEvents['subscribe']>[0][] = [];
  const queue = {
    counts: () => Promise.resolve({ waiting: 4, active: 2, delayed: 1 }),
  } as Partial<DispatchQueue> as DispatchQueue;
  const live: LiveEvents = {
    subscribe: (subscriber) => {
      subscribers.push(subscriber);
      return () => undefined;
    },
  };
  const metrics = createMetrics({ queue, live, readBacklog: () => readBacklog(pool) });
  const tell: Tell = (status) => {
    const run = { runId: 'r', flowId: 'f', environment: 'test', status, test: false };
    for (const subscriber of subscribers) subscriber('run', run);
  };
  const lines = async () =>
    (await metrics.read()).split('\n').filter((line) => line.startsWith('crossdock_'));
  return { tell, lines };
}

const dispatch = () => undefined;
const trigger = { receivedAt: new Date().toISOString() };
const accept = (orderingKey: string) =>
  acceptor(pool)({ flowId: randomUUID(), version: 1, environment: 'test', trigger, orderingKey });

async function fail(runId: string): Promise<void> {
  const run = await claimer(pool, { leaseMs: 60_000, dispatch })(runId);
  if (!run) throw new Error('the run was not to be had');
  const error = { class: 'business', code: 'unknown_item', message: 'Item ABC-123 is unknown' } as const;
  const step = { nodeId: 'book', nodeName: 'Book', path: '', error, input: {}, stepAttempts: 1 };
  const exceptions = [{ ...step, desk: 'customer-service' }];
  await checkpointStore(pool, { dispatch, announce: () => undefined }).checkpoint(run.lease, {
    steps: [],
    milestones: [],
    verdict: { kind: 'failed', error, exceptions },
  });
}

it('say what runs have come to, and what waits', async () => {
  const { tell, lines } = setUp();
  for (const status of ['running', 'running', 'waiting', 'succeeded', 'failed'] as const) tell(status);
  const { runId } = await accept('PO-1');
  await fail(runId);
  await pool.query(`UPDATE runs SET next_attempt_at = now() - interval '1 hour', status = 'queued'`);
  const found = await lines();
  expect(found).toEqual(
    expect.arrayContaining([
      'crossdock_runs_total{status="succeeded",environment="test"} 1',
      'crossdock_runs_total{status="failed",environment="test"} 1',
      'crossdock_queue_jobs{state="waiting"} 4',
      'crossdock_exceptions_open{class="business",desk="customer-service"} 1',
    ]),
  );
  expect(found.filter((line) => /status="(running|waiting)"/.test(line))).toEqual([]);
  expect(
    Number(found.find((line) => line.startsWith('crossdock_oldest_due'))?.split(' ')[1]),
  ).toBeGreaterThan(3599);
});

it('forget what is dealt with', async () => {
  const { lines } = setUp();
  await lines();
  await pool.query(`UPDATE exceptions SET status = 'resolved'`);
  await pool.query(
    `UPDATE runs SET status = 'waiting', waiting_for = '{"reason":"retry"}', next_attempt_at = 'infinity'`,
  );
  const found = await lines();
  expect(found).toContain('crossdock_runs_waiting{reason="retry"} 1');
  expect(found).toContain('crossdock_oldest_due_seconds 0');
  expect(found.filter((line) => line.startsWith('crossdock_exceptions_open'))).toEqual([]);
});
