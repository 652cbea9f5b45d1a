import type { OrderRequestOutcome } from './model.ts';

export interface LedgerEntry {
  bookings: number;
  requests: number;
}

/** The counts as `GET /control/ledger` answers them; `requests = salesOrders + idempotentReplays + refused`. */
export interface LedgerReport {
  salesOrders: number;
  requests: number;
  idempotentReplays: number;
  refused: number;
  byOrderNumber: Record<string, LedgerEntry>;
}

/** Counts what was asked of the ERP against what it booked: a lost or doubled order shows here. */
export class OrderLedger {
  readonly #byOrderNumber = new Map<string, LedgerEntry>();
  readonly #counts: Record<OrderRequestOutcome, number> = { booked: 0, replayed: 0, refused: 0 };

  /** Counts one sales-order request; one so malformed that it names no order counts in the totals only. */
  record(outcome: OrderRequestOutcome, orderNumber: string | undefined): void {
    this.#counts[outcome] += 1;
    if (orderNumber === undefined) return;
    const entry = this.#byOrderNumber.get(orderNumber) ?? { bookings: 0, requests: 0 };
    entry.requests += 1;
    if (outcome === 'booked') entry.bookings += 1;
    this.#byOrderNumber.set(orderNumber, entry);
  }

  report(): LedgerReport {
    const { booked, replayed, refused } = this.#counts;
    return {
      salesOrders: booked,
      requests: booked + replayed + refused,
      idempotentReplays: replayed,
      refused,
      byOrderNumber: Object.fromEntries(this.#byOrderNumber),
    };
  }
}
