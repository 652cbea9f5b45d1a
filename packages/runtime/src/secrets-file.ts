import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readPrivateJson, writePrivateJson } from './private-file.ts';
import { StartError } from './start-error.ts';

/** The random values of an installation. */
export interface InstallationSecrets {
  /** 32 bytes; everything secret is encrypted with it or with keys made from it. */
  readonly secretKey: Buffer;
}

const keyBytes = 32;

/**
 * Gives the installation's secrets from `<dataDir>/secrets.json`, and generates them on the first start.
 * The file is readable by its owner only; the key is base64.
 *
 * @throws StartError when the file is damaged or cannot be read or written: a damaged file is never replaced,
 *   because everything encrypted with its key would be lost
 */
export async function loadOrCreateSecrets(dataDir: string): Promise<InstallationSecrets> {
  const path = join(dataDir, 'secrets.json');
  const stored = await readPrivateJson(path);
  if (stored !== undefined) return { secretKey: decodeKey(stored, path) };
  const secretKey = randomBytes(keyBytes);
  await writePrivateJson(path, { secretKey: secretKey.toString('base64') });
  return { secretKey };
}

function decodeKey(stored: unknown, path: string): Buffer {
  const value =
    typeof stored === 'object' && stored !== null && 'secretKey' in stored ? stored.secretKey : undefined;
  const key = typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
  if (key?.length === keyBytes) return key;
  throw new StartError(
    `The file ${path} is damaged: its secretKey is missing or does not hold ${keyBytes} bytes of base64`,
    'Restore the file from a backup: without its key, the stored connection secrets cannot be read',
  );
}
