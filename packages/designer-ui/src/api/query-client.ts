import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSignedOut } from './problem.ts';
import { sessionExpiry } from './session-expiry.ts';

/** Says so when a call finds the session gone, so that the log-in is offered over the page as it stands. */
function watchSession(error: unknown): void {
  if (isSignedOut(error)) sessionExpiry.expire();
}

/** Refusals are final; only a server that isn't reached or is down is asked again. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (!(error instanceof ApiError)) return failures < 1;
  return (error.status === 0 || error.status >= 502) && failures < 2;
}

/** The cache of everything read from the server. Live events keep it fresh, so focus refetches are rare. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: watchSession }),
    mutationCache: new MutationCache({ onError: watchSession }),
    defaultOptions: {
      queries: { staleTime: 10_000, retry: worthRetrying, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
