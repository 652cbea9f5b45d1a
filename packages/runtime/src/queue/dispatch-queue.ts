/** A run that is due, as it stands in the queue. Everything else is in Postgres. */
export interface Dispatch {
  runId: string;
  /** Number of the dispatch within its run; makes the job's id, so that a re-add is recognised. */
  dispatchNo: number;
  /** Milliseconds from now until it is due. */
  delayMs?: number;
}

export interface DispatchCounts {
  waiting: number;
  active: number;
  delayed: number;
}

export interface Consumer {
  /** Takes no further jobs and resolves when those under way are done. */
  close(): Promise<void>;
}

export interface ConsumerOptions {
  /** Jobs worked on at once by this process. */
  concurrency: number;
  /** Milliseconds after which another worker may take a job whose worker fell silent. Default 30,000. */
  lockMs?: number;
}

/**
 * Tells workers which runs are due. It may lose jobs or deliver one twice: leases in Postgres decide who
 * works on a run, and the reconciler dispatches again what is due and not worked on.
 */
export interface DispatchQueue {
  /** Adds jobs; one that is still in the queue under the same id is left as it is. */
  add(dispatches: readonly Dispatch[]): Promise<void>;
  /** Calls `handle` for each due run until closed; what it throws is logged and the job dropped. */
  consume(handle: (runId: string) => Promise<void>, options: ConsumerOptions): Promise<Consumer>;
  counts(): Promise<DispatchCounts>;
  /** @throws when the queue's store doesn't answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Id of a job. BullMQ forbids colons in it. */
export const jobIdOf = ({ runId, dispatchNo }: Dispatch): string => `r-${runId}-${dispatchNo}`;
