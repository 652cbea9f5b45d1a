import { defineConfig } from 'vitest/config';

/** Tests run on sources, so that they need no build: packages resolve through `crossdock-source`. */
const conditions = ['crossdock-source'];

export default defineConfig({
  resolve: { conditions: [...conditions, 'module', 'browser', 'development|production'] },
  ssr: { resolve: { conditions: [...conditions, 'module', 'node', 'development|production'] } },
  test: {
    include: ['packages/*/{src,test}/**/*.test.{ts,tsx}'],
    reporters: ['default'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
});
