import type { AssignBody, BulkBody, ExceptionsQuery, ResumeBody } from '@crossdock/flow-schema';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { pageSize, paging } from './paging.ts';

export const exceptionKeys = {
  all: ['exceptions'] as const,
  lists: ['exceptions', 'list'] as const,
  one: (id: string) => ['exceptions', 'one', id] as const,
  bulk: (id: string) => ['exceptions', 'bulk', id] as const,
};

export type ExceptionFilters = {
  [K in Exclude<keyof ExceptionsQuery, 'limit' | 'cursor'>]?: ExceptionsQuery[K] | undefined;
};

export function exceptionsQuery(filters: ExceptionFilters) {
  return infiniteQueryOptions({
    queryKey: [...exceptionKeys.lists, filters],
    queryFn: ({ pageParam: cursor, signal }) =>
      api.call('listExceptions', { query: { ...filters, cursor, limit: pageSize }, signal }),
    ...paging,
  });
}

/** The newest few, for overviews. */
export function recentExceptionsQuery(filters: ExceptionFilters, limit: number) {
  return queryOptions({
    queryKey: [...exceptionKeys.lists, 'recent', filters, limit],
    queryFn: async ({ signal }) =>
      (await api.call('listExceptions', { query: { ...filters, limit }, signal })).items,
  });
}

export function exceptionQuery(id: string) {
  return queryOptions({
    queryKey: exceptionKeys.one(id),
    queryFn: ({ signal }) => api.call('getException', { params: { id }, signal }),
  });
}

function useExceptionMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    // A refusal as well: somebody else may have been faster, and the page then shows what they did.
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: exceptionKeys.all }),
        cache.invalidateQueries({ queryKey: ['stats'] }),
      ]),
  });
}

export const useResumeException = () =>
  useExceptionMutation(({ id, ...body }: ResumeBody & { id: string }) =>
    api.call('resumeException', { params: { id }, body }),
  );

export const useDiscardException = () =>
  useExceptionMutation(({ id, reason }: { id: string; reason: string }) =>
    api.call('discardException', { params: { id }, body: { reason } }),
  );

export const useAssignException = () =>
  useExceptionMutation(({ id, ...body }: AssignBody & { id: string }) =>
    api.call('assignException', { params: { id }, body }),
  );

export const useCommentException = () =>
  useExceptionMutation(({ id, text }: { id: string; text: string }) =>
    api.call('commentException', { params: { id }, body: { text } }),
  );

export const useBulkExceptions = () =>
  useExceptionMutation((body: BulkBody) => api.call('bulkExceptions', { body }));

/** Asked again every second while the job runs. */
export function bulkJobQuery(id: string) {
  return queryOptions({
    queryKey: exceptionKeys.bulk(id),
    queryFn: ({ signal }) => api.call('getBulkJob', { params: { id }, signal }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 1000 : false),
    staleTime: 0,
  });
}
