import { defineConfig } from 'vitest/config';

/** Tests run on sources, so that they need no build: packages resolve through `crossdock-source`. */
const conditions = ['crossdock-source'];

const resolve = { conditions: [...conditions, 'module', 'browser', 'development|production'] };
const ssr = { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } };

export default defineConfig({
  resolve,
  ssr,
  test: {
    reporters: ['default'],
    setupFiles: ['vitest.setup.ts'],
    // Files leave nothing behind, and loading the packages anew for each would take longer than most tests.
    isolate: false,
    // All processors, though one is left to others by default: many tests wait rather than compute.
    maxWorkers: '100%',
    // Generous: a machine may have other things to do.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/{flow-schema,mapping,connectors,sandbox,launcher}/{src,test}/**/*.test.{ts,mjs}',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'runtime',
          include: ['packages/runtime/{src,test}/**/*.test.ts', 'bench/**/*.test.ts'],
          globalSetup: ['packages/runtime/test/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'ui',
          include: ['packages/designer-ui/{src,test}/**/*.test.{ts,tsx}'],
          environment: 'happy-dom',
        },
      },
    ],
  },
});
