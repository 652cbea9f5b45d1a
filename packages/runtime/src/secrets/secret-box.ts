import { createHmac, randomBytes } from 'node:crypto';
import { decrypt, encrypt, ivBytes, tagBytes } from './cipher.ts';

/** What sealed secrets belong to; they can't be opened as anything else's. */
export interface Binding {
  connection: string;
  environment: string;
}

export type Secrets = Record<string, unknown>;

/** Thrown when stored secrets can't be opened: another master key, damage, or moved from another connection. */
export class SecretsError extends Error {
  override readonly name = 'SecretsError';
  readonly code: 'unknown_key' | 'damaged';

  constructor(code: SecretsError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/*
 * Layout of version 1:
 *   version (1) | id of the master key (8) | data key, encrypted (12 + 16 + 32) | secrets, encrypted (12 + 16 + n)
 * The data key is random for each value, so that changing the master key means to encrypt data keys anew, not
 * everything. Both parts are bound to version, key id, connection and environment.
 */
const version = 1;
const keyIdBytes = 8;
const dataKeyBytes = 32;
const headBytes = 1 + keyIdBytes;
const wrappedBytes = ivBytes + tagBytes + dataKeyBytes;

/** Seals and opens connection secrets under the installation's master key. */
export class SecretBox {
  readonly #masterKey: Buffer;
  readonly #keyId: Buffer;

  /** @param masterKey 32 bytes */
  constructor(masterKey: Buffer) {
    if (masterKey.length !== 32) throw new RangeError('the master key must have 32 bytes');
    this.#masterKey = masterKey;
    this.#keyId = createHmac('sha256', masterKey).update('crossdock key id').digest().subarray(0, keyIdBytes);
  }

  /** Encrypts secrets for the database. */
  sealSecrets(secrets: Secrets, binding: Binding): Buffer {
    const head = Buffer.concat([Buffer.of(version), this.#keyId]);
    const boundTo = additionalData(head, binding);
    const dataKey = randomBytes(dataKeyBytes);
    const wrapped = encrypt(this.#masterKey, dataKey, boundTo);
    return Buffer.concat([head, wrapped, encrypt(dataKey, Buffer.from(JSON.stringify(secrets)), boundTo)]);
  }

  /** @throws SecretsError when they can't be opened */
  openSecrets(sealed: Uint8Array, binding: Binding): Secrets {
    const bytes = Buffer.from(sealed);
    const head = bytes.subarray(0, headBytes);
    if (bytes.length < headBytes + wrappedBytes + ivBytes + tagBytes || head[0] !== version) {
      throw new SecretsError('damaged', 'The stored secrets have an unknown form.');
    }
    if (!head.subarray(1).equals(this.#keyId)) {
      throw new SecretsError('unknown_key', 'The stored secrets were encrypted with another master key.');
    }
    try {
      const boundTo = additionalData(head, binding);
      const dataKey = decrypt(this.#masterKey, bytes.subarray(headBytes, headBytes + wrappedBytes), boundTo);
      const plain = decrypt(dataKey, bytes.subarray(headBytes + wrappedBytes), boundTo);
      return JSON.parse(plain.toString('utf8')) as Secrets;
    } catch (cause) {
      throw new SecretsError('damaged', 'The stored secrets are damaged or belong to another connection.', {
        cause,
      });
    }
  }
}

/** As a JSON list, so that no two bindings give the same bytes. */
function additionalData(head: Buffer, { connection, environment }: Binding): Buffer {
  return Buffer.concat([head, Buffer.from(JSON.stringify([connection, environment]))]);
}
