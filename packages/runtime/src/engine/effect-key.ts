import { createHmac } from 'node:crypto';

/**
 * Idempotency key of an effect: the same for every attempt at a step, over retries, resumes and crashes, and for
 * replays of the run; another for every other step. The secret keeps it from being guessed or made elsewhere.
 *
 * @param effectRoot run from whose id the key is made
 * @param path place in loops, empty outside
 */
export function effectKeyOf(secret: Uint8Array, effectRoot: string, nodeId: string, path: string): string {
  return createHmac('sha256', secret).update(`${effectRoot}/${nodeId}/${path}`).digest('base64url');
}
