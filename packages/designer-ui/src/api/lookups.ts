import type {
  LookupDefinition,
  LookupImportBody,
  LookupRowBody,
  LookupTryBody,
} from '@crossdock/flow-schema';
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';
import { exceptionKeys } from './exceptions.ts';
import { pageSize, paging } from './paging.ts';

export const lookupKeys = {
  all: ['lookups'] as const,
  lists: ['lookups', 'list'] as const,
  one: (key: string) => ['lookups', 'one', key] as const,
  rows: (key: string) => ['lookups', 'rows', key] as const,
  gaps: (key: string) => ['lookups', 'gaps', key] as const,
};

export function lookupsQuery(q: string | undefined) {
  return queryOptions({
    queryKey: [...lookupKeys.lists, { q }],
    queryFn: async ({ signal }) =>
      (await api.call('listLookups', { query: { q, limit: 200 }, signal })).items,
  });
}

export function lookupQuery(key: string) {
  return queryOptions({
    queryKey: lookupKeys.one(key),
    queryFn: ({ signal }) => api.call('getLookup', { params: { key }, signal }),
  });
}

export interface LookupRowFilters {
  q?: string | undefined;
  environment?: string | undefined;
}

export function lookupRowsQuery(key: string, filters: LookupRowFilters) {
  return infiniteQueryOptions({
    queryKey: [...lookupKeys.rows(key), filters],
    queryFn: ({ pageParam: cursor, signal }) =>
      api.call('listLookupRows', { params: { key }, query: { ...filters, cursor, limit: pageSize }, signal }),
    ...paging,
  });
}

/** Keys of a table that runs wait for. */
export function lookupGapsQuery(key: string) {
  return queryOptions({
    queryKey: lookupKeys.gaps(key),
    queryFn: async ({ signal }) => (await api.call('listLookupGaps', { params: { key }, signal })).items,
  });
}

/** Changes of tables may set runs going, which resolves exceptions. */
function useLookupMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: lookupKeys.all }),
        cache.invalidateQueries({ queryKey: exceptionKeys.all }),
      ]),
  });
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

export const useCreateLookup = () =>
  useLookupMutation((body: LookupDefinition) => api.call('createLookup', { body }));

export const useUpdateLookup = () =>
  useLookupMutation(({ version, body }: { version: number; body: LookupDefinition }) =>
    api.call('updateLookup', { params: { key: body.key }, body, headers: ifMatch(version) }),
  );

export const useDeleteLookup = () =>
  useLookupMutation((key: string) => api.call('deleteLookup', { params: { key } }));

export const useAddLookupRow = (key: string) =>
  useLookupMutation((body: LookupRowBody) => api.call('addLookupRow', { params: { key }, body }));

/** Names a row as it was read. */
export interface LookupRowRef {
  id: string;
  revision: number;
}

export const usePutLookupRow = (key: string) =>
  useLookupMutation(({ id, revision, body }: LookupRowRef & { body: LookupRowBody }) =>
    api.call('putLookupRow', { params: { key, id }, body, headers: ifMatch(revision) }),
  );

export const useDeleteLookupRow = (key: string) =>
  useLookupMutation(({ id, revision }: LookupRowRef) =>
    api.call('deleteLookupRow', { params: { key, id }, headers: ifMatch(revision) }),
  );

export const useResumeLookup = (key: string) =>
  useLookupMutation(() => api.call('resumeLookup', { params: { key }, body: {} }));

/** Says what a file would change. */
export const usePreviewImport = (key: string) =>
  useMutation({
    mutationFn: (body: LookupImportBody) =>
      api.call('importLookup', { params: { key }, body: { ...body, dryRun: true } }),
  });

export const useImport = (key: string) =>
  useLookupMutation(({ version, body }: { version: number; body: LookupImportBody }) =>
    api.call('importLookup', { params: { key }, body, headers: ifMatch(version) }),
  );

export const useTryLookup = (key: string) =>
  useMutation({ mutationFn: (body: LookupTryBody) => api.call('tryLookup', { params: { key }, body }) });

/** All rows as CSV text. */
export const exportLookup = async (key: string): Promise<string> =>
  (await api.call('exportLookup', { params: { key } })).content;
