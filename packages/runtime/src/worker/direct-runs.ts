import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { LocalWorker, Place } from '../runs/start-run.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';

export interface DirectRunsOptions {
  worker: {
    work(run: ClaimedRow): Promise<void>;
    /** Runs under way that came from the queue. */
    readonly fromQueue: number;
  };
  /** Runs that this process works on at once. */
  concurrency: number;
  leaseMs: number;
  log: Logger;
}

/**
 * Runs that this process works on as soon as it has accepted them, without a detour through the queue. It takes them
 * only while it has room: under load they queue up, where whoever is free takes the oldest first. A caller that waits
 * for an answer is not made to stand behind those that don't.
 */
export class DirectRuns implements LocalWorker {
  readonly #options: DirectRunsOptions;
  #taken = 0;
  #stopping: (() => void) | undefined;

  constructor(options: DirectRunsOptions) {
    this.#options = options;
  }

  reserve(awaited: boolean): Place | undefined {
    const { worker, concurrency, leaseMs, log } = this.#options;
    const busy = this.#taken + (awaited ? 0 : worker.fromQueue);
    if (this.#stopping || busy >= concurrency) return undefined;
    this.#taken += 1;
    return {
      leaseMs,
      work: async (run) => {
        try {
          // Senders get their 202 before the processor turns to what they have sent.
          if (!awaited) await setImmediate();
          await worker.work(run);
        } catch (error) {
          log.error({ err: error, runId: run.id }, 'run left to the reconciler');
        } finally {
          this.#leave();
        }
      },
      leave: () => this.#leave(),
    };
  }

  /** Gives no more places, and resolves when all have been left. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#stopping = resolve;
      if (this.#taken === 0) resolve();
    });
  }

  #leave(): void {
    this.#taken -= 1;
    if (this.#taken === 0) this.#stopping?.();
  }
}
