import react from '@vitejs/plugin-react';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Where the server of a developer listens; the browser sees one origin, as in production. */
const server = 'http://127.0.0.1:3400';

/** Smaller files gain nothing by it. In bytes. */
const worthCompressing = 1024;

/** Puts scripts and styles compressed beside themselves, so that the server need not do it at each request. */
const compressedCopies: Plugin = {
  name: 'compressed-copies',
  apply: 'build',
  async writeBundle({ dir = '' }) {
    const folder = join(dir, 'assets');
    const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
    await Promise.all(names.map((name) => compressCopy(join(folder, name))));
  },
};

async function compressCopy(file: string): Promise<void> {
  const content = await readFile(file);
  if (content.length < worthCompressing) return;
  await writeFile(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}

export default defineConfig({
  base: '/',
  plugins: [react(), compressedCopies],
  // Workspace packages are bundled from their sources, so that the browser build needs no other build first.
  resolve: { conditions: ['crossdock-source', 'module', 'browser', 'development|production'] },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/in': server },
  },
  build: {
    outDir: 'dist',
    target: 'es2023',
    // The first versions with `light-dark()`, which all colours are written with.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
    // Inlined files would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      treeshake: {
        // Our own packages do nothing by being imported: what a page doesn't use stays out of its chunk.
        moduleSideEffects: [{ test: /packages\/(flow-schema|mapping)\//, sideEffects: false }],
      },
      output: {
        codeSplitting: {
          // Changes least, so browsers keep it over releases. All else falls into place by who imports it.
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
});
