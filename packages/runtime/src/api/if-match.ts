import { Refusal } from '../refusal.ts';

/**
 * Reads the revision that a change is based on: `If-Match: 7`, `"7"` or `W/"7"`.
 * @throws Refusal `revision_required` when the header is missing, `malformed_request` when it is no revision
 */
export function revisionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined) {
    const message = 'Send the revision that your change is based on in the header If-Match.';
    throw new Refusal('revision_required', message);
  }
  const [, quoted, plain] = /^\s*(?:(?:W\/)?"(\d{1,9})"|(\d{1,9}))\s*$/.exec(ifMatch) ?? [];
  const digits = quoted ?? plain;
  if (digits !== undefined) return Number(digits);
  throw new Refusal('malformed_request', 'The header If-Match must hold one revision, such as "7".');
}
