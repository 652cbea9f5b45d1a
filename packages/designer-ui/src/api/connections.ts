import type { ConnectionCreate, ConnectionUpdate } from '@crossdock/flow-schema';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from './api.ts';

export const connectionKeys = { all: ['connections'] as const };

/** Names a connection: the same key may exist in each environment. */
export interface ConnectionRef {
  key: string;
  environment: string;
}

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async ({ signal }) => (await api.call('listConnectors', { query: { limit: 200 }, signal })).items,
  // The catalogue changes with the server's version only.
  staleTime: 10 * 60_000,
});

/** All connections, or those of one environment. */
export function connectionsQuery(environment: string | undefined) {
  return queryOptions({
    queryKey: [...connectionKeys.all, { environment }],
    queryFn: async ({ signal }) =>
      (await api.call('listConnections', { query: { environment, limit: 200 }, signal })).items,
  });
}

function useConnectionMutation<Variables, Result>(mutationFn: (variables: Variables) => Promise<Result>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => {
      void cache.resetQueries({ queryKey: ['connection-tests'] });
      return cache.invalidateQueries({ queryKey: connectionKeys.all });
    },
  });
}

export const useCreateConnection = () =>
  useConnectionMutation((body: ConnectionCreate) => api.call('createConnection', { body }));

export const useUpdateConnection = () =>
  useConnectionMutation(({ key, environment, body }: ConnectionRef & { body: ConnectionUpdate }) =>
    api.call('updateConnection', { params: { key }, query: { environment }, body }),
  );

export const useDeleteConnection = () =>
  useConnectionMutation(({ key, environment }: ConnectionRef) =>
    api.call('deleteConnection', { params: { key }, query: { environment } }),
  );

/**
 * The last test of a connection. It is made only when asked for (`refetch`), and shown wherever the connection is;
 * a change of the connection forgets it.
 */
export function connectionTestQuery({ key, environment }: ConnectionRef) {
  return queryOptions({
    queryKey: ['connection-tests', environment, key],
    queryFn: () => api.call('testConnection', { params: { key }, query: { environment } }),
    enabled: false,
    retry: false,
    staleTime: Infinity,
  });
}
