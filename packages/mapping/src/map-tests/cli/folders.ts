import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { validateJson } from '../../schema/validator.ts';
import type { MapCase, RunCasesOptions } from '../cases.ts';
import { caseSchema } from './caseSchema.ts';

/** A map on disk with its cases: `<name>/map.jsonata`, `<name>/cases/*.json`, optionally `<name>/lookups.json`. */
export interface MapFolder {
  name: string;
  map: string;
  options: RunCasesOptions;
  cases: readonly { file: string; test: MapCase }[];
}

const MAP_FILE = 'map.jsonata';

/**
 * Finds the maps below folders; a case file or a map file stands for that case or map alone.
 * @throws Error that names the file which is missing or can't be read
 */
export function readMapFolders(paths: readonly string[]): MapFolder[] {
  return paths.flatMap((path) => {
    const full = resolve(path);
    if (!existsSync(full)) throw new Error(`${path} does not exist`);
    if (statSync(full).isDirectory()) return foldersBelow(full).map((folder) => readFolder(folder));
    if (basename(full) === MAP_FILE) return [readFolder(dirname(full))];
    return [readFolder(dirname(dirname(full)), full)];
  });
}

function foldersBelow(folder: string): string[] {
  if (existsSync(join(folder, MAP_FILE))) return [folder];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
    .sort((one, other) => one.name.localeCompare(other.name))
    .flatMap((entry) => foldersBelow(join(folder, entry.name)));
}

function readFolder(folder: string, onlyCase?: string): MapFolder {
  const cases = onlyCase === undefined ? caseFiles(join(folder, 'cases')) : [onlyCase];
  const lookups = join(folder, 'lookups.json');
  return {
    name: basename(folder),
    map: read(join(folder, MAP_FILE), folder).toString('utf8'),
    options: existsSync(lookups)
      ? { lookups: readJson(lookups) as NonNullable<RunCasesOptions['lookups']> }
      : {},
    cases: cases.map((file) => ({ file, test: readCase(file) })),
  };
}

function caseFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => join(folder, file));
}

/** A case's document may stand in a file of its own: `"input": { "format": "x12", "file": "order.edi" }`. */
function readCase(file: string): MapCase {
  const content = readJson(file);
  const [wrong] = validateJson(caseSchema, content);
  if (wrong) throw new Error(`${file}: ${wrong.path === '' ? 'the case' : wrong.path} ${wrong.message}`);
  const test = content as MapCase;
  const named = { ...test, name: test.name ?? basename(file, '.json') };
  const { input } = test;
  if (typeof input !== 'object' || input === null || !('file' in input) || !('format' in input)) return named;
  const { file: document, ...rest } = input;
  const bytes = read(join(dirname(file), String(document)), file);
  return { ...named, input: { ...rest, content: bytes.toString('base64'), encoding: 'base64' } };
}

/** Reads a file that belongs to another one, or to a folder. */
function read(file: string, owner: string): Buffer {
  if (!existsSync(file)) throw new Error(`${owner}: there is no ${file}`);
  return readFileSync(file);
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
