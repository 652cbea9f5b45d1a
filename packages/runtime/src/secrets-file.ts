import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readPrivateJson, writePrivateJson } from './private-file.ts';
import { StartError } from './start-error.ts';

/** The random values of an installation; each has 32 bytes. */
export interface InstallationSecrets {
  /** Encrypts connection secrets (AES-256-GCM). What is lost with it cannot be read again. */
  readonly secretKey: Buffer;
  /** Keys the HMACs: idempotency keys of steps, links for approvals. */
  readonly signingKey: Buffer;
}

const names = ['secretKey', 'signingKey'] as const;
const keyBytes = 32;

/**
 * Gives the installation's secrets from `<dataDir>/secrets.json`, and generates them on the first start.
 * The file is readable by its owner only; the values are base64.
 *
 * @throws StartError when the file is damaged or cannot be read or written: a damaged file is never replaced,
 *   because everything encrypted with its key would be lost
 */
export async function loadOrCreateSecrets(dataDir: string): Promise<InstallationSecrets> {
  const path = join(dataDir, 'secrets.json');
  const stored = await readPrivateJson(path);
  if (stored === undefined) return createSecrets(path);
  const [secretKey, signingKey] = names.map((name) => decodeKey(stored, name, path));
  if (secretKey === undefined || signingKey === undefined) throw damaged(path, names.join(', '));
  return { secretKey, signingKey };
}

async function createSecrets(path: string): Promise<InstallationSecrets> {
  const secrets = { secretKey: randomBytes(keyBytes), signingKey: randomBytes(keyBytes) };
  await writePrivateJson(path, {
    secretKey: secrets.secretKey.toString('base64'),
    signingKey: secrets.signingKey.toString('base64'),
  });
  return secrets;
}

function decodeKey(stored: unknown, name: (typeof names)[number], path: string): Buffer {
  const value = typeof stored === 'object' && stored !== null ? Reflect.get(stored, name) : undefined;
  const key = typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
  if (key?.length !== keyBytes) throw damaged(path, name);
  return key;
}

function damaged(path: string, name: string): StartError {
  return new StartError(
    `The file ${path} is damaged: "${name}" is missing or does not hold ${keyBytes} bytes of base64`,
    'Restore the file from a backup: without its key, the stored connection secrets cannot be read',
  );
}
