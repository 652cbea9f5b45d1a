import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/servers.ts';
import type { StepRecord, Verdict } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { acceptor, type NewRun } from './accept.ts';
import { checkpointStore } from './checkpoint.ts';
import { claimer } from './claim.ts';
import { releaseLeases, renewLeases } from './leases.ts';
import { findStranded } from './reconcile.ts';
import { requestCancel, resumeRun } from './resume.ts';

let database: TestDatabase;
let pool: pg.Pool;
let dispatched: Dispatch[];
let announced: { channel: string; about: string; payload: object }[];
const flowId = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  dispatched = [];
  announced = [];
  await pool.query('TRUNCATE runs, steps, exceptions, exception_events, milestones, schedule_ticks');
});

const store = () =>
  checkpointStore(pool, {
    dispatch: (due) => dispatched.push(...due),
    announce: (channel, about, payload) => announced.push({ channel, about, payload }),
  });
const accept = (run: Partial<NewRun> = {}) =>
  acceptor(pool)({
    flowId,
    version: 1,
    environment: 'test',
    trigger: { body: { po: 'PO-1' }, receivedAt: new Date().toISOString() },
    ...run,
  });
const claimerOf = (leaseMs = 60_000) =>
  claimer(pool, { leaseMs, dispatch: (due) => dispatched.push(...due) });
const claim = async (runId: string, leaseMs = 60_000) => {
  const run = await claimerOf(leaseMs)(runId);
  if (!run) throw new Error(`run ${runId} was not to be had`);
  return run;
};
const rowOf = async (runId: string) =>
  (await pool.query('SELECT * FROM runs WHERE id = $1', [runId])).rows[0];
const step = (nodeId: string, more: Partial<StepRecord> = {}): StepRecord => ({
  nodeId,
  path: '',
  attempt: 1,
  status: 'succeeded',
  ports: ['out'],
  effect: 'pure',
  startedAt: new Date(),
  durationMs: 3,
  input: { in: 1 },
  output: { out: 1 },
  ...more,
});
const end = async (runId: string, verdict: Verdict) => {
  const run = await claim(runId);
  await store().checkpoint(run.lease, { steps: [], milestones: [], verdict });
};
const failure = {
  kind: 'failed',
  error: { class: 'business', code: 'unknown_item', message: 'Item ABC-123 is not in the item master' },
  exceptions: [
    {
      nodeId: 'book',
      nodeName: 'Book in ERP',
      path: '',
      error: { class: 'business', code: 'unknown_item', message: 'Item ABC-123 is not in the item master' },
      desk: 'customer-service',
      input: { item: 'ABC-123' },
      stepAttempts: 1,
    },
  ],
} satisfies Verdict;

describe('accepting', () => {
  it('recognises a message by its idempotency key, also within one commit', async () => {
    const add = acceptor(pool);
    const message: NewRun = {
      flowId,
      version: 1,
      environment: 'test',
      idempotencyKey: 'PO-1:1',
      trigger: { receivedAt: new Date().toISOString() },
    };
    const [first, second] = await Promise.all([add(message), add(message)]);
    const third = await add(message);
    expect([first.duplicate, second.duplicate, third.duplicate]).toEqual([false, true, true]);
    expect(new Set([first.runId, second.runId, third.runId]).size).toBe(1);
    expect((await add({ ...message, environment: 'production' })).duplicate).toBe(false);
  });

  it('makes one run of many messages with one key, though they come to many servers at once', async () => {
    const servers = Array.from({ length: 4 }, () => new pg.Pool({ connectionString: database.url, max: 2 }));
    const body = (n: number) => ({ receivedAt: new Date().toISOString(), body: { version: n } });
    const message = { flowId, version: 1, environment: 'test' };
    // Each server takes them in another order, so that they could lock each other out.
    const answers = await Promise.all(
      servers.flatMap((server, at) => {
        const add = acceptor(server);
        const keys = Array.from({ length: 10 }, (_, n) => `key-${at % 2 === 0 ? n : 9 - n}`);
        return keys.map(async (idempotencyKey, n) => ({
          idempotencyKey,
          ...(await add({ ...message, idempotencyKey, trigger: body(n) })),
        }));
      }),
    );
    await Promise.all(servers.map((server) => server.end()));
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(10);
    const runs = new Set(answers.map(({ idempotencyKey, runId }) => `${idempotencyKey} ${runId}`));
    expect(runs.size).toBe(10);
    expect((await pool.query('SELECT 1 FROM runs')).rowCount).toBe(10);
  });

  it('keeps payloads as they came, whatever is in them', async () => {
    const body = {
      text: 'NUL \u0000, emoji 🚚, "quotes", half \ud83d',
      big: 12345678901234,
      nested: [null, { a: [] }],
    };
    const { runId } = await accept({ trigger: { body, receivedAt: '2026-03-02T06:00:00Z' } });
    expect((await claim(runId)).trigger.body).toEqual(body);
  });

  it('gives a run that is worked on at once as its worker would load it', async () => {
    const message: Partial<NewRun> = {
      trigger: { body: { text: 'half \ud83d', infinite: Infinity }, receivedAt: '2026-03-02T06:00:00Z' },
      businessKeys: [{ type: 'purchaseOrder', value: 'PO-1' }],
      idempotencyKey: 'PO-1:1',
      timeoutMs: 60_000,
    };
    const { runId, claimed } = await accept({ ...message, leaseMs: 0 });
    const loaded = await claim(runId);
    const deadlineAt: unknown = expect.any(Date);
    expect(loaded.deadlineAt).toEqual(deadlineAt);
    expect(claimed).toEqual({ ...loaded, deadlineAt, lease: { runId, token: claimed?.lease.token } });
    expect(claimed?.lease.token).not.toBe(loaded.lease.token);
    expect(await accept({ ...message, leaseMs: 60_000 })).toEqual({ runId, duplicate: true });
    expect(await accept()).not.toHaveProperty('claimed');
  });

  it('starts a tick once', async () => {
    const tick = new Date('2026-03-02T06:00:00Z');
    const [one, two] = await Promise.all([accept({ tick }), accept({ tick })]);
    expect(one.runId).toBe(two.runId);
    expect(one.duplicate).not.toBe(two.duplicate);
  });
});

