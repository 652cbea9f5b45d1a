import type { Logger } from 'pino';
import type { Dispatch, DispatchQueue } from '../queue/dispatch-queue.ts';

export interface ReconcilerOptions {
  /** Milliseconds between looks. */
  intervalMs: number;
  /** How long a dispatched run is left to the queue, in milliseconds. */
  graceMs: number;
  /** Finds so many at the most, and marks them as dispatched; `patienceMs` is for those that nobody has taken. */
  findStranded(options: { limit: number; patienceMs: number }): Promise<Dispatch[]>;
  /** Makes due what nobody has told that its turn has come. */
  wakeForgotten(): Promise<Dispatch[]>;
  queue: DispatchQueue;
  log: Logger;
}

const batchSize = 500;
/** How much longer runs are left to a queue that is behind: to add again what is in it would only hold it up more. */
const patience = 10;
/** Looks from one look for forgotten runs to the next: these are rarer, and a look costs more with many that wait. */
const looksBetween = 6;

/**
 * Looks now and then for runs that are due and that nobody works on, and dispatches them again. It is what makes
 * the queue expendable: Redis may be lost, a worker may die, nothing that was accepted stays lying.
 */
export function startReconciler({
  intervalMs,
  graceMs,
  findStranded,
  wakeForgotten,
  queue,
  log,
}: ReconcilerOptions): {
  stop(): Promise<void>;
} {
  let asking: Promise<Dispatch[]> = Promise.resolve([]);
  let looks = 0;
  let busy = false;
  let stopped = false;

  const look = async (): Promise<void> => {
    if (looks % looksBetween === 0) {
      asking = wakeForgotten();
      const forgotten = await asking;
      if (forgotten.length > 0) log.info({ runs: forgotten.length }, 'waking runs whose turn has come');
      await queue.add(forgotten);
    }
    looks += 1;
    const isBehind = (await queue.counts()).waiting > batchSize;
    const patienceMs = isBehind ? patience * graceMs : graceMs;
    let found = batchSize;
    while (found === batchSize && !stopped) {
      asking = findStranded({ limit: batchSize, patienceMs });
      const stranded = await asking;
      found = stranded.length;
      if (found > 0) log.info({ runs: found }, 'dispatching stranded runs again');
      await queue.add(stranded);
    }
  };

  const tick = (): void => {
    if (busy) return;
    busy = true;
    look()
      .catch((error: unknown) => log.warn({ err: error }, 'reconciler could not look'))
      .finally(() => {
        busy = false;
      });
  };

  const timer = setInterval(tick, intervalMs);
  timer.unref();
  tick();
  return {
    /** Waits for the database, but not for a queue that may be gone: what it does not take is found again. */
    async stop() {
      stopped = true;
      clearInterval(timer);
      await asking.catch(() => undefined);
    },
  };
}
