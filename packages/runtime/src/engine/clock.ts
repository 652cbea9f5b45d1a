import type { Clock } from './ports.ts';

/** Longest delay that `setTimeout` takes (2^31 - 1 ms); more would fire at once. */
const longestDelayMs = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  timer: (delayMs, callback) => {
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), longestDelayMs));
    return () => clearTimeout(timer);
  },
};
