import { parseRetryAfter } from '../../client/retry-after.ts';
import type { HttpClient, HttpResponse } from '../../client/types.ts';
import { redactText } from '../../redact/redact.ts';
import { ConnectorError, failureOf } from '../../sdk/error.ts';
import { decodeBody } from './answer.ts';
import type { Auth } from './connection.ts';
import { problemOf } from './problem.ts';

export type OAuthSettings = Extract<Auth, { type: 'oauth2ClientCredentials' }>;

/** How long fetching a token may take. It serves all waiting steps, so no single step's signal ends it. */
const fetchTimeoutMs = 30_000;
/** Life of a token whose server does not say. */
const unknownLifeMs = 5 * 60_000;

export interface FetchedToken {
  token: string;
  /** Ms since 1970; somewhat before its life ends. */
  expiresAt: number;
}

/**
 * Asks the token address for an access token.
 * @throws ConnectorError with the outcome `not-sent`
 */
export async function fetchToken(
  client: HttpClient,
  settings: OAuthSettings,
  clientSecret: string,
): Promise<FetchedToken> {
  try {
    const response = await client.request({
      method: 'POST',
      url: settings.tokenUrl,
      ...tokenRequest(settings, clientSecret),
      signal: AbortSignal.timeout(fetchTimeoutMs),
      maxBytes: 1024 * 1024,
    });
    const body = decodeBody(response, { lenient: true });
    if (response.status !== 200) throw refusal(response, body, clientSecret);
    return readToken(body);
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    // Whatever became of this one, the request that needs the token has not left.
    throw new ConnectorError({ ...failureOf(error), outcome: 'not-sent' });
  }
}

/** RFC 6749, 4.4 and 2.3.1. */
function tokenRequest(settings: OAuthSettings, clientSecret: string) {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (settings.scope) form.set('scope', settings.scope);
  if (settings.audience) form.set('audience', settings.audience);
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  if (settings.clientAuthentication === 'body') {
    form.set('client_id', settings.clientId);
    form.set('client_secret', clientSecret);
  } else {
    const pair = `${formEncode(settings.clientId)}:${formEncode(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return { headers, body: form.toString() };
}

/** RFC 6749 wants both parts encoded like form fields before they are joined. */
const formEncode = (text: string) => new URLSearchParams({ '': text }).toString().slice(1);

function readToken(body: unknown): FetchedToken {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const token = fields['access_token'];
  if (typeof token !== 'string' || token === '') {
    throw new ConnectorError({
      class: 'technical-permanent',
      code: 'invalid_token_answer',
      message: 'The token address answered without an access token.',
      outcome: 'not-sent',
    });
  }
  const seconds = Number(fields['expires_in']);
  const lifeMs = seconds > 0 ? seconds * 1000 : unknownLifeMs;
  // A tenth of its life, at most a minute, is left unused, so that it does not expire on the way.
  return { token, expiresAt: Date.now() + lifeMs - Math.min(60_000, lifeMs / 10) };
}

function refusal({ status, headers }: HttpResponse, body: unknown, clientSecret: string): ConnectorError {
  const { code, message } = problemOf(body);
  const retryAfterMs = parseRetryAfter(headers['retry-after'], Date.now());
  const transient = status >= 500 || status === 429 || status === 408;
  const told = [code, message].filter(Boolean).join(', ');
  return new ConnectorError({
    class: transient ? 'technical-transient' : 'technical-permanent',
    code: transient ? 'token_unavailable' : 'unauthorized',
    message: redactText(
      `The token address answered ${status}${told ? ` (${told})` : ''}` +
        (transient ? '.' : '; check client id, client secret and scope.'),
      [clientSecret],
    ),
    outcome: 'not-sent',
    status,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  });
}
