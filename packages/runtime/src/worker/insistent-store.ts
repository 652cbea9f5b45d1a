import { setTimeout as pause } from 'node:timers/promises';
import type { CheckpointStore } from '../engine/ports.ts';
import { isDatabaseConflict, isDatabaseUnavailable } from '../store/unavailable.ts';

/** First pause between attempts, in milliseconds; each further one is twice as long. */
const firstPauseMs = 50;

/**
 * A store that tries again while the database does not answer, for as long as a lease lasts: what a call came to is
 * known only here, and worth more than the wait. To commit twice does no harm, since the lease fences it and the same
 * records are replaced.
 */
export function insistentStore(store: CheckpointStore, leaseMs: number): CheckpointStore {
  return {
    async checkpoint(lease, checkpoint) {
      const end = performance.now() + leaseMs;
      for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
        try {
          return await store.checkpoint(lease, checkpoint);
        } catch (error) {
          const passes = isDatabaseUnavailable(error) || isDatabaseConflict(error);
          if (!passes || performance.now() + pauseMs > end) throw error;
          await pause(pauseMs);
        }
      }
    },
  };
}
