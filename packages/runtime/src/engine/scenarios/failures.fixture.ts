import { StepFailure } from '../step-failure.ts';

export const unavailable = new StepFailure('technical-transient', 'http_503', 'ERP answered 503.', {
  withoutEffect: true,
  http: { method: 'POST', url: 'http://erp/orders', status: 503, latencyMs: 12 },
});
export const askedToWait = new StepFailure('technical-transient', 'http_429', 'ERP answered 429.', {
  retryAfterMs: 90_000,
});
export const unknownItem = new StepFailure('business', 'unknown_item', 'ERP knows no item ABC-123.', {
  detail: { item: 'ABC-123' },
});
export const reset = new StepFailure('technical-transient', 'connection_reset', 'The connection broke off');

/** Retries after one second, so that times can be told. */
export const fixed = { backoff: 'fixed', initialMs: 1000 } as const;