describe('claiming', () => {
  it('gives a run to one worker only', async () => {
    const { runId } = await accept();
    const workers = await Promise.all([1, 2, 3, 4].map(() => claimerOf()(runId)));
    expect(workers.filter((run) => run !== undefined)).toHaveLength(1);
  });

  it('gives a run to the next worker when the lease has ended, with the steps so far', async () => {
    const { runId } = await accept();
    const first = await claim(runId, 0);
    await store().checkpoint(first.lease, { steps: [step('canonical')], milestones: [] });
    const second = await claim(runId);
    expect(second.steps).toMatchObject([{ nodeId: 'canonical', status: 'succeeded', output: { out: 1 } }]);
    expect(second.steps[0]?.input).toBeUndefined();
  });

  it('does not give a run that is not due', async () => {
    const { runId } = await accept();
    const wakeAt = new Date(Date.now() + 60_000);
    await end(runId, { kind: 'waiting', waitingFor: { reason: 'retry', message: 'later' }, wakeAt });
    expect(await claimerOf()(runId)).toBeUndefined();
    expect(dispatched).toMatchObject([{ runId, dispatchNo: 2 }]);
    expect(dispatched[0]?.delayMs).toBeGreaterThan(55_000);
  });
});

describe('checkpoints', () => {
  it('of a stale worker write nothing', async () => {
    const { runId } = await accept();
    const stale = await claim(runId, 0);
    const current = await claim(runId);
    const verdict: Verdict = { kind: 'succeeded', output: 1 };
    expect(await store().checkpoint(stale.lease, { steps: [step('a')], milestones: [], verdict })).toBe(
      false,
    );
    expect((await pool.query('SELECT 1 FROM steps')).rowCount).toBe(0);
    expect(await store().checkpoint(current.lease, { steps: [step('a')], milestones: [], verdict })).toBe(
      true,
    );
    expect(await rowOf(runId)).toMatchObject({ status: 'succeeded', output: 1, lease_token: null });
  });

  it('of many runs commit together, and replace an intent by its result', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => accept()));
    const save = store();
    await Promise.all(
      ids.map(async ({ runId }) => {
        const { lease } = await claim(runId);
        const intent = step('book', { status: 'running', effect: 'unsafe' });
        await save.checkpoint(lease, { steps: [intent], milestones: [] });
        await save.checkpoint(lease, {
          steps: [step('book', { effect: 'unsafe' })],
          milestones: [],
          verdict: { kind: 'succeeded', output: null },
        });
      }),
    );
    const { rows } = await pool.query(
      'SELECT DISTINCT status, count(*)::int AS n FROM steps GROUP BY status',
    );
    expect(rows).toEqual([{ status: 'succeeded', n: 20 }]);
  });

  it('open an exception with the failure, once', async () => {
    const { runId } = await accept({ businessKeys: [{ type: 'purchaseOrder', value: 'PO-1' }] });
    await end(runId, failure);
    const { rows } = await pool.query('SELECT * FROM exceptions');
    expect(rows).toMatchObject([
      {
        run_id: runId,
        code: 'unknown_item',
        status: 'open',
        business_keys: [{ type: 'purchaseOrder', value: 'PO-1' }],
      },
    ]);
    expect(await rowOf(runId)).toMatchObject({ status: 'failed', error: { code: 'unknown_item' } });
  });

  it('are announced once they are committed, with the exceptions that they open', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    const run = { runId, flowId, environment: 'test' };
    await store().checkpoint(lease, { steps: [step('a')], milestones: [] });
    await store().checkpoint({ ...lease, token: randomUUID() }, { steps: [step('b')], milestones: [] });
    await store().checkpoint(lease, { steps: [], milestones: [], verdict: failure });
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM exceptions');
    const exceptionId = rows[0]?.id;
    expect(announced).toEqual([
      { channel: 'crossdock_run', about: runId, payload: { ...run, status: 'running', test: false } },
      { channel: 'crossdock_run', about: runId, payload: { ...run, status: 'failed', test: false } },
      {
        channel: 'crossdock_exception',
        about: exceptionId,
        payload: { exceptionId, ...run, status: 'open' },
      },
    ]);
  });

  it('between effects leave the row of the run as it is', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    const version = async () => (await pool.query('SELECT ctid FROM runs WHERE id = $1', [runId])).rows[0];
    const before = await version();
    await store().checkpoint(lease, { steps: [step('a')], milestones: [] });
    expect(await version()).toEqual(before);
    const businessKeys = [{ type: 'purchaseOrder', value: 'PO-7' }];
    await store().checkpoint(lease, { steps: [], milestones: [], businessKeys });
    expect(await rowOf(runId)).toMatchObject({ status: 'running', business_keys: businessKeys });
  });

  it('record milestones', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    const at = new Date('2026-03-02T06:00:00Z');
    const milestone = {
      nodeId: 'm',
      path: '',
      name: 'order.booked',
      businessKey: { type: 'purchaseOrder', value: 'PO-1' },
      at,
    };
    await store().checkpoint(lease, { steps: [], milestones: [milestone] });
    expect((await pool.query('SELECT * FROM milestones')).rows).toMatchObject([
      { run_id: runId, flow_id: flowId, name: 'order.booked', business_value: 'PO-1', at },
    ]);
  });
});

