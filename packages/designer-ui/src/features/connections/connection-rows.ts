import type { Connection } from '@crossdock/flow-schema';
import type { ConnectionRef } from '../../api/connections.ts';

/** One string for key and environment: the same key lives in several. */
export const connectionId = ({ key, environment }: ConnectionRef): string => `${environment}/${key}`;

/** The reference written by `connectionId`; undefined for anything else. */
export function readConnectionId(id: string | undefined): ConnectionRef | undefined {
  const [environment, key, ...rest] = id?.split('/') ?? [];
  return environment && key && rest.length === 0 ? { environment, key } : undefined;
}

/** Address or whatever else a person knows the system by; empty where the config has no such text. */
export function addressOf({ config }: Pick<Connection, 'config'>): string {
  const { baseUrl, host, url } = config;
  return [baseUrl, url, host].find((each): each is string => typeof each === 'string') ?? '';
}

/** Whether a connection has the words in its name, key or address. */
export function matches(connection: Connection, q: string | undefined): boolean {
  if (!q) return true;
  const wanted = q.toLowerCase();
  return [connection.name, connection.key, addressOf(connection)].some((text) =>
    text.toLowerCase().includes(wanted),
  );
}

/** How a person calls how a system is logged in to. */
export function authOf({ config }: Pick<Connection, 'config'>): string {
  const { auth } = config;
  const type: unknown = typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'type') : undefined;
  const names: Record<string, string> = {
    none: 'no log-in',
    basic: 'user and password',
    bearer: 'bearer token',
    apiKey: 'API key',
    oauth2ClientCredentials: 'OAuth 2',
  };
  return typeof type === 'string' ? (names[type] ?? type) : '';
}
