import type { Composition } from './compose.ts';
import type { ApiServices } from './api/services.ts';
import type { ApiSettings } from './api/settings.ts';
import { notFound, Refusal } from './refusal.ts';
import { createMetrics } from './metrics.ts';
import { runCanceller } from './runs/cancel-run.ts';
import { readBacklog } from './store/backlog.ts';
import { wakeNextInLane } from './store/runs/wake.ts';
import { requestCancel } from './store/runs/resume.ts';

/** Hands the API its parts of the composition. */
export function apiServices(parts: Composition, settings: ApiSettings): ApiServices {
  const { stores, pool, queue, runs, exceptions, actions, dispatch, definitionOf, startRun } = parts;
  return {
    settings,
    log: parts.log,
    access: parts.access,
    environments: stores.environments,
    variables: stores.variables,
    flows: parts.flows,
    deployments: parts.deployments,
    connections: parts.connections,
    lookups: parts.lookups,
    lookupRows: parts.lookupRows,
    lookupGaps: parts.lookupGaps,
    tables: parts.tables,
    schemas: parts.schemas,
    ediInterchanges: parts.ediInterchanges,
    readiness: {
      database: async () => void (await pool.query('SELECT 1')),
      queue: () => queue.ping(),
    },
    operations: {
      runs: {
        queries: runs,
        cancel: runCanceller({
          request: (runId, actor) => requestCancel(pool, runId, actor),
          wakeNextInLane: (runIds) => wakeNextInLane(pool, runIds),
          dispatch,
        }),
        replay: parts.replay,
      },
      exceptions: {
        queries: exceptions,
        actions,
        dispatch,
        isPerson: (userId) => stores.users.exists(userId),
        resolveVersion: versionResolver(parts),
      },
      bulk: parts.bulk,
      start: {
        draftOf: async (flowId) => (await stores.flows.find(flowId))?.definition,
        errorsOf: async (draft, environment) => (await parts.check.validate(draft, environment)).errors,
        deployedVersion: (flowId, environment) => stores.deployments.find(flowId, environment),
        definitionOf,
        accept: parts.accept,
        startRun,
        dispatch,
      },
      timeline: { milestones: parts.milestones, runs, exceptions },
      stats: parts.stats,
    },
    live: parts.live,
    metrics: createMetrics({ queue, live: parts.live, readBacklog: () => readBacklog(pool) }),
    intake: {
      authenticator: parts.access,
      connectionOf: parts.connectionOf,
      table: parts.intakes,
      definitionOf,
      startRun,
      startAndWait: (message, deadlineMs) => parts.waitingCallers.startAndWait(message, deadlineMs),
    },
  };
}

/** Which version a resumed run goes on with; undefined: the one it has. */
function versionResolver({ runs, stores }: Composition) {
  return async (
    runId: string,
    wanted: 'same' | 'latest' | number | undefined,
  ): Promise<number | undefined> => {
    if (wanted === undefined || wanted === 'same') return undefined;
    const run = await runs.get(runId);
    if (!run) throw notFound('run');
    const latest = (await stores.flows.find(run.flowId))?.latest?.version;
    const version = wanted === 'latest' ? latest : wanted;
    if (version !== undefined && latest !== undefined && version <= latest) return version;
    const message = `must be a published version; the latest is ${latest ?? 'none'}`;
    throw new Refusal('invalid_fields', `version ${message}.`, { errors: [{ path: 'version', message }] });
  };
}