describe('whatever is in names and keys', () => {
  it('is written down, without what no text column can hold', async () => {
    const { runId } = await accept({ idempotencyKey: 'a\u0000b\ud800', partner: 'ACME\u0000' });
    const { lease } = await claim(runId);
    const odd = step('odd\u0000', { ports: ['p\ud800'] });
    const exception = { ...failure.exceptions[0], nodeName: 'Book\u0000', nodeId: 'book' };
    const verdict = { ...failure, exceptions: [exception] } as Verdict;
    const businessKeys = [{ type: 'po\u0000', value: '\udfffx' }];
    expect(await store().checkpoint(lease, { steps: [odd], milestones: [], businessKeys, verdict })).toBe(
      true,
    );
    expect(await rowOf(runId)).toMatchObject({
      partner: 'ACME',
      idempotency_key: 'ab\ufffd',
      business_keys: [{ type: 'po', value: '\ufffdx' }],
    });
    expect((await pool.query('SELECT node_name FROM exceptions')).rows).toEqual([{ node_name: 'Book' }]);
  });
});

describe('ordering keys', () => {
  it('let one run of a key go at a time, in the order of acceptance', async () => {
    const first = await accept({ orderingKey: 'PO-1' });
    const second = await accept({ orderingKey: 'PO-1' });
    const other = await accept({ orderingKey: 'PO-2' });
    const tryClaim = claimerOf();
    expect(await tryClaim(second.runId)).toBeUndefined();
    expect(await rowOf(second.runId)).toMatchObject({
      status: 'waiting',
      waiting_for: { reason: 'ordering', runId: first.runId },
    });
    expect(await tryClaim(other.runId)).toBeDefined();
    await end(first.runId, { kind: 'succeeded', output: 1 });
    expect(dispatched.map(({ runId }) => runId)).toEqual([second.runId]);
    expect(await tryClaim(second.runId)).toBeDefined();
  });

  it('are held by a failed run until it is dealt with', async () => {
    const first = await accept({ orderingKey: 'PO-1' });
    const second = await accept({ orderingKey: 'PO-1' });
    await end(first.runId, failure);
    expect(await claimerOf()(second.runId)).toBeUndefined();
    await resumeRun(pool as unknown as pg.ClientBase, { runId: first.runId });
    await end(first.runId, { kind: 'succeeded', output: 1 });
    expect(dispatched.map(({ runId }) => runId)).toEqual([second.runId]);
  });
});

