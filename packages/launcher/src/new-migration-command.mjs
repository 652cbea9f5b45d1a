import { relative } from 'node:path';
import { createMigration } from './new-migration.mjs';
import { root } from './paths.mjs';

const [name] = process.argv.slice(2);
if (name === undefined) {
  console.error('Usage: npm run migration -- <name_in_snake_case>');
  process.exit(2);
}
try {
  const folder = await createMigration(name);
  console.log(
    folder === undefined
      ? 'The schema has not changed since the newest migration: nothing to do'
      : `Wrote ${relative(root, folder)}. Read migration.sql and mend it where data has to be moved.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
