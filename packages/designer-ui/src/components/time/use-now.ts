import { useSyncExternalStore } from 'react';

interface Clock {
  now: number;
  subscribe: (listener: () => void) => () => void;
}

/** One timer for all readers of the same pace, running only while there are any. */
function createClock(everyMs: number): Clock {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | undefined;
  const clock: Clock = {
    now: Date.now(),
    subscribe(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => {
        clock.now = Date.now();
        for (const notify of listeners) notify();
      }, everyMs);
      clock.now = Date.now();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
  };
  return clock;
}

const clocks = { second: createClock(1000), calm: createClock(10_000) };

/** The time now in ms, read again every second or, `calm`, every ten. */
export function useNow(pace: keyof typeof clocks = 'calm'): number {
  const clock = clocks[pace];
  return useSyncExternalStore(clock.subscribe, () => clock.now);
}
