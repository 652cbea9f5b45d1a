import { describe } from 'vitest';
import { startTestRedis } from '../redis-server.ts';
import { crashSuite } from './crash-suite.ts';
import { crashes } from './crashes.cases.ts';

/** What the queue has a part in; the others are the same whatever it is made of. */
const ofTheQueue = crashes.filter(({ connection }) => connection === 'keyed');

describe('server killed, queue in Redis', () => {
  crashSuite(ofTheQueue, async () => ({ redis: await startTestRedis() }));
});
