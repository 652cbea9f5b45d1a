import { setImmediate } from 'node:timers/promises';

/** Milliseconds for which a run of pure steps may keep the event loop to itself. */
const longestHoldMs = 15;

/** Makes a function that lets others have a turn when it was not called for a while, and else gives at once. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < longestHoldMs) return;
    await setImmediate();
    since = performance.now();
  };
}
