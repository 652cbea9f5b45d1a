import type { ApiKeyCreate, LoginBody, Permission, Session, SetupBody } from '@crossdock/flow-schema';
import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { csrfToken } from './csrf.ts';
import { sessionExpiry } from './session-expiry.ts';

function welcome(session: Session): Session {
  csrfToken.set(session.csrfToken);
  sessionExpiry.signedIn();
  return session;
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => welcome(await api.call('getSession', { signal })),
  staleTime: 5 * 60_000,
  retry: false,
});

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.call('getSetup', { signal }),
  staleTime: 0,
});

/** Who is signed in; only below the signed-in layout, which has read it. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the person may do this; buttons that they may not use are disabled with a reason, or left out. */
export function useCan(permission: Permission): boolean {
  return useSession().permissions.includes(permission);
}

export function useSetup() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: SetupBody) => welcome(await api.call('setup', { body })),
    onSuccess: (session) => cache.setQueryData(sessionQuery.queryKey, session),
  });
}

export function useLogIn() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async (body: LoginBody) => welcome(await api.call('logIn', { body })),
    onSuccess: (session) => cache.setQueryData(sessionQuery.queryKey, session),
  });
}

export function useLogOut() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => api.call('logOut'),
    onSuccess: () => {
      csrfToken.set(undefined);
      sessionExpiry.signedOut();
      cache.clear();
    },
  });
}

export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  queryFn: async ({ signal }) =>
    (await api.call('listEnvironments', { query: { limit: 200 }, signal })).items,
  staleTime: 5 * 60_000,
});

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) => (await api.call('listApiKeys', { query: { limit: 200 }, signal })).items,
});

export function useCreateApiKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: ApiKeyCreate) => api.call('createApiKey', { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}

export function useRevokeApiKey() {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.call('revokeApiKey', { params: { id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
  });
}
