import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { MapCase, RunCasesOptions } from '../map-tests/cases.ts';
import { readMapFolders } from '../map-tests/cli/folders.ts';
import { checkPlain } from '../schema/plain-check.ts';
import { templateDescription } from './template.ts';
import type { Template } from './template.ts';

/** The templates that come with Crossdock; seen from `src/templates` and from `dist/templates` alike. */
const libraryFolder = fileURLToPath(new URL('../../templates/', import.meta.url));

/** Ids of the templates in the library, in alphabetical order. */
export function templateIds(): string[] {
  return readdirSync(libraryFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** Folder of a template, with `map.jsonata`, `cases/` and `samples/`. */
export function templateFolder(id: string): string {
  return join(libraryFolder, id);
}

/** The test cases that come with a template, and what they are run with. */
export function templateCases(id: string): { cases: MapCase[]; options: RunCasesOptions } {
  const [folder] = readMapFolders([join(libraryFolder, id)]);
  if (folder === undefined) throw new Error(`template ${id} has no map`);
  return { cases: folder.cases.map(({ test }) => test), options: folder.options };
}

const read = new Map<string, Template>();

/**
 * A template of the library; undefined where there is none of this id. Read from disk once.
 * @throws Error when its files are not as they must be: a fault of the template's author, found by tests
 */
export function findTemplate(id: string): Template | undefined {
  const known = read.get(id);
  if (known !== undefined) return known;
  // An id comes from outside: only names of folders are taken, never paths.
  if (!/^[a-z0-9-]+$/.test(id) || !existsSync(join(libraryFolder, id, 'template.json'))) return undefined;
  const template = readTemplate(id);
  read.set(id, template);
  return template;
}

function readTemplate(id: string): Template {
  const folder = join(libraryFolder, id);
  const description: unknown = JSON.parse(readFileSync(join(folder, 'template.json'), 'utf8'));
  const fault = checkPlain(templateDescription, description);
  if (fault !== undefined) throw new Error(`template ${id}: ${fault.path} ${fault.message}`);
  const map = readFileSync(join(folder, 'map.jsonata'), 'utf8');
  return { id, ...(description as Omit<Template, 'id' | 'map'>), map };
}
