import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the server of a developer listens; the browser sees one origin, as in production. */
const server = 'http://127.0.0.1:3400';

export default defineConfig({
  base: '/',
  plugins: [react()],
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
