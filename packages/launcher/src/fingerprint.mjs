import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { inRoot, root } from './paths.mjs';

/** Stamps live beside what they speak of: without node_modules there is nothing up to date. */
const stampFolder = inRoot('node_modules', '.cache', 'crossdock');

const skippedFolders = new Set(['node_modules', 'dist', 'generated']);

/**
 * Gives one hash over names and contents of files, so that neither a checkout's new dates nor a renamed file
 * mislead.
 *
 * @param {readonly string[]} paths files and folders, relative to the root; folders are taken whole, a missing
 *   path counts as nothing
 * @returns {string} in hexadecimal
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap((path) => filesIn(inRoot(path)))) {
    hash.update(relative(root, file).split(sep).join('/'));
    hash.update('\0');
    hash.update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/**
 * Does a piece of work unless it was done before with the same input.
 *
 * @param {{ name: string, input: string, outputs?: readonly string[] }} task its name, the hash of what it depends
 *   on, and paths (relative to the root) that must exist if it was done
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>} whether the work had to be done
 */
export async function unlessDone({ name, input, outputs = [] }, work) {
  if (readStamp(name) === input && outputs.every((path) => existsSync(inRoot(path)))) return false;
  // Interrupted work must not look finished.
  rmSync(stampPath(name), { force: true });
  await work();
  mkdirSync(dirname(stampPath(name)), { recursive: true });
  writeFileSync(stampPath(name), input);
  return true;
}

/** @param {string} name */
function readStamp(name) {
  return existsSync(stampPath(name)) ? readFileSync(stampPath(name), 'utf8') : undefined;
}

/** @param {string} name */
function stampPath(name) {
  return join(stampFolder, `${name}.stamp`);
}

/**
 * @param {string} path
 * @returns {string[]} in a stable order
 */
function filesIn(path) {
  const entries = listFolder(path);
  if (entries === undefined) return existsSync(path) ? [path] : [];
  return entries
    .filter((entry) => !skippedFolders.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesIn(join(path, entry.name)));
}

/** @param {string} path */
function listFolder(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return undefined;
  }
}
