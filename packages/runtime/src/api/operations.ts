import type { BulkJobs } from '../runs/bulk-exceptions.ts';
import type { StatsQueries } from '../store/stats.ts';
import { bulkRoutes } from './routes/bulk.ts';
import { exceptionRoutes, type ExceptionServices } from './routes/exceptions.ts';
import { runRoutes, type RunServices } from './routes/runs.ts';
import { startRoutes, type StartServices } from './routes/start.ts';
import { statsRoutes } from './routes/stats.ts';
import { timelineRoutes, type TimelineServices } from './routes/timeline.ts';

/** What watching and steering runs needs. */
export interface OperationServices {
  runs: RunServices;
  exceptions: ExceptionServices;
  bulk: BulkJobs;
  start: StartServices;
  timeline: TimelineServices;
  stats: StatsQueries;
}

/** Handlers of all operations on runs and exceptions. */
export function operationHandlers(services: OperationServices) {
  return {
    ...runRoutes(services.runs),
    ...exceptionRoutes(services.exceptions),
    ...bulkRoutes(services.bulk),
    ...startRoutes(services.start),
    ...timelineRoutes(services.timeline),
    ...statsRoutes(services.stats),
  };
}
