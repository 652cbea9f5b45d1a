import { notFound, Refusal } from '../../refusal.ts';
import type { BulkJobs } from '../../runs/bulk-exceptions.ts';
import type { HandlersOf } from '../call.ts';

export function bulkRoutes(jobs: BulkJobs): HandlersOf<'bulkExceptions' | 'getBulkJob'> {
  return {
    bulkExceptions: ({ body, principal }) => {
      if (body.action === 'discard' && body.reason === undefined) throw needed('reason', 'discarding');
      if (body.action === 'assign' && body.desk === undefined) throw needed('desk', 'assigning');
      return jobs.start(body, principal.actor);
    },
    getBulkJob: async ({ params }) => {
      const job = await jobs.get(params.id);
      if (!job) throw notFound('bulk action');
      return job;
    },
  };
}

function needed(path: string, purpose: string): Refusal {
  const message = `is needed for ${purpose}`;
  return new Refusal('invalid_fields', `${path} ${message}.`, { errors: [{ path, message }] });
}
