import { endpoints, type Endpoint, type OperationId } from '@crossdock/flow-schema';
import type { Request, Response, Router } from 'express';
import type { Authenticator } from '../access/authenticator.ts';
import type { Principal } from '../access/principal.ts';
import { Refusal } from '../refusal.ts';
import type { Handlers, ReplyHeaders, RequestInfo } from './call.ts';
import { readJsonBody } from './read-body.ts';
import { authorize } from './security.ts';
import { checkBody, checkParams, checkQuery } from './validate-request.ts';

type Method = 'get' | 'post' | 'put' | 'delete';

/** A handler whose operation is no longer known to the types: the contract has checked its parts. */
type AnyHandler = (call: {
  params: Readonly<Record<string, unknown>>;
  query: unknown;
  body: unknown;
  principal: Principal | undefined;
  request: RequestInfo;
  reply: ReplyHeaders;
}) => unknown;

/**
 * Registers every operation of the contract. A request is let in, its query and body are checked, its handler
 * is called, and the answer is sent, in this order; whatever goes wrong ends in the app's error handler.
 * Known addresses answer other methods with 405.
 */
export function mountEndpoints(
  router: Router,
  handlers: Partial<Handlers>,
  authenticator: Authenticator,
): void {
  const allowed = new Map<string, string[]>();
  for (const [id, endpoint] of Object.entries<Endpoint>(endpoints)) {
    const handler = handlers[id as OperationId] as AnyHandler | undefined;
    if (!handler) continue;
    const method = endpoint.method.toLowerCase() as Method;
    router[method](endpoint.path, (request, response) =>
      serve({ endpoint, handler, authenticator, request, response }),
    );
    allowed.set(endpoint.path, [...(allowed.get(endpoint.path) ?? []), endpoint.method]);
  }
  for (const [path, methods] of allowed) router.all(path, refuseMethod(methods));
}

interface Served {
  endpoint: Endpoint;
  handler: AnyHandler;
  authenticator: Authenticator;
  request: Request;
  response: Response;
}

async function serve({ endpoint, handler, authenticator, request, response }: Served): Promise<void> {
  response.set('Cache-Control', 'no-store');
  const principal = await authorize(request, authenticator, endpoint.permission);
  checkParams(request.params);
  const query = checkQuery(endpoint.query, request.query);
  const body = endpoint.body ? await readJsonBody(request, response, endpoint.body) : undefined;
  if (endpoint.body) checkBody(endpoint.body, body);
  const answer = await handler({
    params: request.params,
    query,
    body,
    principal,
    request: requestInfo(request, response),
    reply: { set: (name, value) => void response.append(name, value) },
  });
  if (endpoint.response === undefined) response.status(endpoint.status ?? 204).end();
  else response.status(endpoint.status ?? 200).json(answer);
}

function requestInfo(request: Request, response: Response): RequestInfo {
  return {
    header: (name) => request.get(name),
    ip: request.ip ?? '',
    secure: request.secure,
    id: String(response.locals['requestId'] ?? ''),
    get signal() {
      const gone = new AbortController();
      if (response.destroyed) gone.abort();
      else response.once('close', () => gone.abort());
      return gone.signal;
    },
  };
}

/** Answers the methods that a known address does not have. */
export function refuseMethod(methods: readonly string[]): (request: Request) => never {
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', ');
  return (request) => {
    throw new Refusal('method_not_allowed', `${request.method} is not possible here, only ${allow}.`, {
      headers: { Allow: allow },
    });
  };
}
