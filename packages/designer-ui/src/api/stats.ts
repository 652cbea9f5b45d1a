import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

export const statsKeys = { all: ['stats'] as const };

/** Figures of the last 24 hours, by the hour. */
export function dayStatsQuery(environment: string | undefined) {
  return queryOptions({
    queryKey: [...statsKeys.all, 'day', { environment }],
    queryFn: ({ signal }) => api.call('stats', { query: { environment, by: 'hour' }, signal }),
    refetchInterval: 60_000,
  });
}
