import { createHash, randomBytes } from 'node:crypto';

const tokenBytes = 32;

/** A secret of 256 random bits, safe in cookies, headers and addresses. */
export const newToken = (): string => randomBytes(tokenBytes).toString('base64url');

/**
 * What is stored of a token or API key. They are long and random, so that one round of SHA-256 is enough: there
 * is nothing to guess, unlike with passwords.
 */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
