import type { BulkBody } from '@crossdock/flow-schema';
import { invalidFields, notFound, type Refusal } from '../../refusal.ts';
import type { BulkJobs } from '../../runs/bulk-exceptions.ts';
import { isUuid } from '../../store/uuid.ts';
import type { HandlersOf } from '../call.ts';

export function bulkRoutes(jobs: BulkJobs): HandlersOf<'bulkExceptions' | 'getBulkJob'> {
  return {
    bulkExceptions: ({ body, principal }) => {
      if (body.action === 'discard' && body.reason === undefined) throw needed('reason', 'discarding');
      if (body.action === 'assign' && body.desk === undefined) throw needed('desk', 'assigning');
      refuseStrangeIds(body.filter);
      return jobs.start(body, principal.actor);
    },
    getBulkJob: async ({ params }) => {
      const job = await jobs.get(params.id);
      if (!job) throw notFound('bulk action');
      return job;
    },
  };
}

function refuseStrangeIds({ ids = [], flow }: BulkBody['filter']): void {
  const strange = ids.findIndex((id) => !isUuid(id));
  if (strange >= 0)
    throw invalidFields([{ path: `filter.ids[${strange}]`, message: 'is not the id of an exception' }]);
  if (flow !== undefined && !isUuid(flow))
    throw invalidFields([{ path: 'filter.flow', message: 'is not the id of a flow' }]);
}

const needed = (path: string, purpose: string): Refusal =>
  invalidFields([{ path, message: `is needed for ${purpose}` }]);
