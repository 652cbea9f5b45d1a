import type { ReplayBody, RunStatus, RunsQuery } from '@crossdock/flow-schema';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { pageSize, paging } from './paging.ts';

export const runKeys = {
  all: ['runs'] as const,
  lists: ['runs', 'list'] as const,
  one: (id: string) => ['runs', 'one', id] as const,
};

/** What the list of runs is narrowed by; the address of the page says the same. */
export type RunFilters = {
  [K in Exclude<keyof RunsQuery, 'limit' | 'cursor'>]?: RunsQuery[K] | undefined;
} & {
  /** Only runs received in the last so many ms; counted back when the server is asked, not before. */
  lastMs?: number | undefined;
};

/** The filters as the API knows them. */
export function toRunsQuery({ lastMs, ...filters }: RunFilters, now: number) {
  return lastMs === undefined ? filters : { ...filters, from: new Date(now - lastMs).toISOString() };
}

export function runsQuery(filters: RunFilters) {
  return infiniteQueryOptions({
    queryKey: [...runKeys.lists, filters],
    queryFn: ({ pageParam: cursor, signal }) =>
      api.call('listRuns', {
        query: { ...toRunsQuery(filters, Date.now()), cursor, limit: pageSize },
        signal,
      }),
    ...paging,
  });
}

/** The newest few runs, for overviews. */
export function recentRunsQuery(filters: RunFilters, limit: number) {
  return queryOptions({
    queryKey: [...runKeys.lists, 'recent', filters, limit],
    queryFn: async ({ signal }) =>
      (await api.call('listRuns', { query: { ...toRunsQuery(filters, Date.now()), limit }, signal })).items,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: [...runKeys.one(id), 'run'],
    queryFn: ({ signal }) => api.call('getRun', { params: { id }, signal }),
  });
}

export function runStepsQuery(id: string) {
  return queryOptions({
    queryKey: [...runKeys.one(id), 'steps'],
    queryFn: ({ signal }) => api.call('getRunSteps', { params: { id }, signal }),
  });
}

export function runDefinitionQuery(id: string) {
  return queryOptions({
    queryKey: [...runKeys.one(id), 'definition'],
    queryFn: async ({ signal }) =>
      (await api.call('getRunDefinition', { params: { id }, signal })).definition,
    // A run stays on the definition that it started with.
    staleTime: Infinity,
  });
}

/** Whether something can still happen to the run by itself. */
export function isActive(status: RunStatus): boolean {
  return status === 'queued' || status === 'running' || status === 'waiting';
}

export function useCancelRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.call('cancelRun', { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: runKeys.all }),
  });
}

export function useReplayRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ReplayBody & { id: string }) =>
      api.call('replayRun', { params: { id }, body }),
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: runKeys.lists }),
        cache.invalidateQueries({ queryKey: ['exceptions'] }),
      ]),
  });
}

export function useStartRun() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: string; environment: string; body?: unknown }) =>
      api.call('startRun', { params: { id }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: runKeys.lists }),
  });
}
