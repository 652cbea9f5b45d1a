import { connectors, type ConnectionKind } from '@crossdock/connectors';
import type { ConnectionUpdate, FieldError as FieldErrorSchema } from '@crossdock/flow-schema';
import { validateJson } from '@crossdock/mapping';
import type { Static } from 'typebox';
import type { Secrets } from '../secrets/secret-box.ts';
import type { ConnectionRow } from '../store/connections.ts';

export type FieldError = Static<typeof FieldErrorSchema>;

/** What connections of a connector consist of; undefined if it has none, or there is no such connector. */
export function connectionKindOf(connector: string): ConnectionKind | undefined {
  return Object.hasOwn(connectors, connector) ? connectors[connector]?.connection : undefined;
}

/** What the connector's schemas say of settings and secrets. */
export function settingErrors(connector: string, config: unknown, secrets: Secrets): FieldError[] {
  const kind = connectionKindOf(connector);
  if (!kind) return [{ path: 'connector', message: 'is not a connector that has connections' }];
  return [...violations('config', kind.config, config), ...violations('secrets', kind.secrets, secrets)];
}

function violations(part: string, schema: object, value: unknown): FieldError[] {
  return validateJson(schema, value).map(({ path, message }) => {
    const separator = path === '' || path.startsWith('[') ? '' : '.';
    return { path: `${part}${separator}${path}`, message };
  });
}

/** What names a connection, and what it is of, stays as it was created. */
export function fixedFieldErrors(before: ConnectionRow, body: ConnectionUpdate): FieldError[] {
  return (['key', 'environment', 'connector'] as const)
    .filter((field) => body[field] !== undefined && body[field] !== before[field])
    .map((path) => ({ path, message: `can’t be changed from "${before[path]}"` }));
}
