import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { DispatchQueue } from './queue/dispatch-queue.ts';
import type { LiveEvents } from './api/stream.ts';
import type { Backlog } from './store/backlog.ts';

export interface Metrics {
  /** Prometheus's text format. */
  read(): Promise<string>;
  contentType: string;
}

export interface MetricSources {
  queue: DispatchQueue;
  live: LiveEvents;
  readBacklog(): Promise<Backlog>;
}

/** Figures of this process, and of what all processes share. Read when asked for. */
export function createMetrics(sources: MetricSources): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countChanges(registry, sources.live);
  gaugeQueue(registry, sources.queue);
  const readGauges = backlogGauges(registry, sources);
  return {
    async read() {
      await readGauges();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** A run tells of itself at each checkpoint, but ends once for each time that it is started or resumed. */
const ends: ReadonlySet<string> = new Set(['succeeded', 'failed', 'cancelled']);

function countChanges(registry: Registry, live: LiveEvents): void {
  const ended = new Counter({
    name: 'crossdock_runs_total',
    help: 'Runs of all processes that have ended so since the start of this process',
    labelNames: ['status', 'environment'],
    registers: [registry],
  });
  const changed = new Counter({
    name: 'crossdock_exceptions_total',
    help: 'Exceptions of all processes that have changed to this status since the start of this process',
    labelNames: ['status', 'environment'],
    registers: [registry],
  });
  live.subscribe((name, data) => {
    const labels = labelsOf(data);
    if (name === 'run' && ends.has(labels.status)) ended.inc(labels);
    if (name === 'exception') changed.inc(labels);
  });
}

function gaugeQueue(registry: Registry, queue: DispatchQueue): void {
  new Gauge({
    name: 'crossdock_queue_jobs',
    help: 'Runs in the queue',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await queue.counts())) this.set({ state }, count);
    },
  });
}

/** @returns a function that brings the gauges up to date */
function backlogGauges(registry: Registry, { readBacklog }: MetricSources): () => Promise<void> {
  const registers = [registry];
  const open = new Gauge({
    name: 'crossdock_exceptions_open',
    help: 'Exceptions that nobody has dealt with',
    labelNames: ['class', 'desk'],
    registers,
  });
  const waiting = new Gauge({
    name: 'crossdock_runs_waiting',
    help: 'Runs that wait, by what they wait for',
    labelNames: ['reason'],
    registers,
  });
  const oldest = new Gauge({
    name: 'crossdock_oldest_due_seconds',
    help: 'For how long the oldest run that is due has waited for a worker',
    registers,
  });
  return async () => {
    const backlog = await readBacklog();
    open.reset();
    for (const { count, ...labels } of backlog.openExceptions) open.set(labels, count);
    waiting.reset();
    for (const { count, ...labels } of backlog.waiting) waiting.set(labels, count);
    oldest.set(backlog.oldestDueS);
  };
}

function labelsOf(data: object): { status: string; environment: string } {
  return {
    status: String(Reflect.get(data, 'status')),
    environment: String(Reflect.get(data, 'environment')),
  };
}
