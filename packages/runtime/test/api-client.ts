import {
  endpoints,
  type Endpoint,
  type OperationId,
  type Problem,
  type ResponseOf,
} from '@crossdock/flow-schema';
import { validateJson } from '@crossdock/mapping';

/** Who makes a call: an API key, or a browser with its cookie. */
export interface Caller {
  headers: Record<string, string>;
}

export interface CallOptions {
  as?: Caller;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** What problem documents hold besides the status, which every answer has. */
export interface ProblemMembers extends Omit<Problem, 'status'> {
  [member: string]: unknown;
}

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, of whatever kind it is: what isn't there is undefined. */
  body: Body & ProblemMembers;
}

type BodyOfAnswer<Id extends OperationId> = ResponseOf<Id> extends undefined ? unknown : ResponseOf<Id>;

export interface OperationOptions extends CallOptions {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
}

/** Calls to a server. */
export interface ApiClient {
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Calls an operation of the contract; an answer of success must have the status and shape that it says. */
  operate<Id extends OperationId>(id: Id, options?: OperationOptions): Promise<Answer<BodyOfAnswer<Id>>>;
}

/** Calls to the server at an address. */
export function callsTo(url: string): ApiClient {
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const json = options.raw === undefined && options.body !== undefined;
    const body = json ? JSON.stringify(options.body) : options.raw;
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...options.as?.headers,
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as ProblemMembers };
  };
  return { call, operate: (id, options = {}) => operate(call, id, options) };
}

async function operate<Id extends OperationId>(
  call: ApiClient['call'],
  id: Id,
  options: OperationOptions,
): Promise<Answer<BodyOfAnswer<Id>>> {
  const endpoint: Endpoint = endpoints[id];
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_match, name: string) =>
    encodeURIComponent(options.params?.[name] ?? `no-${name}`),
  );
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const search = query.size > 0 ? `?${query}` : '';
  const answer = await call(endpoint.method, `/api/v1${path}${search}`, options);
  if (answer.status < 300) checkShape(id, endpoint, answer);
  else checkProblem(answer);
  return answer as Answer<BodyOfAnswer<Id>>;
}

function checkShape(id: OperationId, endpoint: Endpoint, { status, body, text }: Answer): void {
  const expected = endpoint.status ?? (endpoint.response ? 200 : 204);
  if (status !== expected) throw new Error(`${id} answered ${status}, not ${expected}`);
  const violations = endpoint.response ? validateJson(endpoint.response, body) : [];
  if (violations.length > 0) {
    throw new Error(`${id} broke its contract: ${JSON.stringify(violations)} in ${text.slice(0, 2000)}`);
  }
}

function checkProblem({ status, headers, body, text }: Answer): void {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json');
  if (!isProblem || body?.status !== status || typeof body.code !== 'string') {
    throw new Error(`not a problem document (${status}): ${text.slice(0, 500)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
