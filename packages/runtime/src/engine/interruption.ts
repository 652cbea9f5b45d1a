import type { ClaimedRun, Clock, Stop } from './ports.ts';

/** Why a run stops before it has ended. */
export type Interruption = Stop | { kind: 'timeout' };

/** Whether what ended a step is an interruption of its run, and no failure of its own. */
export function isInterruption(cause: unknown): cause is Interruption {
  return typeof cause === 'object' && cause !== null && 'kind' in cause && !(cause instanceof Error);
}

/** Watches over a run for what may end it from outside: a stop, a request to cancel, its time-out. */
export interface Watch {
  /** Aborted when calls in flight must end: on everything but a shutdown. */
  readonly signal: AbortSignal;
  /** Why nothing new may be started; undefined while all is well. */
  reason(): Interruption | undefined;
  /** Stops watching, and ends what is still in flight. */
  close(): void;
}

/** @param stop aborted with a `Stop` by the worker */
export function watchRun(run: ClaimedRun, clock: Clock, stop: AbortSignal): Watch {
  const controller = new AbortController();
  const interrupt = (interruption: Interruption): void => {
    if (interruption.kind !== 'shutdown') controller.abort(interruption);
  };
  const onStop = (): void => interrupt(stopOf(stop));
  const timeLeft = run.deadlineAt && run.deadlineAt.getTime() - clock.now();

  if (run.cancelRequestedBy !== undefined) interrupt({ kind: 'cancel', by: run.cancelRequestedBy });
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  if (timeLeft !== undefined && timeLeft <= 0) interrupt({ kind: 'timeout' });
  const cancelTimer =
    timeLeft !== undefined && timeLeft > 0
      ? clock.timer(timeLeft, () => interrupt({ kind: 'timeout' }))
      : undefined;

  return {
    signal: controller.signal,
    reason: () => {
      if (controller.signal.aborted) return controller.signal.reason as Interruption;
      return stop.aborted ? stopOf(stop) : undefined;
    },
    close: () => {
      stop.removeEventListener('abort', onStop);
      cancelTimer?.();
      controller.abort({ kind: 'lease-lost' });
    },
  };
}

const stopKinds: readonly unknown[] = ['shutdown', 'cancel', 'lease-lost'] satisfies Stop['kind'][];

/** Whoever aborts without saying why wants the run let go. */
function stopOf(signal: AbortSignal): Stop {
  const reason: unknown = signal.reason;
  return isStop(reason) ? reason : { kind: 'shutdown' };
}

function isStop(reason: unknown): reason is Stop {
  return typeof reason === 'object' && reason !== null && 'kind' in reason && stopKinds.includes(reason.kind);
}
