import { createApiClient, type ApiClient } from './client.ts';
import { csrfToken } from './csrf.ts';

/** Where the API of the contract lives; the browser and the server share one origin. */
export const apiBase = '/api/v1';

/** The client of all pages. */
export const api: ApiClient = createApiClient({
  baseUrl: apiBase,
  fetch: (input, init) => fetch(input, init),
  csrfToken: csrfToken.get,
  renewCsrfToken: async () => csrfToken.set((await api.call('getSession')).csrfToken),
});
