import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the library's algorithm unless told otherwise) as OWASP's password storage guide advises. */
const parameters = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, parameters);

/** Compared with when there is no such user, so that the answer takes as long as with one. */
let nobodysHash: Promise<string> | undefined;

/**
 * Whether a password is the right one.
 * @param passwordHash undefined for an unknown user: the work is done all the same, and the answer is no
 */
export async function verifyPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  if (passwordHash !== undefined) return verify(passwordHash, password);
  nobodysHash ??= hashPassword('a password that nobody has');
  await verify(await nobodysHash, password);
  return false;
}
