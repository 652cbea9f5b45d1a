import type { QueryOf } from '@crossdock/flow-schema';
import { notFound, Refusal } from '../../refusal.ts';
import type { ReplayRequest } from '../../runs/replay-run.ts';
import type { PageRequest } from '../../store/page.ts';
import type { RunFilter, RunQueries } from '../../store/run-queries.ts';
import { isUuid } from '../../store/uuid.ts';
import { timeOf } from '../../time-field.ts';
import type { HandlersOf } from '../call.ts';
import { pageAnswer, pageRequest } from '../cursor.ts';

export interface RunServices {
  queries: RunQueries;
  /** Gives the status that the run has now, or undefined when it had ended. */
  cancel(runId: string, actor: string): Promise<'cancelled' | 'running' | undefined>;
  /** @throws Refusal when it can't be replayed as asked */
  replay(request: ReplayRequest): Promise<{ runId: string }>;
}

export function runRoutes({
  queries,
  cancel,
  replay,
}: RunServices): HandlersOf<
  'listRuns' | 'getRun' | 'getRunSteps' | 'getRunDefinition' | 'cancelRun' | 'replayRun'
> {
  return {
    listRuns: async ({ query }) => pageAnswer(await queries.list(filterOf(query), pageOf(query))),
    getRun: async ({ params }) => (await queries.get(params.id)) ?? missing(),
    getRunSteps: async ({ params }) => (await queries.steps(params.id)) ?? missing(),
    getRunDefinition: async ({ params }) => ({
      definition: (await queries.definition(params.id)) ?? missing(),
    }),
    async cancelRun({ params, principal }) {
      const run = (await queries.get(params.id)) ?? missing();
      const status = await cancel(run.id, principal.actor);
      if (!status) throw new Refusal('conflict', `The run has ended already: it is ${run.status}.`);
      return { runId: run.id };
    },
    replayRun: ({ params, body, principal }) => replay({ runId: params.id, actor: principal.actor, ...body }),
  };
}

const missing = (): never => {
  throw notFound('run');
};

const pageOf = (query: QueryOf<'listRuns'>): PageRequest => pageRequest(query, ['time', 'id']);

function filterOf(query: QueryOf<'listRuns'>): RunFilter {
  const { flow, environment, status, businessKey, q, from, to, test } = query;
  if (flow !== undefined && !isUuid(flow)) throw invalid('flow', 'is not the id of a flow');
  return {
    ...(flow === undefined ? {} : { flow }),
    ...(environment === undefined ? {} : { environment }),
    ...(status === undefined ? {} : { statuses: statusesOf(status) }),
    ...(businessKey === undefined ? {} : { businessKey: parseBusinessKey(businessKey) }),
    ...(q === undefined ? {} : { q: q.trim() }),
    ...(from === undefined ? {} : { from: timeOf('from', from) }),
    ...(to === undefined ? {} : { to: timeOf('to', to) }),
    ...(test === undefined ? {} : { test }),
  };
}

const known = new Set(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']);

function statusesOf(text: string): string[] {
  const statuses = text.split(',').map((status) => status.trim());
  const unknown = statuses.find((status) => !known.has(status));
  if (unknown !== undefined)
    throw invalid('status', `"${unknown}" is not a status; there are ${[...known].join(', ')}`);
  return statuses;
}

/** Reads `type:value`; the value may hold colons itself. */
export function parseBusinessKey(text: string): { type: string; value: string } {
  const colon = text.indexOf(':');
  return { type: text.slice(0, colon), value: text.slice(colon + 1) };
}

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_fields', `${path} ${message}.`, { errors: [{ path, message }] });