describe('a process whose clock is wrong', () => {
  const hour = 3_600_000;
  afterEach(() => void vi.useRealTimers());
  const clockOff = (ms: number) => {
    vi.useRealTimers();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  };

  it.each([
    ['slow', -hour],
    ['fast', hour],
  ])('has runs wait as long as they should, and takes them when it is time: %s', async (_name, off) => {
    const { runId } = await accept({ timeoutMs: 2 * hour });
    clockOff(off);
    const run = await claim(runId);
    const left = (run.deadlineAt?.getTime() ?? 0) - Date.now();
    expect(left > hour && left <= 2 * hour).toBe(true);
    const wakeAt = new Date(Date.now() + hour / 2);
    const failed = step('book', { status: 'failed', ports: [], retryAt: wakeAt });
    const verdict: Verdict = { kind: 'waiting', waitingFor: { reason: 'retry', message: '' }, wakeAt };
    await store().checkpoint(run.lease, { steps: [failed], milestones: [], verdict });
    expect(dispatched[0]?.delayMs).toBeCloseTo(hour / 2, -4);
    const { rows } = await pool.query(
      `SELECT next_attempt_at > now() AND next_attempt_at < now() + interval '1 hour' AS soon FROM runs`,
    );
    expect(rows).toEqual([{ soon: true }]);
    // Half an hour later another process takes it, whose clock is wrong the other way.
    await pool.query(`UPDATE runs SET next_attempt_at = next_attempt_at - interval '30 min'`);
    await pool.query(`UPDATE steps SET retry_at = retry_at - interval '30 min'`);
    clockOff(-off);
    const [waited] = (await claim(runId)).steps;
    expect((waited?.retryAt?.getTime() ?? Infinity) <= Date.now()).toBe(true);
  });
});

describe('leases', () => {
  it('are renewed for their holder only, and tell of a wish to cancel', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    await requestCancel(pool, runId, 'Dana');
    const stale = { runId, token: randomUUID() };
    expect(await renewLeases(pool, [lease], 60_000)).toEqual([{ runId, cancelRequestedBy: 'Dana' }]);
    expect(await renewLeases(pool, [stale], 60_000)).toEqual([]);
  });

  it('that are given back let another worker go on at once', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    await releaseLeases(pool, [lease]);
    expect(await findStranded(pool, 0)).toEqual([{ runId, dispatchNo: 2 }]);
    expect(await claimerOf()(runId)).toBeDefined();
  });
});

describe('the reconciler', () => {
  it('finds what is due and worked on by nobody, and leaves the rest', async () => {
    const lost = await accept();
    const crashed = await accept();
    const working = await accept();
    const waiting = await accept();
    const ended = await accept();
    await claim(crashed.runId, 0);
    await claim(working.runId);
    const wakeAt = new Date(Date.now() + 60_000);
    await end(waiting.runId, { kind: 'waiting', waitingFor: { reason: 'retry', message: '' }, wakeAt });
    await end(ended.runId, { kind: 'succeeded', output: 1 });
    expect(await findStranded(pool, 60_000)).toEqual([]);
    const found = await findStranded(pool, 0);
    expect(found.toSorted((a, b) => a.dispatchNo - b.dispatchNo)).toEqual([
      { runId: lost.runId, dispatchNo: 1 },
      { runId: crashed.runId, dispatchNo: 2 },
    ]);
  });

  it('leaves what nobody has taken to a queue that is behind, but not what a dead worker had', async () => {
    await accept();
    const crashed = await accept();
    await claim(crashed.runId, 0);
    expect(await findStranded(pool, 0, { patienceMs: 60_000 })).toEqual([
      { runId: crashed.runId, dispatchNo: 2 },
    ]);
    expect(await findStranded(pool, 0)).toHaveLength(2);
  });
});

describe('cancelling', () => {
  it('reaches a run whose worker lets it wait before it has heard of that', async () => {
    const { runId } = await accept();
    const { lease } = await claim(runId);
    expect(await requestCancel(pool, runId, 'Dana')).toBe('running');
    const wakeAt = new Date(Date.now() + 3_600_000);
    const verdict: Verdict = { kind: 'waiting', waitingFor: { reason: 'retry', message: '' }, wakeAt };
    await store().checkpoint(lease, { steps: [], milestones: [], verdict });
    expect(dispatched).toEqual([{ runId, dispatchNo: 2, delayMs: 0 }]);
    expect((await claim(runId)).cancelRequestedBy).toBe('Dana');
  });

  it('ends a run that nobody works on at once', async () => {
    const { runId } = await accept();
    expect(await requestCancel(pool, runId, 'Dana')).toBe('cancelled');
    expect(await rowOf(runId)).toMatchObject({ status: 'cancelled', cancel_requested_by: 'Dana' });
    expect(await requestCancel(pool, runId, 'Dana')).toBeUndefined();
  });
});
