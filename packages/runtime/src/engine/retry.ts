import { defaultRetry, type FlowNode, type FlowSettings, type RetryPolicy } from '@crossdock/flow-schema';

/** However long the other side asks us to wait, a run is not parked for longer than a day. */
const longestWaitMs = 86_400_000;

/** What a node says goes over what its flow says, and that over the default. */
export function retryPolicyOf(node: FlowNode, settings: FlowSettings | undefined): RetryPolicy {
  return { ...defaultRetry, ...settings?.retry, ...node.retry };
}

export interface FailedAttempt {
  policy: RetryPolicy;
  /** Attempts made since the start or the last resume, this one included. */
  attempts: number;
  /** What the other side asked for. */
  retryAfterMs: number | undefined;
  /** 0 <= x < 1 */
  random: number;
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined if none is left. Exponential back-off
 * has full jitter (anything between none and all of the wait), so that runs that failed together do not come
 * back together.
 */
export function waitBeforeRetry({
  policy,
  attempts,
  retryAfterMs,
  random,
}: FailedAttempt): number | undefined {
  if (attempts >= policy.maxAttempts) return undefined;
  const wait =
    policy.backoff === 'fixed'
      ? Math.min(policy.initialMs, policy.maxMs)
      : random * Math.min(policy.initialMs * 2 ** (attempts - 1), policy.maxMs);
  return Math.round(Math.min(Math.max(wait, retryAfterMs ?? 0), longestWaitMs));
}
