import type { ExceptionQueries } from '../../store/exceptions.ts';
import type { MilestoneQueries } from '../../store/milestones.ts';
import type { RunQueries } from '../../store/run-queries.ts';
import type { HandlersOf } from '../call.ts';
import { parseBusinessKey } from './runs.ts';

export interface TimelineServices {
  milestones: MilestoneQueries;
  runs: RunQueries;
  exceptions: ExceptionQueries;
}

/** What one timeline shows at the most, of each kind. */
const most = 200;

export function timelineRoutes({ milestones, runs, exceptions }: TimelineServices): HandlersOf<'timeline'> {
  return {
    async timeline({ query }) {
      const businessKey = parseBusinessKey(query.businessKey);
      const { type, value } = businessKey;
      const [reached, ran, raised] = await Promise.all([
        milestones.ofBusinessKey(type, value, most),
        runs.ofBusinessKey(type, value, most),
        exceptions.ofBusinessKey(type, value, most),
      ]);
      return {
        businessKey,
        milestones: reached,
        runs: ran.map(({ id, flowId, flowName, status, createdAt }) => ({
          id,
          flowId,
          flowName,
          status,
          createdAt,
        })),
        exceptions: raised.map(({ id, runId, message, status, createdAt }) => ({
          id,
          runId,
          message,
          status,
          createdAt,
        })),
      };
    },
  };
}
