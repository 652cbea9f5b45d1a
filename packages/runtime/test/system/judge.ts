import type pg from 'pg';
import type { Ledger } from './erp.ts';

/** What became of a message that was accepted. */
export interface RunFate {
  status: string;
  openExceptions: number;
}

export interface Evidence {
  /** Order number → run, of every order that was answered with a 2xx. */
  accepted: ReadonlyMap<string, string>;
  fates: ReadonlyMap<string, RunFate>;
  ledger: Pick<Ledger, 'byOrderNumber'>;
}

export interface Judgement {
  /** Accepted, but neither booked by a run that succeeded nor waiting for a person as an exception. */
  lost: string[];
  /** Booked more than once; also orders whose acceptance nobody was told of. */
  doubled: string[];
  /** Stand as an exception. */
  exceptions: string[];
}

/** Holds the delivery promise against what the ERP and the runs say. */
export function judge({ accepted, fates, ledger }: Evidence): Judgement {
  const bookings = (orderNumber: string): number => ledger.byOrderNumber[orderNumber]?.bookings ?? 0;
  const isException = (runId: string): boolean => {
    const fate = fates.get(runId);
    return fate?.status === 'failed' && fate.openExceptions > 0;
  };
  const orders = [...accepted];
  return {
    lost: orders.flatMap(([orderNumber, runId]) => {
      const delivered = fates.get(runId)?.status === 'succeeded' && bookings(orderNumber) > 0;
      return delivered || isException(runId) ? [] : [orderNumber];
    }),
    doubled: Object.keys(ledger.byOrderNumber).filter((orderNumber) => bookings(orderNumber) > 1),
    exceptions: orders.flatMap(([orderNumber, runId]) => (isException(runId) ? [orderNumber] : [])),
  };
}

/** Reads what became of runs from the database itself. */
export async function fatesOf(pool: pg.Pool, runIds: Iterable<string>): Promise<Map<string, RunFate>> {
  const { rows } = await pool.query<{ id: string; status: string; open: number }>(
    `SELECT r.id, r.status,
       (SELECT count(*) FROM exceptions e WHERE e.run_id = r.id AND e.status = 'open')::int AS open
     FROM runs r WHERE r.id = ANY ($1::uuid[])`,
    [[...runIds]],
  );
  return new Map(rows.map(({ id, status, open }) => [id, { status, openExceptions: open }]));
}
