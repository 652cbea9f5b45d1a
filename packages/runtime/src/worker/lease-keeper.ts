import type { Logger } from 'pino';
import type { Lease, Stop } from '../engine/ports.ts';
import type { RenewedLease } from '../store/runs/leases.ts';

const lost: Stop = { kind: 'lease-lost' };

interface Held {
  lease: Lease;
  controller: AbortController;
  /** When others may take the run: milliseconds of a clock that no one sets. */
  expiresAt: number;
}

export interface LeaseKeeperOptions {
  leaseMs: number;
  renew(leases: readonly Lease[]): Promise<RenewedLease[]>;
  log: Logger;
}

/**
 * Renews the leases of all runs under way in one statement, well before they end, and aborts the work on those that
 * were lost: because somebody else has them now, or because the database could not be asked in time.
 */
export class LeaseKeeper {
  readonly #held = new Map<string, Held>();
  readonly #options: LeaseKeeperOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #watch: NodeJS.Timeout;
  #renewing = false;
  #stopping: Stop | undefined;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#renewAll(), options.leaseMs / 3).unref();
    // Apart from renewing, which may hang: a database that is slow to answer must not keep us at work.
    this.#watch = setInterval(() => this.#abortExpired(), options.leaseMs / 10).unref();
  }

  /** Keeps a lease until released. Gives the signal that tells when to stop working on the run: at once, if all do. */
  hold(lease: Lease): AbortSignal {
    const controller = new AbortController();
    if (this.#stopping) controller.abort(this.#stopping);
    this.#held.set(lease.runId, { lease, controller, expiresAt: performance.now() + this.#options.leaseMs });
    return controller.signal;
  }

  release(lease: Lease): void {
    if (this.#held.get(lease.runId)?.lease.token === lease.token) this.#held.delete(lease.runId);
  }

  abort(runId: string, reason: Stop): void {
    this.#held.get(runId)?.controller.abort(reason);
  }

  /** Stops the work on all runs, also on those that come yet. */
  abortAll(reason: Stop): void {
    this.#stopping = reason;
    for (const { controller } of this.#held.values()) controller.abort(reason);
  }

  get size(): number {
    return this.#held.size;
  }

  stop(): void {
    clearInterval(this.#timer);
    clearInterval(this.#watch);
  }

  async #renewAll(): Promise<void> {
    const asked = [...this.#held.values()];
    if (asked.length === 0 || this.#renewing) return;
    this.#renewing = true;
    const renewedAt = performance.now();
    try {
      const renewed = await this.#options.renew(asked.map(({ lease }) => lease));
      const byRun = new Map(renewed.map((lease) => [lease.runId, lease]));
      for (const held of asked) this.#settle(held, byRun.get(held.lease.runId), renewedAt);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'leases could not be renewed');
    } finally {
      this.#renewing = false;
    }
  }

  #abortExpired(): void {
    const now = performance.now();
    for (const { controller, expiresAt } of this.#held.values()) if (expiresAt <= now) controller.abort(lost);
  }

  #settle(held: Held, renewed: RenewedLease | undefined, renewedAt: number): void {
    if (!renewed) held.controller.abort(lost);
    else if (renewed.cancelRequestedBy !== null)
      held.controller.abort({ kind: 'cancel', by: renewed.cancelRequestedBy } satisfies Stop);
    held.expiresAt = renewedAt + this.#options.leaseMs;
  }
}
