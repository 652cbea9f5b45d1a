import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprint, unlessDone } from './fingerprint.mjs';
import { commandFile, ProgramError, runNode } from './run-program.mjs';

const runtime = 'packages/runtime';

/**
 * Generates the database client from prisma/schema.prisma, unless it is up to date.
 *
 * @returns {Promise<boolean>} whether it was generated
 * @throws {ProgramError} when the schema is not valid
 */
export function generatePrismaClient() {
  const task = {
    name: 'prisma-generate',
    input: fingerprint(['prisma/schema.prisma', `${runtime}/package.json`, 'pnpm-lock.yaml']),
    outputs: [`${runtime}/src/store/generated/client.ts`],
  };
  return unlessDone(task, () =>
    runNode(
      'Generating the database client',
      commandFile('prisma', { from: runtime }),
      ['generate', '--schema', 'prisma/schema.prisma'],
      { advice: 'Mend prisma/schema.prisma and run again' },
    ),
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    const generated = await generatePrismaClient();
    console.log(generated ? 'The database client was generated' : 'The database client is up to date');
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    console.error(`${error.output}\n\n${error.message}. ${error.advice}.`);
    process.exitCode = 1;
  }
}
