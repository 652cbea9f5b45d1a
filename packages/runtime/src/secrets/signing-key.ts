import { hkdfSync } from 'node:crypto';

/**
 * The key from which idempotency keys of effects are made. It comes from the master key, so that all servers of an
 * installation agree on it, and a restart changes nothing.
 */
export function signingKeyOf(masterKey: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', masterKey, '', 'crossdock effects', 32));
}
