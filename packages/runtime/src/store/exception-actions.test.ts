import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/servers.ts';
import type { ExceptionRecord } from '../engine/ports.ts';
import { exceptionActions, type ExceptionActions } from './exception-actions.ts';
import { acceptor } from './runs/accept.ts';
import { checkpointStore } from './runs/checkpoint.ts';
import { claimer } from './runs/claim.ts';

let database: TestDatabase;
let pool: pg.Pool;
let actions: ExceptionActions;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 20 });
  actions = exceptionActions(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
beforeEach(() => pool.query('TRUNCATE runs, steps, exceptions, exception_events'));

const error = { class: 'business', code: 'unknown_item', message: 'Item ABC-123 is unknown' } as const;
const exceptionAt = (nodeId: string): ExceptionRecord => ({
  nodeId,
  nodeName: nodeId,
  path: '',
  error,
  desk: 'customer-service',
  input: {},
  stepAttempts: 1,
});

/** A run of a lane that has failed at as many branches, with one behind it. */
async function failedRun(branches: number): Promise<{ runId: string; behind: string; exceptions: string[] }> {
  const accept = acceptor(pool);
  const message = {
    flowId: randomUUID(),
    version: 1,
    environment: 'test',
    orderingKey: 'PO-1',
    trigger: { receivedAt: new Date().toISOString() },
  };
  const { runId } = await accept(message);
  const behind = await accept(message);
  const run = await claimer(pool, { leaseMs: 60_000, dispatch: () => undefined })(runId);
  if (!run) throw new Error('the run was not to be had');
  const exceptions = Array.from({ length: branches }, (_, n) => exceptionAt(`branch${n}`));
  await checkpointStore(pool, { dispatch: () => undefined, announce: () => undefined }).checkpoint(
    run.lease,
    {
      steps: [],
      milestones: [],
      verdict: { kind: 'failed', error, exceptions },
    },
  );
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM exceptions WHERE run_id = $1', [runId]);
  return { runId, behind: behind.runId, exceptions: rows.map(({ id }) => id) };
}

const runOf = async (runId: string) =>
  (await pool.query('SELECT status, attempts, lane_held FROM runs WHERE id = $1', [runId])).rows[0];
const times = 10;

it('one exception resumed by many at once sets its run going once', async () => {
  const { runId, exceptions } = await failedRun(1);
  const [exceptionId = ''] = exceptions;
  const outcomes = await Promise.all(
    Array.from({ length: times }, () => actions.resume({ exceptionId, actor: 'Dana' })),
  );
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
  expect(outcomes.filter(({ kind }) => kind === 'stale')).toHaveLength(times - 1);
  expect(await runOf(runId)).toMatchObject({ status: 'queued', attempts: 2 });
});

it('exceptions of one run resumed at once set it going once', async () => {
  for (let time = 0; time < times; time += 1) {
    const { runId, exceptions } = await failedRun(4);
    const outcomes = await Promise.all(
      exceptions.map((exceptionId) => actions.resume({ exceptionId, actor: 'Dana' })),
    );
    expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1);
    expect(await runOf(runId)).toMatchObject({ status: 'queued', attempts: 2 });
  }
});

it('exceptions of one run discarded at once give up its lane', async () => {
  for (let time = 0; time < times; time += 1) {
    const { runId, behind, exceptions } = await failedRun(2);
    const outcomes = await Promise.all(exceptions.map((id) => actions.discard(id, 'Dana', 'not needed')));
    expect(await runOf(runId)).toMatchObject({ status: 'failed', lane_held: false });
    const dispatches = outcomes.flatMap((outcome) =>
      outcome.kind === 'done' ? outcome.value.dispatches : [],
    );
    expect(dispatches.map((dispatch) => dispatch.runId)).toContain(behind);
  }
});

it('an exception is either resumed or discarded', async () => {
  for (let time = 0; time < times; time += 1) {
    const { runId, exceptions } = await failedRun(1);
    const [exceptionId = ''] = exceptions;
    const [resumed, discarded] = await Promise.all([
      actions.resume({ exceptionId, actor: 'Dana' }),
      actions.discard(exceptionId, 'Lee', 'not needed'),
    ]);
    expect([resumed.kind, discarded.kind].toSorted()).toEqual(['done', 'stale']);
    const status = resumed.kind === 'done' ? 'queued' : 'failed';
    expect(await runOf(runId)).toMatchObject({ status, lane_held: resumed.kind === 'done' });
  }
});
