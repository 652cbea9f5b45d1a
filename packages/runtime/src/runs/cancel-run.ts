import type { Dispatch } from '../queue/dispatch-queue.ts';

export interface CancelServices {
  /** Cancels a run that nobody works on, or asks its worker to; undefined when it had ended. */
  request(runId: string, actor: string): Promise<'cancelled' | 'running' | undefined>;
  /** The run that comes after one that has given up its lane, if any, becomes due. */
  wakeNextInLane(runIds: readonly string[]): Promise<Dispatch[]>;
  dispatch(due: readonly Dispatch[]): void;
}

/** Makes the function that cancels a run; what waited behind it in its lane goes on. */
export function runCanceller({
  request,
  wakeNextInLane,
  dispatch,
}: CancelServices): CancelServices['request'] {
  return async (runId, actor) => {
    const status = await request(runId, actor);
    if (status === 'cancelled') dispatch(await wakeNextInLane([runId]));
    return status;
  };
}
