import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/servers.ts';
import type { Lease } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';
import { acceptor, type NewRun } from './accept.ts';
import { checkpointStore } from './checkpoint.ts';
import { claimer, type ClaimedRow } from './claim.ts';
import { requestCancel, resumeRun } from './resume.ts';
import { wakeForgotten } from './wake.ts';

let database: TestDatabase;
/** Each as of a process of its own. */
let pools: pg.Pool[];
let pool: pg.Pool;
let dispatched: string[];
const flowId = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  pools = [1, 2].map(() => new pg.Pool({ connectionString: database.url, max: 5 }));
  pool = new pg.Pool({ connectionString: database.url, max: 5 });
});
afterAll(async () => {
  await Promise.all([...pools, pool].map((each) => each.end()));
  await database.drop();
});
beforeEach(async () => {
  dispatched = [];
  await pool.query('TRUNCATE runs, steps, flow_versions, flows CASCADE');
});

const dispatch = (due: readonly Dispatch[]) => dispatched.push(...due.map(({ runId }) => runId));
const accept = async (run: Partial<NewRun> = {}) => {
  const trigger = { receivedAt: new Date().toISOString() };
  return (await acceptor(pool)({ flowId, version: 1, environment: 'test', trigger, ...run })).runId;
};
const acceptAll = async (count: number, run: Partial<NewRun>) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await accept(run));
  return ids;
};
const claimOn = (each: pg.Pool, leaseMs = 60_000) => claimer(each, { leaseMs, dispatch });
const end = (lease: Lease) =>
  checkpointStore(pool, { dispatch, announce: () => undefined }).checkpoint(lease, {
    steps: [],
    milestones: [],
    verdict: { kind: 'succeeded', output: 1 },
  });
const rowOf = async (id: string) => (await pool.query('SELECT * FROM runs WHERE id = $1', [id])).rows[0];
const taken = (claims: readonly (ClaimedRow | undefined)[]) => claims.filter((run) => run !== undefined);

describe('the limit of a flow', () => {
  it('holds over all processes, however many claim at once', async () => {
    const ids = await acceptAll(30, { concurrency: 3 });
    const claimers = pools.flatMap((each) => [claimOn(each), claimOn(each), claimOn(each)]);
    const claims = await Promise.all(ids.map((id, n) => claimers[n % claimers.length]?.(id)));
    expect(taken(claims)).toHaveLength(3);
    const { rows } = await pool.query(
      `SELECT status, waiting_for->>'reason' AS reason, count(*)::int AS n FROM runs GROUP BY 1, 2 ORDER BY 1`,
    );
    expect(rows).toEqual([
      { status: 'running', reason: null, n: 3 },
      { status: 'waiting', reason: 'concurrency', n: 27 },
    ]);
  });

  it('lets runs go one after the other as there is room, the oldest first', async () => {
    const ids = await acceptAll(4, { concurrency: 1 });
    const order: string[] = [];
    let next: string | undefined = ids[0];
    const claim = claimOn(pool);
    for (const id of ids.slice(1)) {
      const first = order.length === 0 ? await claim(ids[0] ?? '') : undefined;
      expect(await claim(id)).toBeUndefined();
      if (first) order.push(first.id);
    }
    while (next !== undefined) {
      dispatched = [];
      const { lease_token } = await rowOf(next);
      await end({ runId: next, token: lease_token });
      next = dispatched[0];
      if (next === undefined) break;
      const run = await claim(next);
      if (run) order.push(run.id);
    }
    expect(order).toEqual(ids);
  });

  it('counts neither tests nor dead workers nor other flows and environments', async () => {
    const others = [
      await accept({ concurrency: 1, environment: 'production' }),
      await accept({ concurrency: 1, flowId: randomUUID() }),
      await accept({ concurrency: 1, test: true }),
    ];
    const dead = await accept({ concurrency: 1 });
    expect(await claimOn(pool, 0)(dead)).toBeDefined();
    expect(taken(await Promise.all(others.map(claimOn(pool))))).toHaveLength(3);
    expect(await claimOn(pool)(await accept({ concurrency: 1 }))).toBeDefined();
  });

  it('holds for a run whose worker has died as well, which is woken like the others', async () => {
    const [dead = '', other = ''] = await acceptAll(2, { concurrency: 1 });
    const stale = await claimOn(pool, 0)(dead);
    const claim = claimOn(pool);
    const run = await claim(other);
    // Its job is delivered again before the reconciler has seen it.
    expect(await claim(dead)).toBeUndefined();
    expect(stale && (await end(stale.lease))).toBe(false);
    expect(run && (await end(run.lease))).toBe(true);
    expect(dispatched).toEqual([dead]);
    expect(await claim(dead)).toBeDefined();
  });

  it('gives room that became free while a run was told to wait', async () => {
    const [first = '', second = ''] = await acceptAll(2, { concurrency: 1 });
    const claim = claimOn(pool);
    const held = await claim(first);
    await claim(second);
    // As if its waker had looked just before it was parked.
    await pool.query(`UPDATE runs SET status = 'succeeded', lease_token = NULL WHERE id = $1`, [held?.id]);
    const third = await accept({ concurrency: 1 });
    dispatched = [];
    expect(await claim(third)).toBeDefined();
    await pool.query(`UPDATE runs SET status = 'succeeded', lease_token = NULL WHERE id = $1`, [third]);
    expect(await wakeForgotten(pool)).toMatchObject([{ runId: second }]);
    expect(await wakeForgotten(pool)).toEqual([]);
    expect(await claim(second)).toBeDefined();
  });
});

