import {
  ConnectorError,
  redactText,
  secretValues,
  type HttpClient,
  type ResolvedConnection,
} from '@crossdock/connectors';
import type { Connection, ConnectionCreate, ConnectionTest, ConnectionUpdate } from '@crossdock/flow-schema';
import type { Actor } from '../access/principal.ts';
import { invalidFields, notFound, Refusal } from '../refusal.ts';
import { SecretsError, type SecretBox, type Secrets } from '../secrets/secret-box.ts';
import type { ConnectionRow, ConnectionStore } from '../store/connections.ts';
import type { EnvironmentStore } from '../store/environments.ts';
import type { PageRequest, PageResult } from '../store/page.ts';
import { ConnectionSecrets, withoutNulls } from './connection-secrets.ts';
import { connectionKindOf, fixedFieldErrors, settingErrors, type FieldError } from './connection-settings.ts';
import type { DeployedUse, DeployedReferences } from './deployed-references.ts';

export interface ConnectionServices {
  store: ConnectionStore;
  environments: Pick<EnvironmentStore, 'exists'>;
  references: DeployedReferences;
  secrets: SecretBox;
  http: HttpClient;
}

/** A connection is named by its key within an environment. */
export interface ConnectionName {
  key: string;
  environment: string;
}

/** How long trying a connection may take, in milliseconds. */
const testTimeoutMs = 20_000;

/** Connections of all environments: what is kept of them, whether they work, and what a call gets of them. */
export class Connections {
  readonly #services: ConnectionServices;
  readonly #secrets: ConnectionSecrets;

  constructor(services: ConnectionServices) {
    this.#services = services;
    this.#secrets = new ConnectionSecrets(services.secrets);
  }

  async list(page: PageRequest, environment: string | undefined): Promise<PageResult<Connection>> {
    const { items, next } = await this.#services.store.list(page, environment);
    const usesOf = await this.#services.references.read();
    return { items: items.map((row) => show(row, usesOf(row))), next };
  }

  /** @throws Refusal `not_found` */
  async get(name: ConnectionName): Promise<Connection> {
    return this.#show(await this.#find(name));
  }

  /** @throws Refusal `invalid_fields` or `connection_exists` */
  async create(body: ConnectionCreate, by: Actor): Promise<Connection> {
    const errors: FieldError[] = [];
    if (!(await this.#services.environments.exists(body.environment))) {
      errors.push({ path: 'environment', message: 'is not an environment of this installation' });
    }
    const secrets = withoutNulls(body.secrets ?? {});
    errors.push(...settingErrors(body.connector, body.config, secrets));
    if (errors.length > 0) throw invalidFields(errors);
    const created = await this.#services.store.create(this.#secrets.seal(body, secrets), by);
    if (!created) {
      const message = `There is a connection "${body.key}" in ${body.environment} already.`;
      throw new Refusal('connection_exists', message);
    }
    return this.#show(created);
  }

  /** Changes what is given. @throws Refusal `not_found`, `invalid_fields` or `conflict` */
  async update(name: ConnectionName, body: ConnectionUpdate, by: Actor): Promise<Connection> {
    const before = await this.#find(name);
    const secrets = body.secrets === undefined ? undefined : this.#secrets.merge(before, body.secrets);
    const config = body.config ?? before.config;
    const errors = [
      ...fixedFieldErrors(before, body),
      ...settingErrors(before.connector, config, secrets ?? {}),
    ];
    if (errors.length > 0) throw invalidFields(errors);
    const changed = { ...before, config, name: body.name ?? before.name };
    const values = secrets === undefined ? changed : this.#secrets.seal(changed, secrets);
    const { updatedAt: _then, ...columns } = { updatedAt: undefined, ...values };
    const after = await this.#services.store.replace(before, columns, by);
    if (!after) throw new Refusal('conflict', 'Somebody else has changed this connection just now.');
    return this.#show(after);
  }

  /** @throws Refusal `not_found`, or `connection_in_use` naming the flows */
  async delete(name: ConnectionName, by: Actor): Promise<void> {
    const { uses } = await this.#withUses(await this.#find(name));
    if (uses.length > 0) {
      const flows = uses.map(({ flowName }) => `“${flowName}”`).join(', ');
      throw new Refusal('connection_in_use', `It is used in ${name.environment} by ${flows}.`, {
        members: { usedBy: uses },
      });
    }
    if (!(await this.#services.store.delete(name.key, name.environment, by))) throw notFound('connection');
  }

  /** Tries a connection without changing anything on the other side. @throws Refusal `not_found` */
  async test(name: ConnectionName, signal: AbortSignal): Promise<ConnectionTest> {
    const row = await this.#find(name);
    const startedAt = performance.now();
    const [ok, detail] = await this.#try(row, signal);
    return { ok, latencyMs: Math.round(performance.now() - startedAt), detail };
  }

  /** Gives a connection with its secrets opened, for a call. @throws SecretsError when they can't be opened */
  async connectionOf(key: string, environment: string): Promise<ResolvedConnection | undefined> {
    const row = await this.#services.store.find(key, environment);
    return row && this.#secrets.open(row);
  }

  async #try(row: ConnectionRow, signal: AbortSignal): Promise<[ok: boolean, detail: string]> {
    const kind = connectionKindOf(row.connector);
    if (!kind?.test) return [true, 'There is nothing to try: this connection is used by those who call us.'];
    let secrets: Secrets = {};
    try {
      const connection = this.#secrets.open(row);
      ({ secrets } = connection);
      const limited = AbortSignal.any([signal, AbortSignal.timeout(testTimeoutMs)]);
      const { http } = this.#services;
      const { detail } = await kind.test({ environment: row.environment, signal: limited, http, connection });
      return [true, redactText(detail, secretValues(secrets))];
    } catch (error) {
      if (error instanceof ConnectorError) return [false, redactText(error.message, secretValues(secrets))];
      if (error instanceof SecretsError) return [false, `${error.message} Enter the secrets again.`];
      throw error;
    }
  }

  async #find({ key, environment }: ConnectionName): Promise<ConnectionRow> {
    const row = await this.#services.store.find(key, environment);
    if (!row) throw new Refusal('not_found', `There is no connection "${key}" in ${environment}.`);
    return row;
  }

  async #withUses(row: ConnectionRow): Promise<{ row: ConnectionRow; uses: DeployedUse[] }> {
    return { row, uses: (await this.#services.references.read())(row) };
  }

  async #show(row: ConnectionRow): Promise<Connection> {
    return show(row, (await this.#withUses(row)).uses);
  }
}

function show(row: ConnectionRow, usedBy: DeployedUse[]): Connection {
  return {
    key: row.key,
    name: row.name,
    connector: row.connector,
    environment: row.environment,
    config: row.config,
    secretsSet: row.secretNames,
    usedBy,
    updatedAt: row.updatedAt.toISOString(),
  };
}
