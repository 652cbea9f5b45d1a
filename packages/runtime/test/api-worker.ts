import { startWorker, type RunningWorker } from '../src/worker/start-worker.ts';
import type { TestApi } from './api-server.ts';

/** Starts a worker beside a test's API, in the same process, so that what the API accepts is run. */
export const startTestWorker = ({ parts }: TestApi): Promise<RunningWorker> =>
  startWorker(
    { ...parts, effectKey: new Uint8Array(32), observer: {} },
    { concurrency: 4, leaseMs: 30_000, reconcileMs: 500, dispatchGraceMs: 500, shutdownMs: 5_000 },
  );
