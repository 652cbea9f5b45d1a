import type { HttpClient } from '../../client/types.ts';
import { configurationError } from '../../sdk/error.ts';
import type { Auth, HttpConnection, HttpSecrets } from './connection.ts';
import { tokenSource } from './token.ts';

/** What a request carries to prove who sends it. */
export interface Credentials {
  headers: Record<string, string>;
  query: Record<string, string>;
  /** Values that must not be shown beside the connection's own secrets. */
  derivedSecrets: string[];
  /** Present where a refused request may be sent once more with new credentials. */
  renew?: () => Promise<void>;
}

interface AuthContext {
  http: HttpClient;
  signal: AbortSignal;
}

type Scheme<T extends Auth['type']> = (
  auth: Extract<Auth, { type: T }>,
  secrets: HttpSecrets,
  context: AuthContext,
) => Credentials | Promise<Credentials>;

const schemes: { [T in Auth['type']]: Scheme<T> } = {
  none: () => ({ headers: {}, query: {}, derivedSecrets: [] }),

  basic(auth, secrets) {
    const pair = Buffer.from(`${auth.username}:${need(secrets, 'password')}`).toString('base64');
    return { headers: { authorization: `Basic ${pair}` }, query: {}, derivedSecrets: [pair] };
  },

  bearer: (_auth, secrets) => bearer(need(secrets, 'token')),

  apiKey(auth, secrets) {
    const named = { [auth.name ?? 'X-API-Key']: need(secrets, 'apiKey') };
    const inQuery = auth.in === 'query';
    return { headers: inQuery ? {} : named, query: inQuery ? named : {}, derivedSecrets: [] };
  },

  async oauth2ClientCredentials(auth, secrets, { http, signal }) {
    const source = tokenSource(http, auth, need(secrets, 'clientSecret'));
    const token = await source.token(signal);
    return { ...bearer(token), renew: () => source.refused(token) };
  },
};

/**
 * The credentials of a connection; fetches an access token where one is needed.
 * @throws ConnectorError `missing_secret`, or whatever keeps the token from coming
 */
export async function credentialsOf(
  { config, secrets }: HttpConnection,
  context: AuthContext,
): Promise<Credentials> {
  const auth: Auth = config.auth ?? { type: 'none' };
  return dispatch(auth.type, auth, secrets, context);
}

/** The one place where the scheme's type and the settings' type are known to belong together. */
function dispatch<T extends Auth['type']>(
  type: T,
  auth: Auth,
  secrets: HttpSecrets,
  context: AuthContext,
): Credentials | Promise<Credentials> {
  return schemes[type](auth as Extract<Auth, { type: T }>, secrets, context);
}

const bearer = (token: string): Credentials => ({
  headers: { authorization: `Bearer ${token}` },
  query: {},
  derivedSecrets: [token],
});

const names: Record<keyof HttpSecrets, string> = {
  password: 'password',
  token: 'token',
  apiKey: 'API key',
  clientSecret: 'client secret',
};

function need(secrets: HttpSecrets, name: keyof HttpSecrets): string {
  const value = secrets[name];
  if (value) return value;
  throw configurationError('missing_secret', `The connection has no ${names[name]}.`);
}
