import type { Clock } from './ports.ts';
import { StepFailure } from './step-failure.ts';

/** Holds a step to its time-out and to what interrupts its run, whether or not its work listens to the signal. */
export interface StepLimits {
  /** Aborted with a `StepFailure` on time-out, with an `Interruption` when the run is interrupted. */
  readonly signal: AbortSignal;
  /** Settles as the work does, or rejects with the signal's reason as soon as that is aborted. */
  within<T>(work: Promise<T>): Promise<T>;
  /** To be called when the step is over. */
  end(): void;
}

/** @param runSignal aborted with an `Interruption` */
export function limitStep(timeoutMs: number, clock: Clock, runSignal: AbortSignal): StepLimits {
  const controller = new AbortController();
  const { signal } = controller;
  const interrupt = (): void => controller.abort(runSignal.reason);
  if (runSignal.aborted) interrupt();
  else runSignal.addEventListener('abort', interrupt, { once: true });
  const cancelTimer = clock.timer(timeoutMs, () => controller.abort(timeout(timeoutMs)));
  return {
    signal,
    within: (work) =>
      new Promise((resolve, reject) => {
        const stop = (): void => reject(signal.reason as Error);
        if (signal.aborted) stop();
        else signal.addEventListener('abort', stop, { once: true });
        work.then(resolve, reject);
      }),
    end: () => {
      cancelTimer();
      runSignal.removeEventListener('abort', interrupt);
    },
  };
}

const timeout = (timeoutMs: number): StepFailure =>
  new StepFailure('technical-transient', 'timeout', `No answer within ${timeoutMs / 1000} s`);
