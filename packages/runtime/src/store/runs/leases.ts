import type pg from 'pg';
import type { Lease } from '../../engine/ports.ts';
import type { Dispatch } from '../../queue/dispatch-queue.ts';

/** A lease that goes on, and whether somebody has asked for the run to be cancelled. */
export interface RenewedLease {
  runId: string;
  cancelRequestedBy: string | null;
}

/** Extends leases by the database's clock. Those that are not in the answer are lost. */
export async function renewLeases(
  pool: pg.Pool,
  leases: readonly Lease[],
  leaseMs: number,
): Promise<RenewedLease[]> {
  const { rows } = await pool.query<RenewedLease>(
    // Locked in the order in which checkpoints lock them: so neither waits for the other forever.
    `WITH held AS MATERIALIZED (
       SELECT r.id FROM runs r JOIN unnest($1::uuid[], $2::uuid[]) AS l (id, token)
         ON r.id = l.id AND r.lease_token = l.token
       ORDER BY r.id FOR UPDATE OF r
     )
     UPDATE runs r SET lease_expires_at = now() + $3 * interval '1 ms' FROM held
     WHERE r.id = held.id
     RETURNING r.id AS "runId", r.cancel_requested_by AS "cancelRequestedBy"`,
    [leases.map(({ runId }) => runId), leases.map(({ token }) => token), leaseMs],
  );
  return rows;
}

/** Gives runs back unfinished, so that another worker can go on with them at once. */
export async function releaseLeases(pool: pg.Pool, leases: readonly Lease[]): Promise<Dispatch[]> {
  const { rows } = await pool.query<{ id: string; dispatch_no: number }>(
    `UPDATE runs r SET lease_token = NULL, lease_expires_at = NULL, status = 'queued', dispatched_at = NULL,
       dispatch_no = dispatch_no + 1
     FROM unnest($1::uuid[], $2::uuid[]) AS l (id, token)
     WHERE r.id = l.id AND r.lease_token = l.token
     RETURNING r.id, r.dispatch_no`,
    [leases.map(({ runId }) => runId), leases.map(({ token }) => token)],
  );
  return rows.map(({ id, dispatch_no }) => ({ runId: id, dispatchNo: dispatch_no }));
}
