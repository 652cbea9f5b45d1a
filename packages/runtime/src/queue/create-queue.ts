import { createPostgresBackend, createRedisBackend } from 'bullmq';
import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { errorCode } from '../private-file.ts';
import { StartError } from '../start-error.ts';
import { bullmqQueue } from './bullmq-queue.ts';
import type { DispatchQueue } from './dispatch-queue.ts';

export interface QueueLocation {
  /** Redis, if there is one. */
  redisUrl: string | undefined;
  /** The database; BullMQ's tables get a schema of their own there when there is no Redis. */
  databaseUrl: string;
}

/** Opens the queue where it lives. @throws StartError when Redis does not answer */
export async function createQueue(
  { redisUrl, databaseUrl }: QueueLocation,
  log: Logger,
): Promise<DispatchQueue> {
  const queue = redisUrl ? await redisQueue(redisUrl, log) : postgresQueue(databaseUrl, log);
  await queue.ping();
  return queue;
}

async function redisQueue(url: string, log: Logger): Promise<DispatchQueue> {
  // BullMQ needs null for its blocking reads; commands then wait out a restart of Redis.
  const redis = new Redis(url, { maxRetriesPerRequest: null, lazyConnect: true });
  await connected(redis);
  redis.on('error', (error) => log.warn({ err: error }, 'redis error'));
  const close = async () => {
    if (redis.status === 'ready') await redis.quit().catch(() => undefined);
    redis.disconnect();
  };
  return bullmqQueue({ factory: createRedisBackend, connection: redis, bulkFrom: 2, close }, log);
}

/** What `connect` throws only says that the connection was closed; why, an event before it says. */
async function connected(redis: Redis): Promise<void> {
  let reason: Error | undefined;
  const keep = (error: Error): void => {
    reason = error;
  };
  redis.on('error', keep);
  try {
    await redis.connect();
  } catch (error) {
    redis.disconnect();
    const { host, port } = redis.options;
    throw new StartError(
      `Redis at ${host}:${port} cannot be used: ${reason?.message || errorCode(reason) || String(error)}`,
      'Start it, or correct REDIS_URL; without REDIS_URL the queue is kept in PostgreSQL',
      { cause: reason ?? error },
    );
  } finally {
    redis.off('error', keep);
  }
}

function postgresQueue(connectionString: string, log: Logger): DispatchQueue {
  const connection = {
    connectionString,
    schema: 'bullmq',
    migrate: true,
    max: 6,
    application_name: 'crossdock-queue',
    // The queue may forget: what a power cut takes from it, the reconciler finds. So nobody waits for its disk writes.
    options: '-c synchronous_commit=off',
  };
  // A bulk call creates temporary tables there, which costs as much as a handful of jobs.
  const bulkFrom = 8;
  return bullmqQueue(
    { factory: createPostgresBackend, connection, bulkFrom, close: async () => undefined },
    log,
  );
}
