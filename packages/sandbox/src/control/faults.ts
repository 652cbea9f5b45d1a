import type { JsonObject } from '../company/model.ts';

export const serviceNames = ['erp', 'storefront', 'carrier'] as const;
export type ServiceName = (typeof serviceNames)[number];

export const faultModes = [
  'none',
  'down',
  'error',
  'rate-limited',
  'timeout',
  'drop-answer',
  'latency',
] as const;
export type FaultMode = (typeof faultModes)[number];

export interface FaultMatch {
  method?: string;
  /** Within the service (`/sales-orders`) or from the root; a `*` at the end stands for any rest. */
  path?: string;
}

export interface Fault {
  mode: FaultMode;
  /** Waited before the mode takes effect. */
  latencyMs: number;
  status: number;
  /** Seconds. */
  retryAfter?: number;
  /** How many requests are struck before the service is well again; without it, until the fault is lifted. */
  times?: number;
  /** Which part of the matching requests is struck, above 0 and up to 1. */
  rate: number;
  match: FaultMatch;
}

export interface Target {
  method: string;
  /** The path within the service and from the root. */
  paths: readonly string[];
}

interface ActiveFault {
  fault: Fault;
  /** Requests struck so far. */
  hits: number;
  /** Carries the parts of `rate` until they make up a whole request. */
  due: number;
}

/** The faults that are switched on, one per service. They are not kept over a restart. */
export class FaultBoard {
  readonly #active = new Map<ServiceName, ActiveFault>();

  set(service: ServiceName, fault: Fault): void {
    if (fault.mode === 'none') this.#active.delete(service);
    else this.#active.set(service, { fault, hits: 0, due: 0 });
  }

  /** Lifts the fault of one service, or all faults. */
  clear(service?: ServiceName): void {
    if (service === undefined) this.#active.clear();
    else this.#active.delete(service);
  }

  /**
   * The fault that strikes this request, counted as a hit. A rate is spread evenly, not drawn by lot, so that a
   * test sees the same requests struck each time: with 0.25 every fourth.
   */
  strike(service: ServiceName, target: Target): Fault | undefined {
    const active = this.#active.get(service);
    if (active === undefined || !matches(active.fault.match, target)) return undefined;
    const { times, rate } = active.fault;
    if (times !== undefined && active.hits >= times) return undefined;
    active.due += rate;
    // Sums such as ten times 0.1 fall short of a whole by a rounding error.
    if (active.due < 1 - 1e-9) return undefined;
    active.due -= 1;
    active.hits += 1;
    return active.fault;
  }

  /** Per service what is switched on, how many requests it struck, and how many it still will. */
  report(): Record<ServiceName, JsonObject> {
    const describeService = (service: ServiceName): JsonObject => describe(this.#active.get(service));
    return {
      erp: describeService('erp'),
      storefront: describeService('storefront'),
      carrier: describeService('carrier'),
    };
  }
}

function describe(active: ActiveFault | undefined): JsonObject {
  if (active === undefined) return { mode: 'none', hits: 0 };
  const { fault, hits } = active;
  const remaining = fault.times === undefined ? {} : { remaining: fault.times - hits };
  return { ...fault, hits, ...remaining };
}

function matches(match: FaultMatch, { method, paths }: Target): boolean {
  if (match.method !== undefined && match.method.toUpperCase() !== method) return false;
  const { path } = match;
  if (path === undefined) return true;
  if (!path.endsWith('*')) return paths.includes(path);
  return paths.some((candidate) => candidate.startsWith(path.slice(0, -1)));
}
