import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from './start-error.ts';

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

/**
 * Reads a small JSON file that only its owner may read.
 * Wider permissions (a careless copy or restore) are narrowed again.
 *
 * @returns the parsed content, or `undefined` if there is no such file
 * @throws StartError when the file cannot be read or is not JSON
 */
export async function readPrivateJson(path: string): Promise<unknown> {
  const text = await readText(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new StartError(
      `The file ${path} is damaged: it is not valid JSON`,
      'Restore it from a backup of the data folder',
      { cause },
    );
  }
}

/**
 * Writes a JSON file readable by its owner only; the file is either complete or not there.
 *
 * @throws StartError when the folder cannot be written
 */
export async function writePrivateJson(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await createFolder(dirname(path));
    const file = await open(draft, 'w', ownerOnly);
    try {
      await file.writeFile(`${JSON.stringify(value, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true });
    throw fileProblem(`Cannot write ${path}`, cause);
  }
}

/**
 * Creates a folder (and its parents) that only its owner may enter; an existing one stays as it is.
 *
 * @throws StartError when that is not possible
 */
export async function createFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: ownerOnlyFolder });
  } catch (cause) {
    throw fileProblem(`Cannot create the folder ${path}`, cause);
  }
}

async function readText(path: string): Promise<string | undefined> {
  try {
    const text = await readFile(path, 'utf8');
    await chmod(path, ownerOnly);
    return text;
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined;
    throw fileProblem(`Cannot read ${path}`, cause);
  }
}

/** Turns a file system error into a message with the next step. */
export function fileProblem(what: string, cause: unknown): StartError {
  const code = errorCode(cause);
  const known = code === undefined ? undefined : knownProblems[code];
  const [reason, advice] = known ?? [
    cause instanceof Error ? cause.message : String(cause),
    'Check the folder and its permissions',
  ];
  return new StartError(`${what}: ${reason}`, advice, { cause });
}

const permissionAdvice = 'Give your user the right to read and write there, or choose another data folder';

const knownProblems: Readonly<Record<string, readonly [reason: string, advice: string]>> = {
  EACCES: ['permission denied', permissionAdvice],
  EPERM: ['permission denied', permissionAdvice],
  EROFS: ['the file system is read-only', 'Choose a data folder on a disk that can be written'],
  ENOSPC: ['the disk is full', 'Free some space and start again'],
  ENOTDIR: ['a part of the path is a file, not a folder', 'Choose another data folder'],
  EEXIST: ['there is a file of this name', 'Move it away, or choose another data folder'],
};

/** The system's code of an error (`ENOENT`, `EADDRINUSE`), if it has one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
