import type { HttpClient, HttpRequest, HttpResponse } from '../../client/types.ts';
import { redactText, secretValues } from '../../redact/redact.ts';
import type { CallReport } from '../../sdk/types.ts';
import { credentialsOf, type Credentials } from './auth.ts';
import type { HttpConnection } from './connection.ts';
import { mergeHeaders } from './message.ts';
import { addQuery } from './target.ts';

/** A request that only lacks credentials. */
export interface PreparedCall {
  method: string;
  url: URL;
  headers: Record<string, unknown>;
  body?: string | Uint8Array;
}

export interface CallContext {
  http: HttpClient;
  signal: AbortSignal;
  report?(call: CallReport): void;
}

export interface CallResult {
  response: HttpResponse;
  /** What must not be shown of it. */
  secrets: string[];
}

const mostRedirects = 5;

/**
 * Sends a request with the connection's credentials, and once more when an access token turned out to be spent.
 * @throws ConnectorError when there is no answer
 */
export async function call(
  connection: HttpConnection,
  prepared: PreparedCall,
  context: CallContext,
): Promise<CallResult> {
  const first = await attempt(connection, prepared, context);
  if (first.result.response.status !== 401 || !first.credentials.renew) return first.result;
  await first.credentials.renew();
  return (await attempt(connection, prepared, context)).result;
}

async function attempt(connection: HttpConnection, prepared: PreparedCall, context: CallContext) {
  const credentials = await credentialsOf(connection, context);
  const request = authorised(connection, prepared, credentials, context.signal);
  const secrets = [...secretValues(connection.secrets), ...credentials.derivedSecrets];
  const { method } = prepared;
  const url = redactText(request.url.toString(), secrets);
  const startedAt = performance.now();
  const latencyMs = () => Math.round(performance.now() - startedAt);
  try {
    const response = await context.http.request(request);
    context.report?.({ method, url, status: response.status, latencyMs: latencyMs() });
    return { result: { response, secrets }, credentials };
  } catch (error) {
    context.report?.({ method, url, latencyMs: latencyMs() });
    throw error;
  }
}

/** Credentials come last: neither a step nor the connection's headers replace them. */
function authorised(
  { config }: HttpConnection,
  prepared: PreparedCall,
  credentials: Credentials,
  signal: AbortSignal,
): HttpRequest {
  const url = new URL(prepared.url);
  for (const name of Object.keys(credentials.query)) url.searchParams.delete(name);
  addQuery(url, credentials.query);
  return {
    method: prepared.method,
    url,
    headers: mergeHeaders(prepared.headers, credentials.headers),
    signal,
    maxRedirects: mostRedirects,
    ...(prepared.body !== undefined && { body: prepared.body }),
    ...(config.timeoutMs !== undefined && { timeoutMs: config.timeoutMs }),
  };
}
