import { randomUUID } from 'node:crypto';
import type { FlowDefinition } from '@crossdock/flow-schema';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/servers.ts';
import { systemClock } from '../engine/clock.ts';
import type { CheckpointStore, EngineServices } from '../engine/ports.ts';
import { acceptor } from '../store/runs/accept.ts';
import { checkpointStore } from '../store/runs/checkpoint.ts';
import { claimer } from '../store/runs/claim.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { RunWorker } from './run-worker.ts';

const log = pino({ level: 'silent' });
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

const definition: FlowDefinition = {
  formatVersion: 1,
  name: 'Orders',
  nodes: [
    { id: 'in', type: 'manual', name: 'In', position: { x: 0, y: 0 }, config: {} },
    { id: 'say', type: 'map', name: 'Say', position: { x: 1, y: 0 }, config: { expression: '1' } },
  ],
  edges: [{ id: 'e', source: 'in', target: 'say' }],
};

const nobody = () => Promise.reject(new Error('not asked for'));

function workerOn(store: CheckpointStore): RunWorker {
  const engine: EngineServices = {
    store,
    connectors: { effectOf: nobody, call: nobody },
    variables: { variablesOf: nobody },
    lookups: { tableOf: nobody, freshTableOf: nobody },
    schemas: { schemaOf: nobody },
    edi: { assign: nobody, receive: nobody, acknowledge: nobody },
    observer: {},
    clock: systemClock,
    effectKey: new Uint8Array(32),
  };
  return new RunWorker({
    claim: claimer(pool, { leaseMs: 60_000, dispatch: () => undefined }),
    definitionOf: () => Promise.resolve(definition),
    release: nobody,
    engine,
    leases: new LeaseKeeper({ leaseMs: 60_000, renew: () => Promise.resolve([]), log }),
    log,
  });
}

const plain = () => checkpointStore(pool, { dispatch: () => undefined, announce: () => undefined });

/** A store that can't write what steps gave. */
function storeThatRefuses(error: Error): CheckpointStore {
  const store = plain();
  return {
    checkpoint: (lease, checkpoint) =>
      checkpoint.steps.length > 0 ? Promise.reject(error) : store.checkpoint(lease, checkpoint),
  };
}

const accept = async () =>
  (
    await acceptor(pool)({
      flowId: randomUUID(),
      version: 1,
      environment: 'test',
      trigger: { receivedAt: new Date().toISOString() },
    })
  ).runId;

const stateOf = async (runId: string) =>
  (
    await pool.query(
      `SELECT r.status, e.code, e.node_id, e.error->'detail' AS detail FROM runs r
       LEFT JOIN exceptions e ON e.run_id = r.id WHERE r.id = $1`,
      [runId],
    )
  ).rows;

it('makes an exception of a run whose steps can’t be recorded', async () => {
  const runId = await accept();
  await workerOn(storeThatRefuses(new Error('index row size exceeds the maximum'))).handle(runId);
  expect(await stateOf(runId)).toEqual([
    {
      status: 'failed',
      code: 'internal_error',
      node_id: 'in',
      detail: { reason: 'Error: index row size exceeds the maximum' },
    },
  ]);
});

it.each([
  ['is away', new Error('Connection terminated unexpectedly')],
  ['has no room left', Object.assign(new Error('could not extend file'), { code: '53100' })],
  ['was in another’s way', Object.assign(new Error('deadlock detected'), { code: '40P01' })],
])('leaves a run as it is when the database %s', async (_name, error) => {
  const runId = await accept();
  await expect(workerOn(storeThatRefuses(error)).handle(runId)).rejects.toBe(error);
  expect(await stateOf(runId)).toMatchObject([{ status: 'running', code: null }]);
});
