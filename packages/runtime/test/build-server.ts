import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const compiler = fileURLToPath(new URL('../../launcher/src/compile-package.mjs', import.meta.url));
const packages = ['flow-schema', 'mapping', 'connectors', 'sandbox', 'runtime'];

/** Translates the sources to what `node` runs, so that tests which start real processes never run yesterday's code. */
export async function buildServer(): Promise<void> {
  const folders = packages.map((name) => `packages/${name}`);
  await promisify(execFile)(process.execPath, [compiler, ...folders], { cwd: root });
}
