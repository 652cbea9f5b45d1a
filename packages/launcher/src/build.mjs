import { existsSync } from 'node:fs';
import { fingerprint, unlessDone } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { generatePrismaClient } from './prisma-generate.mjs';
import { commandFile, runNode } from './run-program.mjs';

const serverPackages = ['flow-schema', 'mapping', 'connectors', 'sandbox', 'runtime'];
/** What every build depends on. */
const shared = ['pnpm-lock.yaml', 'tsconfig.base.json'];
const ui = 'packages/designer-ui';
const compiler = inRoot('packages', 'launcher', 'src', 'compile-package.mjs');

/**
 * Builds the server and the pages, each unless it is up to date.
 *
 * @param {(detail: string) => void} remark is told how it goes
 * @returns {Promise<string[]>} the names of the parts that had to be built
 * @throws {import('./run-program.mjs').ProgramError} when one fails
 */
export async function buildAll(remark) {
  remark('server and pages');
  // Both at once, but never leaving one running behind the other's failure.
  const results = await Promise.allSettled([buildServer(), buildPages()]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.flatMap((result) =>
    result.status === 'fulfilled' && result.value !== undefined ? [result.value] : [],
  );
}

/** @returns {Promise<'server' | undefined>} */
async function buildServer() {
  await generatePrismaClient();
  const folders = serverPackages.map((name) => `packages/${name}`);
  const sources = folders.flatMap((folder) =>
    ['src', 'tsconfig.json', 'package.json'].map((path) => `${folder}/${path}`),
  );
  const task = {
    name: 'build-server',
    input: fingerprint([...shared, 'prisma/schema.prisma', ...sources]),
    outputs: folders.map((folder) => `${folder}/dist/index.js`),
  };
  const built = await unlessDone(task, () => runNode('Compiling the server', compiler, folders));
  return built ? 'server' : undefined;
}

/** @returns {Promise<'pages' | undefined>} */
async function buildPages() {
  const parts = [
    'src',
    'public',
    'index.html',
    'vite.config.ts',
    'postcss.config.cjs',
    'package.json',
    'tsconfig.json',
  ];
  if (!existsSync(inRoot(ui, 'index.html'))) return undefined;
  const task = {
    name: 'build-pages',
    input: fingerprint([
      ...shared,
      ...parts.map((part) => `${ui}/${part}`),
      ...[
        'packages/flow-schema/src',
        'packages/mapping/src',
        'packages/mapping/guides',
        'packages/mapping/schemas',
      ],
    ]),
    outputs: [`${ui}/dist/index.html`],
  };
  const built = await unlessDone(task, () =>
    runNode('Building the pages', commandFile('vite', { from: ui }), ['build', '--logLevel', 'warn'], {
      cwd: inRoot(ui),
    }),
  );
  return built ? 'pages' : undefined;
}
