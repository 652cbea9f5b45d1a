import { startTestRedis, type RedisMissing, type TestRedis } from '../redis-server.ts';

/** What a world keeps its queue in. */
export interface QueueUnderTest {
  /** Absent: the queue is in the world's own database. */
  redis?: TestRedis | RedisMissing;
}

/** Every back end of the queue; `open` starts what it needs. */
export const queues: readonly { name: string; open(): Promise<QueueUnderTest> }[] = [
  { name: 'PostgreSQL', open: async () => ({}) },
  { name: 'Redis', open: async () => ({ redis: await startTestRedis() }) },
];

/** Why a queue cannot be tested here. */
export const missingOf = ({ redis }: QueueUnderTest): string | undefined =>
  redis && 'missing' in redis ? redis.missing : undefined;

export const redisOf = ({ redis }: QueueUnderTest): TestRedis | undefined =>
  redis && 'url' in redis ? redis : undefined;
