import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Gives the absolute path of something in the repository.
 *
 * @param {...string} parts
 */
export function inRoot(...parts) {
  return join(root, ...parts);
}
