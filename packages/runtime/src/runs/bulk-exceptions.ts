import { setTimeout as pause } from 'node:timers/promises';
import type { BulkBody, BulkJob } from '@crossdock/flow-schema';
import type { Logger } from 'pino';
import type { Dispatch } from '../queue/dispatch-queue.ts';
import type { BulkAction, BulkItemResult, BulkJobStore } from '../store/bulk-jobs.ts';
import type { ExceptionActions, Outcome } from '../store/exception-actions.ts';
import type { ExceptionQueries } from '../store/exceptions.ts';

export interface BulkServices {
  jobs: BulkJobStore;
  queries: ExceptionQueries;
  actions: ExceptionActions;
  dispatch(due: readonly Dispatch[]): void;
  log: Logger;
}

export interface BulkJobs {
  start(body: BulkBody, actor: string): Promise<BulkJob>;
  get(id: string): Promise<BulkJob | undefined>;
  /** Goes on with what other processes left: now, and whenever one leaves something later. */
  continueUnfinished(): Promise<void>;
  /** Stops after the batch under way; the next process goes on. */
  stop(): Promise<void>;
}

const batchSize = 20;
/** Exceptions of one action at the most. */
const most = 10_000;
/** How long to wait after a failure, in milliseconds. */
const retryMs = 2_000;
/** How often to look for what dead processes have left, in milliseconds. */
const lookEveryMs = 15_000;

/** Acts on many exceptions in the background, batch after batch, so that systems behind them are not flooded. */
export function bulkExceptions(services: BulkServices): BulkJobs {
  const { jobs, queries, log } = services;
  const underWay = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const work = async (id: string): Promise<void> => {
    let goesOn = true;
    while (goesOn && !stopping.signal.aborted) {
      try {
        goesOn = await jobs.workOnBatch(id, batchSize, (action, ids) => actOnAll(services, action, ids));
      } catch (error) {
        log.warn({ err: error, bulkJob: id }, 'bulk action interrupted');
        await pause(retryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const begin = (id: string): void => {
    if (underWay.has(id)) return;
    underWay.set(
      id,
      work(id).finally(() => underWay.delete(id)),
    );
  };
  const lookForLeftOvers = async (): Promise<void> => {
    for (const id of await jobs.unfinished()) begin(id);
  };

  return {
    async start({ filter, action, reason, desk }, actor) {
      const ids = await queries.openIds(filter, most);
      const job = await jobs.create(
        {
          action,
          actor,
          ...(reason === undefined ? {} : { reason }),
          ...(desk === undefined ? {} : { desk }),
        },
        ids,
      );
      if (job.state === 'running') begin(job.jobId);
      return job;
    },
    get: (id) => jobs.get(id),
    async continueUnfinished() {
      await lookForLeftOvers();
      const look = (): void =>
        void lookForLeftOvers().catch((error: unknown) => log.warn({ err: error }, 'bulk actions not seen'));
      timer = setInterval(look, lookEveryMs).unref();
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await Promise.all(underWay.values());
    },
  };
}

async function actOnAll(
  services: BulkServices,
  action: BulkAction,
  ids: readonly string[],
): Promise<BulkItemResult[]> {
  const results: BulkItemResult[] = [];
  for (const exceptionId of ids) {
    const error = await actOn(services, action, exceptionId);
    results.push(error === undefined ? { exceptionId } : { exceptionId, error });
  }
  return results;
}

/** Gives why nothing could be done, or undefined if it was. */
async function actOn(
  { actions, dispatch }: BulkServices,
  bulk: BulkAction,
  id: string,
): Promise<string | undefined> {
  const { action, actor, reason = '', desk } = bulk;
  switch (action) {
    case 'resume': {
      const outcome = await actions.resume({ exceptionId: id, actor });
      if (outcome.kind === 'done') dispatch([outcome.value.dispatch]);
      return problemOf(outcome);
    }
    case 'discard': {
      const outcome = await actions.discard(id, actor, reason);
      if (outcome.kind === 'done') dispatch(outcome.value.dispatches);
      return problemOf(outcome);
    }
    case 'assign':
      return problemOf(await actions.assign(id, actor, desk === undefined ? {} : { desk }));
  }
}

function problemOf(outcome: Outcome<unknown>): string | undefined {
  if (outcome.kind === 'done') return undefined;
  return outcome.kind === 'missing'
    ? 'There is no such exception any more.'
    : `It is ${outcome.status} already.`;
}
