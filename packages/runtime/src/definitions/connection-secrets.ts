import type { ResolvedConnection } from '@crossdock/connectors';
import { SecretsError, type SecretBox, type Secrets } from '../secrets/secret-box.ts';
import type { ConnectionRow, ConnectionValues } from '../store/connections.ts';

/** Seals and opens what a connection keeps to itself. */
export class ConnectionSecrets {
  readonly #box: SecretBox;

  constructor(box: SecretBox) {
    this.#box = box;
  }

  /** Gives a connection as calls get it. @throws SecretsError when its secrets can't be opened */
  open({ key, environment, config, secrets }: ConnectionRow): ResolvedConnection {
    const binding = { connection: key, environment };
    return { key, config, secrets: secrets ? this.#box.openSecrets(secrets, binding) : {} };
  }

  /** Gives a connection as it is stored. */
  seal(connection: Omit<ConnectionValues, 'secrets' | 'secretNames'>, secrets: Secrets): ConnectionValues {
    const { key, environment, name, connector, config } = connection;
    const secretNames = Object.keys(secrets).toSorted();
    const binding = { connection: key, environment };
    const sealed = secretNames.length > 0 ? this.#box.sealSecrets(secrets, binding) : null;
    return { key, environment, name, connector, config, secrets: sealed, secretNames };
  }

  /** Secrets left out keep their value; null removes one. Those that can't be opened any more are replaced. */
  merge(before: ConnectionRow, changes: Secrets): Secrets {
    try {
      return withoutNulls({ ...this.open(before).secrets, ...changes });
    } catch (error) {
      if (error instanceof SecretsError) return withoutNulls(changes);
      throw error;
    }
  }
}

/** Null stands for a secret that isn't there. */
export const withoutNulls = (secrets: Secrets): Secrets =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== null));
