import { Refusal } from '../../refusal.ts';
import type { StatsQueries } from '../../store/stats.ts';
import { timeOf } from '../../time-field.ts';
import type { HandlersOf } from '../call.ts';

const dayMs = 86_400_000;
const mostPoints = 1_000;

export function statsRoutes(queries: StatsQueries): HandlersOf<'stats'> {
  return {
    stats: ({ query }) => {
      const to = query.to === undefined ? new Date() : timeOf('to', query.to);
      const from = query.from === undefined ? new Date(to.getTime() - dayMs) : timeOf('from', query.from);
      const by = query.by ?? 'hour';
      const points = (to.getTime() - from.getTime()) / (by === 'day' ? dayMs : dayMs / 24);
      if (points <= 0) throw invalid('must be before "to"');
      if (points > mostPoints)
        throw invalid(`gives more than ${mostPoints} points; choose a later one, or by=day`);
      return queries.read({
        from,
        to,
        by,
        ...(query.environment === undefined ? {} : { environment: query.environment }),
      });
    },
  };
}

const invalid = (message: string): Refusal =>
  new Refusal('invalid_fields', `from ${message}.`, { errors: [{ path: 'from', message }] });
