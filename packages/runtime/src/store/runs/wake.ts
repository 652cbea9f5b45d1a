import type pg from 'pg';
import type { Dispatch } from '../../queue/dispatch-queue.ts';

interface Woken {
  id: string;
  dispatch_no: number;
}

const toDispatch = ({ id, dispatch_no }: Woken): Dispatch => ({ runId: id, dispatchNo: dispatch_no });

/** Makes a run due, and marks it as dispatched. */
const wake = `
  UPDATE runs r SET next_attempt_at = now(), dispatch_no = r.dispatch_no + 1, dispatched_at = now()`;

/**
 * The run that comes after one that has given up its lane, if any, becomes due: also when it has not been parked behind
 * it yet, since its worker may just be about to.
 */
export async function wakeNextInLane(pool: pg.Pool, runIds: readonly string[]): Promise<Dispatch[]> {
  if (runIds.length === 0) return [];
  const { rows } = await pool.query<Woken>(wakeNext, [runIds]);
  return rows.map(toDispatch);
}

const wakeNext = `
  ${wake}
  FROM (
    SELECT DISTINCT first.id FROM runs ended, LATERAL (
      SELECT n.id FROM runs n
      WHERE n.lane_held AND n.flow_id = ended.flow_id AND n.environment = ended.environment
        AND n.ordering_key = ended.ordering_key
      ORDER BY n.seq LIMIT 1
    ) AS first
    WHERE ended.id = ANY ($1::uuid[])
  ) AS next
  WHERE r.id = next.id AND r.lease_token IS NULL AND (
    r.status = 'queued' OR r.status = 'waiting' AND r.waiting_for->>'reason' = 'ordering'
  )
  RETURNING r.id, r.dispatch_no`;

/**
 * Runs that wait because their flow had as many under way as it may become due, the oldest first, as far as there is
 * room now.
 * @param runIds runs of the flows in question
 */
export async function wakeForRoom(pool: pg.Pool, runIds: readonly string[]): Promise<Dispatch[]> {
  if (runIds.length === 0) return [];
  const { rows } = await pool.query<Woken>(wakeWaiting('id = ANY ($1::uuid[])'), [runIds]);
  return rows.map(toDispatch);
}

/** How many runs of the flow of `r` are under way, over all processes. */
export const underWay = `
  SELECT count(*) FROM runs b
  WHERE b.flow_id = r.flow_id AND b.environment = r.environment AND NOT b.test
    AND b.lease_token IS NOT NULL AND b.lease_expires_at > now()`;

/** Waits for room in its flow, and has not been woken. */
const parked = `status = 'waiting' AND waiting_for->>'reason' = 'concurrency' AND next_attempt_at = 'infinity'`;

/** Places given at once in one flow, at the most. */
const mostWoken = 100;

// Locked in the order of acceptance: so two of these don't lock each other out.
const wakeWaiting = (which: string) => `
  ${wake}
  FROM (
    SELECT next.id
    FROM (SELECT DISTINCT flow_id, environment FROM runs WHERE concurrency IS NOT NULL AND ${which}) AS r,
    LATERAL (${underWay}) AS busy (n),
    LATERAL (
      SELECT w.id, w.concurrency, row_number() OVER (ORDER BY w.seq) AS place FROM (
        SELECT id, concurrency, seq FROM runs
        WHERE flow_id = r.flow_id AND environment = r.environment AND ${parked}
        ORDER BY seq LIMIT ${mostWoken} FOR UPDATE
      ) AS w
    ) AS next
    WHERE busy.n + next.place <= next.concurrency
  ) AS next
  WHERE r.id = next.id AND r.lease_token IS NULL AND r.next_attempt_at = 'infinity'
  RETURNING r.id, r.dispatch_no`;

/**
 * Wakes what waits for its turn though its turn has come, because whoever should have woken it has died: the first run
 * of each lane, and as many of each flow with a limit as there is room for.
 */
export async function wakeForgotten(pool: pg.Pool): Promise<Dispatch[]> {
  const lanes = await pool.query<Woken>(wakeHeads);
  const limited = await pool.query<Woken>(wakeWaiting(parked));
  return [...lanes.rows, ...limited.rows].map(toDispatch);
}

const wakeHeads = `
  ${wake}
  FROM (
    SELECT DISTINCT ON (flow_id, environment, ordering_key) id FROM runs WHERE lane_held
    ORDER BY flow_id, environment, ordering_key, seq
  ) AS head
  WHERE r.id = head.id AND r.lease_token IS NULL AND r.next_attempt_at = 'infinity'
    AND r.status = 'waiting' AND r.waiting_for->>'reason' = 'ordering'
  RETURNING r.id, r.dispatch_no`;
