import type { HttpClient, ResolvedConnection } from '@crossdock/connectors';
import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import { systemClock } from '../engine/clock.ts';
import type {
  EdiRegister,
  EngineServices,
  LookupSource,
  SchemaSource,
  RunObserver,
} from '../engine/ports.ts';
import type { Consumer, Dispatch, DispatchQueue } from '../queue/dispatch-queue.ts';
import type { LocalWorker, StartRun } from '../runs/start-run.ts';
import type { Listener } from '../store/listener.ts';
import type { DatabasePool } from '../store/pool.ts';
import { announcer } from '../store/announcements.ts';
import { openOverdue } from '../store/edi/overdue.ts';
import { checkpointStore } from '../store/runs/checkpoint.ts';
import { claimer } from '../store/runs/claim.ts';
import { releaseLeases, renewLeases } from '../store/runs/leases.ts';
import { findStranded } from '../store/runs/reconcile.ts';
import { wakeForgotten } from '../store/runs/wake.ts';
import { dueSchedules, moveSchedule } from '../store/schedules.ts';
import { connectorGateway } from './connector-gateway.ts';
import { DirectRuns } from './direct-runs.ts';
import { insistentStore } from './insistent-store.ts';
import { LeaseKeeper } from './lease-keeper.ts';
import { startOverdueWatch } from './overdue-watch.ts';
import { startReconciler } from './reconciler.ts';
import { RunWorker } from './run-worker.ts';
import { startScheduler } from './scheduler.ts';

export interface WorkerSettings {
  concurrency: number;
  leaseMs: number;
  reconcileMs: number;
  dispatchGraceMs: number;
  shutdownMs: number;
}

export interface WorkerServices {
  pool: DatabasePool;
  queue: DispatchQueue;
  dispatch(due: readonly Dispatch[]): void;
  listener: Listener;
  http: HttpClient;
  connectionOf(key: string, environment: string): Promise<ResolvedConnection | undefined>;
  variablesOf(environment: string): Promise<Readonly<Record<string, unknown>>>;
  tables: LookupSource;
  schemas: SchemaSource;
  edi: EdiRegister;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  observer: RunObserver;
  effectKey: Uint8Array;
  startRun: StartRun;
  log: Logger;
}

export interface RunningWorker {
  /** Takes runs that this process has just accepted. */
  local: LocalWorker;
  /** Drains: takes nothing new, lets calls in flight finish, and gives the rest back. */
  stop(): Promise<void>;
}

/** Starts all that works on runs in this process. */
export async function startWorker(
  services: WorkerServices,
  settings: WorkerSettings,
): Promise<RunningWorker> {
  const { pool, queue, log, listener } = services;
  const leases = new LeaseKeeper({
    leaseMs: settings.leaseMs,
    renew: (held) => renewLeases(pool, held, settings.leaseMs),
    log,
  });
  const worker = new RunWorker({
    claim: claimer(pool, { leaseMs: settings.leaseMs, dispatch: services.dispatch }),
    definitionOf: services.definitionOf,
    release: async (lease) => services.dispatch(await releaseLeases(pool, [lease])),
    engine: engineServices(services, settings.leaseMs),
    leases,
    log,
  });
  const direct = new DirectRuns({
    worker,
    concurrency: settings.concurrency,
    leaseMs: settings.leaseMs,
    log,
  });
  listener.on('crossdock_cancel', (payload) => {
    const { runId, by } = JSON.parse(payload) as { runId: string; by: string };
    leases.abort(runId, { kind: 'cancel', by });
  });
  const consumer = await queue.consume((runId) => worker.handle(runId), {
    concurrency: settings.concurrency,
    // A dead worker's job and its lease are free at the same time.
    lockMs: settings.leaseMs,
  });
  const reconciler = startReconciler({
    intervalMs: settings.reconcileMs,
    graceMs: settings.dispatchGraceMs,
    findStranded: (options) => findStranded(pool, settings.dispatchGraceMs, options),
    wakeForgotten: () => wakeForgotten(pool),
    queue,
    log,
  });
  const scheduler = startScheduler({
    dueSchedules: (now) => dueSchedules(pool, now),
    moveSchedule: (due, next) => moveSchedule(pool, due, next),
    definitionOf: services.definitionOf,
    startRun: services.startRun,
    log,
  });
  const announce = announcer(pool, log);
  const overdueWatch = startOverdueWatch({
    intervalMs: settings.reconcileMs,
    openOverdue: () => openOverdue(pool, announce),
    log,
  });

  return {
    local: direct,
    async stop() {
      await Promise.all([scheduler.stop(), reconciler.stop(), overdueWatch.stop()]);
      await drain({ consumer, direct, leases }, settings.shutdownMs);
      leases.stop();
    },
  };
}

function engineServices(services: WorkerServices, leaseMs: number): EngineServices {
  const { pool, dispatch, http, connectionOf, variablesOf, tables, schemas, edi, observer, effectKey, log } =
    services;
  return {
    store: insistentStore(checkpointStore(pool, { dispatch, announce: announcer(pool, log) }), leaseMs),
    connectors: connectorGateway({ connectionOf, http, log }),
    variables: { variablesOf },
    lookups: tables,
    schemas,
    edi,
    observer,
    clock: systemClock,
    effectKey,
  };
}

interface Drained {
  consumer: Consumer;
  direct: DirectRuns;
  leases: LeaseKeeper;
}

/** Steps under way finish and are checkpointed; what takes longer than the grace is left to the next worker. */
async function drain({ consumer, direct, leases }: Drained, graceMs: number): Promise<void> {
  leases.abortAll({ kind: 'shutdown' });
  const closing = Promise.all([consumer.close(), direct.stop()]);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(() => {
      leases.abortAll({ kind: 'lease-lost' });
      resolve();
    }, graceMs);
  });
  await Promise.race([closing, patience]);
  clearTimeout(timer);
}
