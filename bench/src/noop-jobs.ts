import {
  createPostgresBackend,
  createRedisBackend,
  withBackend,
  type BackendFactory,
  type IQueueBackend,
} from 'bullmq';
import { Redis } from 'ioredis';
import { atMost } from './at-most.ts';
import type { NoopRequest, NoopResult } from './noop-message.ts';

/*
 * BullMQ alone: a process that adds jobs which do nothing and works on them. This is what the queue itself costs.
 * It takes REDIS_URL or DATABASE_URL. One process does both sides, like the server that it is compared with.
 */

/** As many as the server works on at once, unless told otherwise. */
const workers = 50;
const queueName = 'noop';
const jobOptions = { removeOnComplete: true, removeOnFail: true };

type Run = (request: NoopRequest) => Promise<NoopResult>;

async function open(): Promise<Run> {
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl) return noopRunner(createRedisBackend, new Redis(redisUrl, { maxRetriesPerRequest: null }));
  const connectionString = process.env['DATABASE_URL'] ?? '';
  return noopRunner(createPostgresBackend, { connectionString, schema: 'noop', migrate: true });
}

async function noopRunner<Backend extends IQueueBackend, Connection>(
  factory: BackendFactory<Backend, Connection>,
  connection: Connection,
): Promise<Run> {
  const { Queue, Worker } = withBackend(factory);
  const queue = new Queue<object, void>(queueName, { connection });
  await queue.waitUntilReady();
  let left = 0;
  let allDone = (): void => undefined;
  const work = async (): Promise<void> => undefined;
  const worker = new Worker<object, void>(queueName, work, { connection, concurrency: workers });
  worker.on('completed', () => {
    left -= 1;
    if (left === 0) allDone();
  });
  await worker.waitUntilReady();

  return async ({ jobs, bulk, concurrency }) => {
    left = jobs;
    const done = new Promise<void>((resolve) => {
      allDone = resolve;
    });
    const calls = Array.from({ length: Math.ceil(jobs / bulk) }, (_, call) =>
      Math.min(bulk, jobs - call * bulk),
    );
    const cpu = process.cpuUsage();
    const begun = performance.now();
    await atMost(concurrency, calls, async (count) => {
      const job = { name: 'noop', data: {}, opts: jobOptions };
      if (count === 1) await queue.add(job.name, job.data, job.opts);
      else await queue.addBulk(Array.from({ length: count }, () => job));
    });
    await done;
    const { user, system } = process.cpuUsage(cpu);
    return { type: 'done', seconds: (performance.now() - begun) / 1000, cpuSeconds: (user + system) / 1e6 };
  };
}

const run = await open();
process.on('message', (request: NoopRequest) => {
  void run(request).then((result) => process.send?.(result));
});
process.send?.({ type: 'ready' });
