import type { DeployBody, FlowDefinition, TestRunBody } from '@crossdock/flow-schema';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { pageSize, paging } from './paging.ts';

export const flowKeys = {
  all: ['flows'] as const,
  lists: ['flows', 'list'] as const,
  one: (id: string) => ['flows', 'one', id] as const,
};

/** Rows of the flows list, by name or description. */
export function flowsQuery(q: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...flowKeys.lists, { q }],
    queryFn: ({ pageParam: cursor, signal }) =>
      api.call('listFlows', { query: { q, cursor, limit: pageSize }, signal }),
    ...paging,
  });
}

/** First page only, for pickers and the command palette. */
export function flowChoicesQuery(q: string | undefined) {
  return queryOptions({
    queryKey: [...flowKeys.lists, 'choices', { q }],
    queryFn: async ({ signal }) => (await api.call('listFlows', { query: { q, limit: 100 }, signal })).items,
    staleTime: 30_000,
  });
}

export function flowQuery(id: string) {
  return queryOptions({
    queryKey: flowKeys.one(id),
    queryFn: ({ signal }) => api.call('getFlow', { params: { id }, signal }),
  });
}

export function versionsQuery(id: string) {
  return queryOptions({
    queryKey: [...flowKeys.one(id), 'versions'],
    queryFn: async ({ signal }) =>
      (await api.call('listVersions', { params: { id }, query: { limit: 100 }, signal })).items,
  });
}

export function versionQuery(id: string, version: number) {
  return queryOptions({
    queryKey: [...flowKeys.one(id), 'versions', version],
    queryFn: ({ signal }) => api.call('getVersion', { params: { id, version: String(version) }, signal }),
    // A published version never changes.
    staleTime: Infinity,
  });
}

function useFlowMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => cache.invalidateQueries({ queryKey: flowKeys.all }),
  });
}

export const useCreateFlow = () =>
  useFlowMutation((definition: FlowDefinition) => api.call('createFlow', { body: { definition } }));

/** A copy of the draft under another name. */
export const useDuplicateFlow = () =>
  useFlowMutation(async ({ id, name }: { id: string; name: string }) => {
    const { definition } = await api.call('getFlow', { params: { id } });
    return api.call('createFlow', { body: { definition: { ...definition, name } } });
  });

export const useDeleteFlow = () =>
  useFlowMutation((id: string) => api.call('deleteFlow', { params: { id } }));

export const useRestoreFlow = () =>
  useFlowMutation((id: string) => api.call('restoreFlow', { params: { id } }));

export const usePublishFlow = () =>
  useFlowMutation(({ id, note }: { id: string; note?: string }) =>
    api.call('publishFlow', { params: { id }, body: note ? { note } : {} }),
  );

export const useDeployFlow = () =>
  useFlowMutation(({ id, environment, ...body }: DeployBody & { id: string; environment: string }) =>
    api.call('deployFlow', { params: { id, environment }, body }),
  );

export const useUndeployFlow = () =>
  useFlowMutation((params: { id: string; environment: string }) => api.call('undeployFlow', { params }));

export const useTestRun = () =>
  useMutation({
    mutationFn: ({ id, ...body }: TestRunBody & { id: string }) =>
      api.call('testRun', { params: { id }, body }),
  });
