import type { Clock } from '../ports.ts';

interface Timer {
  at: number;
  callback: () => void;
}

/** A clock that stands still until it is told to go on; chance is always the same. */
export class HeldClock implements Clock {
  #now = Date.parse('2026-03-02T08:00:00.000Z');
  #timers = new Set<Timer>();
  readonly started = this.#now;

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  timer(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Lets time pass, and what was to be called in it be called. */
  pass(ms: number): void {
    this.#now += ms;
    const due = [...this.#timers].filter(({ at }) => at <= this.#now).toSorted((a, b) => a.at - b.at);
    for (const timer of due) if (this.#timers.delete(timer)) timer.callback();
  }

  /** Timers that nobody has called off. */
  get pending(): number {
    return this.#timers.size;
  }
}
