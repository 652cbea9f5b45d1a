import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { diffSchemas } from './schema-engine.mjs';

/**
 * Writes the next migration, `<migrations>/<time>_<name>/migration.sql`, from the difference between the newest
 * migration and the schema. Each migration keeps the schema that it leads to beside its script, to be compared with
 * next time.
 *
 * @param {string} name in snake_case
 * @param {{ prismaFolder?: string, now?: Date }} [options] `prismaFolder` holds schema.prisma and migrations
 * @returns {Promise<string | undefined>} the new folder; `undefined` if the schema has not changed
 * @throws {Error} with a plain message when that is not possible
 */
export async function createMigration(name, { prismaFolder = inRoot('prisma'), now = new Date() } = {}) {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new Error(`"${name}" is not a name in snake_case, such as add_partner_code`);
  const migrations = join(prismaFolder, 'migrations');
  const schema = readFileSync(join(prismaFolder, 'schema.prisma'), 'utf8');
  const script = await diffSchemas(newestSchema(migrations), schema);
  if (script === '') return undefined;
  const folder = join(migrations, `${timestamp(now)}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), script);
  writeFileSync(join(folder, 'schema.prisma'), schema);
  // Prisma's own tools look for this file.
  writeFileSync(join(migrations, 'migration_lock.toml'), 'provider = "postgresql"\n');
  return folder;
}

/** @param {string} migrations */
function newestSchema(migrations) {
  if (!existsSync(migrations)) return undefined;
  const folders = readdirSync(migrations, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const newest = folders
    .map((entry) => entry.name)
    .sort()
    .at(-1);
  if (newest === undefined) return undefined;
  const path = join(migrations, newest, 'schema.prisma');
  if (existsSync(path)) return readFileSync(path, 'utf8');
  throw new Error(
    `The newest migration, ${newest}, has no schema.prisma: put the schema it leads to beside its script`,
  );
}

/**
 * @param {Date} date
 * @returns {string} such as 20260131094500, as Prisma names migrations
 */
function timestamp(date) {
  return date.toISOString().replace(/\D/g, '').slice(0, 14);
}
