import type { DecimalRule } from '../http/field-rules.ts';
import { Input } from '../http/input.ts';
import { faultModes, type Fault, type FaultMatch, type FaultMode } from './faults.ts';

const latencyRule: DecimalRule = { places: 0, min: 0, max: 600_000 };
const statusRule: DecimalRule = { places: 0, min: 400, max: 599 };
const retryAfterRule: DecimalRule = { places: 0, min: 0, max: 86_400 };
const timesRule: DecimalRule = { places: 0, min: 1, max: 1_000_000 };
const rateRule: DecimalRule = { places: 3, min: 1, max: 1000 };
const defaultLatencyMs = 1000;
const defaultRetryAfterSeconds = 1;

/**
 * Reads the body of `PUT /control/faults/:service`.
 * @throws Problem 400 naming every field at fault
 */
export function readFault(body: unknown): Fault {
  const input = Input.of(body);
  const mode = input.choice('mode', faultModes);
  const latencyMs = input.has('latencyMs') ? input.decimal('latencyMs', latencyRule) : undefined;
  const retryAfter = input.has('retryAfter') ? input.decimal('retryAfter', retryAfterRule) : undefined;
  const fault: Fault = {
    mode,
    latencyMs: latencyMs ?? (mode === 'latency' ? defaultLatencyMs : 0),
    status: input.has('status') ? input.decimal('status', statusRule) : defaultStatus(mode),
    ...readRetryAfter(mode, retryAfter),
    ...(input.has('times') ? { times: input.decimal('times', timesRule) } : {}),
    rate: input.has('rate') ? input.decimal('rate', rateRule) / 1000 : 1,
    match: input.has('match') ? readMatch(input.object('match')) : {},
  };
  input.check();
  return fault;
}

function defaultStatus(mode: FaultMode): number {
  return mode === 'rate-limited' ? 429 : 503;
}

function readRetryAfter(mode: FaultMode, given: number | undefined): { retryAfter?: number } {
  if (given !== undefined) return { retryAfter: given };
  return mode === 'rate-limited' ? { retryAfter: defaultRetryAfterSeconds } : {};
}

function readMatch(input: Input): FaultMatch {
  const method = input.optionalText('method');
  const path = input.optionalText('path');
  return { ...(method === undefined ? {} : { method }), ...(path === undefined ? {} : { path }) };
}
