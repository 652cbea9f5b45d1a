import { nodeVersionProblem } from './node-version.mjs';

const problem = nodeVersionProblem(process.versions.node);
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}

// Only now: an old Node.js could not read these files.
const { runTests } = await import('./test-run.mjs');
process.exitCode = await runTests(process.argv.slice(2));
