import type {
  CatalogueConnector,
  Connection,
  ConnectionCreate,
  ConnectionUpdate,
} from '@crossdock/flow-schema';

/** What the form holds. */
export interface ConnectionDraft {
  name: string;
  key: string;
  /** Whether the key still follows the name. */
  keyFollows: boolean;
  environment: string;
  connector: string;
  config: Record<string, unknown>;
  /** Changes only: text to set, null to remove. */
  secrets: Record<string, string | null>;
}

export interface DraftSource {
  existing: Connection | undefined;
  copyOf: Connection | undefined;
  connector: string | undefined;
  environment: string | undefined;
}

export function draftOf({ existing, copyOf, connector, environment }: DraftSource): ConnectionDraft {
  const base = existing ?? copyOf;
  return {
    name: base?.name ?? '',
    key: base?.key ?? '',
    keyFollows: !base,
    environment:
      existing?.environment ?? (copyOf && environment === copyOf.environment ? '' : (environment ?? '')),
    connector: base?.connector ?? connector ?? '',
    config: base?.config ?? {},
    secrets: {},
  };
}

/** A key made from a name: small letters, digits and hyphens, beginning with a letter. */
export function keyFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 60);
}

export type DraftErrors = Partial<Record<'name' | 'key' | 'environment' | 'connector', string>>;

/** What can be told without the server. */
export function draftErrors({ name, key, environment, connector }: ConnectionDraft): DraftErrors {
  const errors: DraftErrors = {};
  if (!connector) errors.connector = 'Choose what kind of system it is.';
  if (!name.trim()) errors.name = 'Give it a name.';
  if (!/^[a-z][a-z0-9-]{0,59}$/.test(key))
    errors.key = 'Small letters, digits and hyphens, beginning with a letter.';
  if (!environment) errors.environment = 'Choose an environment.';
  return errors;
}

const hasEntries = (value: object): boolean => Object.keys(value).length > 0;

export function toCreate({
  name,
  key,
  environment,
  connector,
  config,
  secrets,
}: ConnectionDraft): ConnectionCreate {
  const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== null));
  return {
    name: name.trim(),
    key,
    environment,
    connector,
    config,
    ...(hasEntries(given) ? { secrets: given } : {}),
  };
}

/** Secrets left out keep their value; null removes one. */
export function toUpdate({ name, config, secrets }: ConnectionDraft): ConnectionUpdate {
  return { name: name.trim(), config, ...(hasEntries(secrets) ? { secrets } : {}) };
}

export interface SecretField {
  name: string;
  title: string;
  description: string | undefined;
}

/** The secrets that a connector knows, in its order. */
export function secretFields(
  connector: CatalogueConnector | undefined,
  config: Record<string, unknown>,
): SecretField[] {
  const properties: unknown = connector?.connection?.secrets['properties'];
  if (typeof properties !== 'object' || properties === null) return [];
  const entries: [string, unknown][] = Object.entries(properties);
  return entries
    .filter(([, schema]) => isAskedFor(schema, config))
    .map(([name, schema]) => ({
      name,
      title: textOf(schema, 'title') ?? name,
      description: textOf(schema, 'description'),
    }));
}

/** Secrets that belong to certain authentications (`x-for`) are asked for with those only. */
function isAskedFor(schema: unknown, { auth }: Record<string, unknown>): boolean {
  const kinds: unknown =
    typeof schema === 'object' && schema !== null ? Reflect.get(schema, 'x-for') : undefined;
  if (!Array.isArray(kinds)) return true;
  const type: unknown = typeof auth === 'object' && auth !== null ? Reflect.get(auth, 'type') : undefined;
  return kinds.includes(type);
}

function textOf(schema: unknown, field: string): string | undefined {
  const value: unknown =
    typeof schema === 'object' && schema !== null ? Reflect.get(schema, field) : undefined;
  return typeof value === 'string' ? value : undefined;
}
