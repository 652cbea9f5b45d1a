import type { ExceptionEvent } from '@crossdock/flow-schema';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Override } from '../engine/ports.ts';
import type { Dispatch } from '../queue/dispatch-queue.ts';
import { plainText } from './runs/json-param.ts';
import { wakeNextInLane } from './runs/wake.ts';
import { resumeRun } from './runs/resume.ts';
import { inTransaction } from './transaction.ts';
import { isUuid } from './uuid.ts';

/** What became of an action: `stale` means that the exception is no longer open. */
export type Outcome<Value> =
  { kind: 'done'; value: Value } | { kind: 'missing' } | { kind: 'stale'; status: string };

export interface ResumeRequest {
  exceptionId: string;
  actor: string;
  /** What to change at the failed step. */
  override?: Override;
  /** Version to go on with; undefined: the one it has. */
  version?: number;
}

export interface ExceptionActions {
  /** Sets the run going again; every open exception of the run is resolved by that. */
  resume(request: ResumeRequest): Promise<Outcome<{ runId: string; dispatch: Dispatch }>>;
  /** Gives up: the run stays failed, and what waits behind it in its lane goes on. */
  discard(id: string, actor: string, reason: string): Promise<Outcome<{ dispatches: Dispatch[] }>>;
  assign(
    id: string,
    actor: string,
    to: { userId?: string | null; desk?: string },
  ): Promise<Outcome<undefined>>;
  comment(id: string, actor: string, text: string): Promise<Outcome<undefined>>;
}

interface Locked {
  id: string;
  run_id: string;
  node_id: string;
  status: string;
  input: unknown;
}

export function exceptionActions(pool: pg.Pool): ExceptionActions {
  /** Runs an action on an open exception, which nobody else can change meanwhile. */
  const onOpen = <Value>(
    id: string,
    action: (client: pg.PoolClient, exception: Locked) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> =>
    inTransaction(pool, async (client) => {
      const exception = await lock(client, id);
      if (!exception) return { kind: 'missing' };
      if (exception.status !== 'open') return { kind: 'stale', status: exception.status };
      return action(client, exception);
    });

  return {
    resume: ({ exceptionId, actor, override, version }) =>
      onOpen(exceptionId, async (client, exception) => {
        const dispatch = await resumeRun(client, {
          runId: exception.run_id,
          ...(version === undefined ? {} : { version }),
          ...(override === undefined ? {} : { overrides: { [exception.node_id]: override } }),
        });
        if (!dispatch) return { kind: 'stale', status: 'resolved' };
        await record(client, exception.id, { actor, ...resumeEvent(exception, override) });
        await settle(client, [exception.run_id], 'resolved');
        return { kind: 'done', value: { runId: exception.run_id, dispatch } };
      }),
    async discard(id, actor, reason) {
      const outcome = await onOpen(id, async (client, exception) => {
        await record(client, exception.id, { actor, kind: 'discarded', text: reason });
        await client.query(`UPDATE exceptions SET status = 'discarded', resolved_at = now() WHERE id = $1`, [
          exception.id,
        ]);
        await announce(client, exception.id);
        const left = await client.query(`SELECT 1 FROM exceptions WHERE run_id = $1 AND status = 'open'`, [
          exception.run_id,
        ]);
        if (!left.rowCount)
          await client.query('UPDATE runs SET lane_held = false WHERE id = $1', [exception.run_id]);
        return { kind: 'done', value: exception.run_id };
      });
      if (outcome.kind !== 'done') return outcome;
      return { kind: 'done', value: { dispatches: await wakeNextInLane(pool, [outcome.value]) } };
    },
    assign: (id, actor, { userId, desk }) =>
      onOpen(id, async (client, exception) => {
        if (userId !== undefined) {
          await client.query('UPDATE exceptions SET assignee_id = $2 WHERE id = $1', [exception.id, userId]);
        }
        if (desk !== undefined)
          await client.query('UPDATE exceptions SET desk = $2 WHERE id = $1', [exception.id, desk]);
        await record(client, exception.id, { actor, kind: 'assigned', after: { userId, desk } });
        await announce(client, exception.id);
        return { kind: 'done', value: undefined };
      }),
    async comment(id, actor, text) {
      if (!isUuid(id)) return { kind: 'missing' };
      const { rowCount } = await pool.query('SELECT 1 FROM exceptions WHERE id = $1', [id]);
      if (!rowCount) return { kind: 'missing' };
      await record(pool, id, { actor, kind: 'comment', text });
      return { kind: 'done', value: undefined };
    },
  };
}

/**
 * Locks the run first, as all do: so actions on exceptions of one run come one after the other. Else two would wait for
 * each other, or each take the other's exception for open still, and neither give up the lane.
 */
async function lock(client: pg.PoolClient, id: string): Promise<Locked | undefined> {
  if (!isUuid(id)) return undefined;
  await client.query(
    'SELECT FROM runs WHERE id = (SELECT run_id FROM exceptions WHERE id = $1) FOR NO KEY UPDATE',
    [id],
  );
  const { rows } = await client.query<Locked>(
    'SELECT id, run_id, node_id, status, input FROM exceptions WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0];
}

type NewEvent = Pick<ExceptionEvent, 'actor' | 'kind' | 'text' | 'before' | 'after'>;

function resumeEvent(exception: Locked, override: Override | undefined): Omit<NewEvent, 'actor'> {
  if (!override) return { kind: 'resumed' };
  if ('output' in override) return { kind: 'skipped', after: override.output };
  return { kind: 'resumed', before: exception.input, after: override.input };
}

async function record(db: Pick<pg.Pool, 'query'>, exceptionId: string, event: NewEvent): Promise<void> {
  await db.query(
    `INSERT INTO exception_events (id, exception_id, actor, kind, text, before, after)
     VALUES ($1, $2, $3, $4, $5, $6::json, $7::json)`,
    [
      uuidv7(),
      exceptionId,
      event.actor,
      event.kind,
      event.text === undefined ? null : plainText(event.text),
      JSON.stringify(event.before) ?? null,
      JSON.stringify(event.after) ?? null,
    ],
  );
}

async function settle(client: pg.PoolClient, runIds: readonly string[], status: 'resolved'): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `UPDATE exceptions SET status = $2, resolved_at = now()
     WHERE run_id = ANY ($1::uuid[]) AND status = 'open' RETURNING id`,
    [runIds, status],
  );
  for (const { id } of rows) await announce(client, id);
}

async function announce(client: pg.PoolClient, exceptionId: string): Promise<void> {
  await client.query(
    `SELECT pg_notify('crossdock_exception', json_build_object('exceptionId', id, 'runId', run_id, 'flowId', flow_id,
       'environment', environment, 'status', status)::text) FROM exceptions WHERE id = $1`,
    [exceptionId],
  );
}
