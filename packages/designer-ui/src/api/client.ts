import type { BodyOf, OperationId, ParamsOf, QueryOf, ResponseOf } from '@crossdock/flow-schema';
import { addresses } from './addresses.ts';
import { ApiError, readProblem, unreachable } from './problem.ts';

/** Optional fields may also be given as undefined: they are left out of the address. */
type Loose<Q> = { [K in keyof Q]: undefined extends Q[K] ? Q[K] | undefined : Q[K] };

type ParamsPart<Id extends OperationId> = [keyof ParamsOf<Id>] extends [never]
  ? object
  : { params: ParamsOf<Id> };
type QueryPart<Id extends OperationId> =
  QueryOf<Id> extends undefined
    ? object
    : object extends QueryOf<Id>
      ? { query?: Loose<QueryOf<Id>> }
      : { query: Loose<QueryOf<Id>> };
type BodyPart<Id extends OperationId> = BodyOf<Id> extends undefined ? object : { body: BodyOf<Id> };

interface CommonOptions {
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export type CallOptions<Id extends OperationId> = ParamsPart<Id> &
  QueryPart<Id> &
  BodyPart<Id> &
  CommonOptions;

type CallArguments<Id extends OperationId> =
  object extends CallOptions<Id> ? [options?: CallOptions<Id>] : [options: CallOptions<Id>];

export interface ApiClient {
  /**
   * Calls one operation of the contract and gives its parsed answer (undefined for a 204).
   * @throws ApiError when the server refuses or can't be reached; the signal's reason when aborted.
   */
  call<Id extends OperationId>(id: Id, ...args: CallArguments<Id>): Promise<ResponseOf<Id>>;
}

export interface ClientOptions {
  baseUrl: string;
  fetch: typeof fetch;
  /** Token of the current session; sent with every change. */
  csrfToken: () => string | undefined;
  /** Reads the token again, when another tab has logged in anew and the one at hand no longer holds. */
  renewCsrfToken: () => Promise<unknown>;
}

/** What `call` needs at run time, whatever the operation. */
interface AnyOptions extends CommonOptions {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** A client of the API contract; see `api.ts` for the one that the pages use. */
export function createApiClient(client: ClientOptions): ApiClient {
  return {
    async call<Id extends OperationId>(id: Id, ...args: CallArguments<Id>) {
      const [method, path] = addresses[id];
      const options: AnyOptions = args[0] ?? {};
      const address = `${client.baseUrl}${pathOf(path, options.params)}${queryOf(options.query)}`;
      const request = () => requestOf(method, options, client.csrfToken());
      let response = await send(client, address, request());
      if (!response.ok) {
        const problem = await readProblem(response);
        if (problem.code !== 'csrf') throw new ApiError(problem);
        await client.renewCsrfToken();
        response = await send(client, address, request());
        if (!response.ok) throw new ApiError(await readProblem(response));
      }
      // The contract says what each answer is; the server is tested against it.
      return (response.status === 204 ? undefined : await bodyOf(response, options.signal)) as ResponseOf<Id>;
    },
  };
}

async function send(client: ClientOptions, address: string, request: RequestInit): Promise<Response> {
  try {
    return await client.fetch(address, request);
  } catch (error) {
    if (request.signal?.aborted) throw error;
    throw new ApiError(unreachable);
  }
}

/** An answer that breaks off, or is a proxy's page, is as good as none. */
async function bodyOf(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(unreachable);
  }
}

function requestOf(method: string, options: AnyOptions, csrfToken: string | undefined): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (method !== 'GET' && csrfToken) headers['x-csrf-token'] = csrfToken;
  return {
    method,
    headers,
    credentials: 'same-origin',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

function pathOf(template: string, params: Record<string, string> = {}): string {
  return template.replace(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined || value === '') throw new TypeError(`The path ${template} needs "${name}".`);
    return encodeURIComponent(value);
  });
}

function queryOf(query: Record<string, unknown> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && value !== '') search.set(name, value);
    if (typeof value === 'number' || typeof value === 'boolean') search.set(name, value.toString());
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
