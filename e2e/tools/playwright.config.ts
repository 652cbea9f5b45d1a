import base from '../playwright.config.ts';

/** Runs the tools that need a browser and a server as the tests do, but test nothing. */
export default {
  ...base,
  testDir: '.',
  testMatch: '*-screenshots.ts',
  outputDir: '../results/tools',
  timeout: 180_000,
};
