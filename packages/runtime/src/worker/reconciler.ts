import type { Logger } from 'pino';
import type { Dispatch, DispatchQueue } from '../queue/dispatch-queue.ts';

export interface ReconcilerOptions {
  /** Milliseconds between looks. */
  intervalMs: number;
  findStranded(): Promise<Dispatch[]>;
  queue: DispatchQueue;
  log: Logger;
}

/**
 * Looks now and then for runs that are due and that nobody works on, and dispatches them again. It is what makes
 * the queue expendable: Redis may be lost, a worker may die, nothing that was accepted stays lying.
 */
export function startReconciler({ intervalMs, findStranded, queue, log }: ReconcilerOptions): {
  stop(): Promise<void>;
} {
  let current: Promise<void> = Promise.resolve();
  let busy = false;

  const look = async (): Promise<void> => {
    try {
      const stranded = await findStranded();
      if (stranded.length === 0) return;
      log.info({ runs: stranded.length }, 'dispatching stranded runs again');
      await queue.add(stranded);
    } catch (error) {
      log.warn({ err: error }, 'reconciler could not look');
    }
  };

  const tick = (): void => {
    if (busy) return;
    busy = true;
    current = look().finally(() => {
      busy = false;
    });
  };

  const timer = setInterval(tick, intervalMs);
  timer.unref();
  tick();
  return {
    async stop() {
      clearInterval(timer);
      await current;
    },
  };
}