describe('runs whose turn has come unnoticed', () => {
  it('are woken: the first of a lane, and no other', async () => {
    const [first = '', second = '', third = ''] = await acceptAll(3, { orderingKey: 'PO-1' });
    const claim = claimOn(pool);
    await Promise.all([second, third].map(claim));
    expect(await rowOf(third)).toMatchObject({ status: 'waiting', next_attempt_at: Infinity });
    expect(await wakeForgotten(pool)).toEqual([]);
    // The server died before it could wake the next.
    await requestCancel(pool, first, 'Dana');
    expect(await wakeForgotten(pool)).toMatchObject([{ runId: second }]);
    expect(await claim(second)).toBeDefined();
  });
});

describe('a resumed run', () => {
  it('has the time and the limit of the version that it goes on with, at each resume', async () => {
    await pool.query(
      `INSERT INTO flows (id, name, definition, created_by, updated_by) VALUES ($1, 'F', '{}', 'a', 'a')`,
      [flowId],
    );
    for (const [version, settings] of [
      { timeoutMs: 60_000 },
      { timeoutMs: 120_000, concurrency: 2 },
    ].entries())
      await pool.query(
        `INSERT INTO flow_versions (flow_id, version, definition, created_by) VALUES ($1, $2, $3, 'a')`,
        [flowId, version + 1, JSON.stringify({ settings })],
      );
    const runId = await accept({ timeoutMs: 60_000 });
    const resumed = async (version?: number) => {
      await pool.query(
        `UPDATE runs SET status = 'failed', created_at = now() - interval '1 day' WHERE id = $1`,
        [runId],
      );
      await resumeRun(pool as unknown as pg.ClientBase, { runId, ...(version ? { version } : {}) });
      const { rows } = await pool.query(
        'SELECT concurrency, extract(epoch FROM deadline_at - next_attempt_at)::int AS seconds FROM runs',
      );
      return rows[0];
    };
    expect(await resumed()).toEqual({ concurrency: null, seconds: 60 });
    expect(await resumed()).toEqual({ concurrency: null, seconds: 60 });
    expect(await resumed(2)).toEqual({ concurrency: 2, seconds: 120 });
  });
});
