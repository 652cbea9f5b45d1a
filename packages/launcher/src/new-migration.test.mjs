import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMigration } from './new-migration.mjs';
import { inRoot } from './paths.mjs';
import { diffSchemas } from './schema-engine.mjs';

/** @type {string} */
let prismaFolder;
beforeEach(() => {
  prismaFolder = mkdtempSync(join(tmpdir(), 'crossdock-migration-'));
});
afterEach(() => rmSync(prismaFolder, { recursive: true, force: true }));

/** @param {string} models */
function writeSchema(models) {
  writeFileSync(
    join(prismaFolder, 'schema.prisma'),
    `datasource db {\n  provider = "postgresql"\n}\n${models}`,
  );
}

/** @param {string} name @param {string} day */
const create = (name, day) => createMigration(name, { prismaFolder, now: new Date(`${day}T09:45:00Z`) });

/** @param {string | undefined} folder */
const script = (folder) => readFileSync(join(String(folder), 'migration.sql'), 'utf8');

describe('createMigration', () => {
  it('writes what changed since the newest migration, in Prisma layout', async () => {
    writeSchema('model Dock {\n  id String @id @db.Uuid\n}\n');
    const first = await create('docks', '2026-01-31');
    expect(first).toBe(join(prismaFolder, 'migrations', '20260131094500_docks'));
    expect(script(first)).toContain('CREATE TABLE "Dock"');
    expect(existsSync(join(prismaFolder, 'migrations', 'migration_lock.toml'))).toBe(true);

    writeSchema('model Dock {\n  id String @id @db.Uuid\n  door Int?\n}\n');
    const second = await create('doors', '2026-02-01');
    expect(script(second).replaceAll(/\s+/g, ' ')).toContain('ALTER TABLE "Dock" ADD COLUMN "door" INTEGER;');
    expect(script(second)).not.toContain('CREATE TABLE');
  });

  it('writes nothing when the schema has not changed', async () => {
    writeSchema('model Dock {\n  id String @id\n}\n');
    await create('docks', '2026-01-31');
    expect(await create('again', '2026-02-01')).toBeUndefined();
  });

  it('does not drop what only the migrations speak of', async () => {
    writeSchema('model Dock {\n  id String @id\n}\n');
    const first = await create('docks', '2026-01-31');
    writeFileSync(
      join(String(first), 'migration.sql'),
      `${script(first)}CREATE INDEX dock_open ON "Dock" (id) WHERE id > 'A';\n`,
    );
    writeSchema('model Dock {\n  id String @id\n  door Int?\n}\n');
    expect(script(await create('doors', '2026-02-01'))).not.toContain('DROP');
  });

  it.each(['', 'Add Doors', '2doors', '../doors'])('refuses the name %j', async (name) => {
    writeSchema('model Dock {\n  id String @id\n}\n');
    await expect(create(name, '2026-01-31')).rejects.toThrow('snake_case');
  });

  it('refuses a schema that is not valid, saying where', async () => {
    writeSchema('model Dock {\n  id Strin @id\n}\n');
    await expect(create('docks', '2026-01-31')).rejects.toThrow(/Strin/);
    expect(existsSync(join(prismaFolder, 'migrations'))).toBe(false);
  });

  it('says what to do when the newest migration was written without its schema', async () => {
    writeSchema('model Dock {\n  id String @id\n}\n');
    mkdirSync(join(prismaFolder, 'migrations', '20260101000000_by_hand'), { recursive: true });
    await expect(create('docks', '2026-01-31')).rejects.toThrow(
      /20260101000000_by_hand, has no schema\.prisma/,
    );
    cpSync(
      join(prismaFolder, 'schema.prisma'),
      join(prismaFolder, 'migrations', '20260101000000_by_hand', 'schema.prisma'),
    );
    expect(await create('docks', '2026-01-31')).toBeUndefined();
  });
});

it('every change of prisma/schema.prisma has its migration', async () => {
  const migrations = inRoot('prisma', 'migrations');
  const newest = readdirSync(migrations)
    .filter((name) => /^\d/.test(name))
    .sort()
    .at(-1);
  const migrated = readFileSync(join(migrations, String(newest), 'schema.prisma'), 'utf8');
  expect(await diffSchemas(migrated, readFileSync(inRoot('prisma', 'schema.prisma'), 'utf8'))).toBe('');
});
