/** What the benchmark asks of the process with BullMQ's no-op jobs, and what that says back. */
export interface NoopRequest {
  type: 'run';
  jobs: number;
  /** Jobs of one call; 1 adds them one by one. */
  bulk: number;
  /** Adds under way at once. */
  concurrency: number;
}

export interface NoopResult {
  type: 'done';
  seconds: number;
  cpuSeconds: number;
}
