import { afterAll, describe, it } from 'vitest';
import { startTestRedis } from '../redis-server.ts';
import { crashSuite } from './crash-suite.ts';
import { crashes } from './crashes.cases.ts';

const redis = await startTestRedis();

/** What the queue has a part in; the others are the same whatever it is made of. */
const ofTheQueue = crashes.filter(({ connection }) => connection === 'keyed');

describe('server killed, queue in Redis', () => {
  if ('missing' in redis) {
    it.skip(redis.missing, () => undefined);
    return;
  }
  afterAll(() => redis.stop());
  crashSuite(ofTheQueue, async () => ({ redisUrl: redis.url }));
});
