import { defaultRetry } from '@crossdock/flow-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { map } from './scenarios/flows.fixture.ts';
import { retryPolicyOf, waitBeforeRetry } from './retry.ts';

const exponential = { maxAttempts: 100, backoff: 'exponential', initialMs: 1000, maxMs: 60_000 } as const;
const wait = (attempts: number, random: number, retryAfterMs?: number, policy = {}) =>
  waitBeforeRetry({ policy: { ...exponential, ...policy }, attempts, random, retryAfterMs });

describe('retries', () => {
  it.each([
    ['doubles', wait(3, 1), 4000],
    ['has full jitter', wait(3, 0.25), 1000],
    ['may be none at all', wait(3, 0), 0],
    ['is capped', wait(20, 1), 60_000],
    ['honours Retry-After', wait(1, 0, 5000), 5000],
    ['takes the longer one', wait(5, 1, 5000), 16_000],
    ['is a day at the most', wait(1, 0, 10 * 86_400_000), 86_400_000],
    ['is fixed', wait(4, 0.1, undefined, { backoff: 'fixed' }), 1000],
    ['has an end', wait(3, 1, 5000, { maxAttempts: 3 }), undefined],
  ])('the wait %s', (_, given, expected) => {
    expect(given).toBe(expected);
  });

  it('never waits longer than the policy says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 99 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const ms = wait(attempts, random);
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(60_000);
        },
      ),
    );
  });

  it('takes what the node says over what the flow says over the default', () => {
    const node = map('a', '$', { retry: { maxAttempts: 8 } });
    expect(retryPolicyOf(node, { retry: { maxAttempts: 2, initialMs: 5 } })).toEqual({
      ...defaultRetry,
      maxAttempts: 8,
      initialMs: 5,
    });
  });
});
