import { withBackend, type BackendFactory, type IQueueBackend } from 'bullmq';
import type { Logger } from 'pino';
import { groupCommit } from '../store/group-commit.ts';
import { jobIdOf, type Consumer, type Dispatch, type DispatchQueue } from './dispatch-queue.ts';

/** What a back end brings: how BullMQ reaches it, and what has to be closed after BullMQ. */
export interface QueueBackend<Backend extends IQueueBackend, Connection> {
  factory: BackendFactory<Backend, Connection>;
  connection: Connection;
  /** From how many jobs on a bulk call is the cheaper way to add them. */
  bulkFrom: number;
  close(): Promise<void>;
}

interface RunJob {
  runId: string;
}

const queueName = 'runs';
/** Jobs of one bulk call at the most. */
const maxBulk = 500;

/**
 * Finished and failed jobs are removed: the run's fate stands in Postgres, and a kept failed id would
 * make BullMQ ignore the reconciler's re-add. Retries are the engine's, not BullMQ's.
 */
const jobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

/** A `DispatchQueue` on BullMQ, the same on every back end. */
export function bullmqQueue<Backend extends IQueueBackend, Connection>(
  { factory, connection, bulkFrom, close }: QueueBackend<Backend, Connection>,
  log: Logger,
): DispatchQueue {
  const { Queue, Worker } = withBackend(factory);
  const queue = new Queue<RunJob, void>(queueName, { connection });
  queue.on('error', (error) => log.warn({ err: error }, 'queue error'));
  const consumers = new Set<Consumer>();
  // What comes while a call is under way goes with the next one.
  const add = groupCommit({
    flush: async (dispatches: readonly Dispatch[]) => {
      const jobs = dispatches.map(toJob);
      if (jobs.length >= bulkFrom) return queue.addBulk(jobs);
      return Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts)));
    },
    maxItems: maxBulk,
    lanes: 1,
  });

  return {
    async add(dispatches) {
      await Promise.all(dispatches.map(add));
    },
    async consume(handle, { concurrency, lockMs = 30_000 }) {
      const worker = new Worker<RunJob, void>(queueName, ({ data }) => handle(data.runId), {
        connection,
        concurrency,
        lockDuration: lockMs,
        stalledInterval: lockMs,
        removeOnComplete: { count: 0 },
        removeOnFail: { count: 0 },
      });
      worker.on('error', (error) => log.warn({ err: error }, 'queue worker error'));
      worker.on('failed', (job, error) =>
        log.error({ err: error, runId: job?.data.runId }, 'run left to the reconciler'),
      );
      await worker.waitUntilReady();
      const consumer = { close: () => worker.close() };
      consumers.add(consumer);
      return consumer;
    },
    async counts() {
      const counts = await queue.getJobCounts('waiting', 'active', 'delayed');
      return {
        waiting: counts['waiting'] ?? 0,
        active: counts['active'] ?? 0,
        delayed: counts['delayed'] ?? 0,
      };
    },
    async ping() {
      await queue.count();
    },
    async close() {
      await orGiveUp(
        Promise.all([...consumers].map((consumer) => consumer.close())).then(() => queue.close()),
      );
      await close();
    },
  };
}

/** How long closing in good order may take, in milliseconds: a queue whose store is gone would wait for it for ever. */
const closeMs = 3_000;

async function orGiveUp(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeMs);
  });
  await Promise.race([closing, patience]);
  clearTimeout(timer);
}

function toJob(dispatch: Dispatch) {
  return {
    name: 'run',
    data: { runId: dispatch.runId },
    opts: {
      ...jobOptions,
      jobId: jobIdOf(dispatch),
      ...(dispatch.delayMs ? { delay: Math.ceil(dispatch.delayMs) } : {}),
    },
  };
}
