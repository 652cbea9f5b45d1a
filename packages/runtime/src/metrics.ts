import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { DispatchQueue } from './queue/dispatch-queue.ts';
import type { LiveEvents } from './api/stream.ts';

export interface Metrics {
  /** Prometheus's text format. */
  read(): Promise<string>;
  contentType: string;
}

export interface MetricSources {
  queue: DispatchQueue;
  live: LiveEvents;
  countOpenExceptions(): Promise<number>;
}

/** Figures of this process, and of the queue and exceptions that all processes share. Read when asked for. */
export function createMetrics({ queue, live, countOpenExceptions }: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const ended = new Counter({
    name: 'crossdock_runs_total',
    help: 'Runs that have changed to this status since the start of this process',
    labelNames: ['status', 'environment'],
    registers: [registry],
  });
  const opened = new Counter({
    name: 'crossdock_exceptions_total',
    help: 'Exceptions that have changed to this status since the start of this process',
    labelNames: ['status', 'environment'],
    registers: [registry],
  });
  live.subscribe((name, data) => {
    if (name === 'run') ended.inc(labelsOf(data));
    if (name === 'exception') opened.inc(labelsOf(data));
  });
  new Gauge({
    name: 'crossdock_queue_jobs',
    help: 'Runs in the queue',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'crossdock_exceptions_open',
    help: 'Exceptions that nobody has dealt with',
    registers: [registry],
    async collect() {
      this.set(await countOpenExceptions());
    },
  });
  return { read: () => registry.metrics(), contentType: registry.contentType };
}

function labelsOf(data: object): { status: string; environment: string } {
  return {
    status: String(Reflect.get(data, 'status')),
    environment: String(Reflect.get(data, 'environment')),
  };
}
