import { describe, expect, it } from 'vitest';
import { Refusal } from '../refusal.ts';
import { LoginThrottle } from './login-throttle.ts';

/** A throttle whose clock the test holds. */
function heldThrottle() {
  let now = 0;
  const throttle = new LoginThrottle(() => now);
  return {
    /** Seconds to wait, or 0 when the attempt may be made. */
    attempt(email: string, address: string): number {
      try {
        throttle.attempt(email, address);
        return 0;
      } catch (error) {
        if (error instanceof Refusal) return error.retryAfterS ?? -1;
        throw error;
      }
    },
    succeeded: (email: string, address: string) => throttle.succeeded(email, address),
    wait: (seconds: number) => {
      now += seconds * 1000;
    },
  };
}

const times = (count: number) => Array.from({ length: count });

describe('log-in throttle', () => {
  it('doubles the pause with each further failure, up to a quarter of an hour', () => {
    const { attempt, wait } = heldThrottle();
    times(5).forEach(() => expect(attempt('a', '1')).toBe(0));
    const pauses = times(12).map(() => {
      const pause = attempt('a', '1');
      wait(pause);
      attempt('a', '1');
      return pause;
    });
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it('forgives an account that gets in, and keeps others apart', () => {
    const { attempt, succeeded } = heldThrottle();
    times(5).forEach(() => attempt('a', '1'));
    expect(attempt('a', '1')).toBeGreaterThan(0);
    expect(attempt('a', '2')).toBe(0);
    expect(attempt('b', '1')).toBe(0);
    succeeded('a', '1');
    expect(attempt('a', '1')).toBe(0);
  });

  it('slows an address down that tries many accounts', () => {
    const { attempt } = heldThrottle();
    times(50).forEach((_value, index) => expect(attempt(`user${index}`, '1')).toBe(0));
    expect(attempt('yet another', '1')).toBeGreaterThan(0);
    expect(attempt('yet another', '2')).toBe(0);
  });

  it('does not start an address anew when one of its accounts gets in', () => {
    const { attempt, succeeded, wait } = heldThrottle();
    times(49).forEach((_value, index) => attempt(`user${index}`, '1'));
    attempt('mine', '1');
    succeeded('mine', '1');
    expect(attempt('one more', '1')).toBe(0);
    expect(attempt('and another', '1')).toBeGreaterThan(0);
    wait(3600 + 1);
    expect(attempt('and another', '1')).toBe(0);
  });

  it('counts attempts that are made at once', () => {
    const { attempt } = heldThrottle();
    expect(times(8).map(() => attempt('a', '1') > 0)).toEqual([
      ...times(5).map(() => false),
      ...times(3).map(() => true),
    ]);
  });
});
