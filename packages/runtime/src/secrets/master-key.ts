import { loadOrCreateSecrets } from '../secrets-file.ts';
import { StartError } from '../start-error.ts';

const keyBytes = 32;

/**
 * Reads the master key from the text of `CROSSDOCK_SECRET_KEY`: 32 bytes as 64 hexadecimal digits or as base64
 * (also its URL form).
 * @throws StartError when it is neither
 */
export function parseMasterKey(text: string): Buffer {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) return Buffer.from(trimmed, 'hex');
  const key = /^[A-Za-z0-9+/_-]+={0,2}$/.test(trimmed) ? Buffer.from(trimmed, 'base64') : Buffer.alloc(0);
  if (key.length === keyBytes) return key;
  throw new StartError(
    `CROSSDOCK_SECRET_KEY must be ${keyBytes} bytes as 64 hexadecimal digits or base64`,
    'Generate one, for example with: openssl rand -base64 32. Keep it safe: without it, stored secrets can’t be read',
  );
}

/**
 * Gives the key that connection secrets are encrypted with: from the environment, or else from the data folder,
 * where it is generated on the first start.
 * @throws StartError when it can't be read
 */
export async function loadMasterKey(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<Buffer> {
  const text = env['CROSSDOCK_SECRET_KEY'];
  return text ? parseMasterKey(text) : (await loadOrCreateSecrets(dataDir)).secretKey;
}
