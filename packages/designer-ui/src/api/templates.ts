import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** A template of the library in its newest version; fails with 404 for one that the library has not. */
export function templateQuery(id: string) {
  return queryOptions({
    queryKey: ['templates', id],
    queryFn: ({ signal }) => api.call('getTemplate', { params: { id }, signal }),
    // The library changes only with the server.
    staleTime: 600_000,
  });
}
