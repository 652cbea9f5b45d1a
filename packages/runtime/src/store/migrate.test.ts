import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/servers.ts';
import { checksum } from './migration-files.ts';
import { applyMigrations } from './migrate.ts';

let folder: string;
let database: TestDatabase;
let client: pg.Client;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-migrations-'));
  database = await createTestDatabase({ empty: true });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), sql);
}

async function records(): Promise<unknown[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT migration_name AS name, checksum, applied_steps_count AS steps, finished_at IS NOT NULL AS finished,
            rolled_back_at AS "rolledBack", logs
       FROM _prisma_migrations ORDER BY started_at`,
  );
  return rows;
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

const first = 'CREATE TABLE dock (id int PRIMARY KEY);\nINSERT INTO dock VALUES (1);\n';
const second = 'ALTER TABLE dock ADD COLUMN door text;\nCREATE TABLE lane (id int);\n';

describe('applyMigrations', () => {
  it('applies what is pending in order, records it as Prisma does, and then has nothing to do', async () => {
    await write('20260102000000_second', second);
    await write('20260101000000_first', first);
    await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
    const seen: unknown[] = [];

    const applied = await applyMigrations(database.url, folder, (progress) => seen.push(progress));

    expect(applied).toEqual(['20260101000000_first', '20260102000000_second']);
    expect(seen).toEqual([
      { name: '20260101000000_first', position: 1, total: 2 },
      { name: '20260102000000_second', position: 2, total: 2 },
    ]);
    const done = { steps: 1, finished: true, rolledBack: null, logs: null };
    expect(await records()).toEqual([
      { name: '20260101000000_first', checksum: checksum(first), ...done },
      { name: '20260102000000_second', checksum: checksum(second), ...done },
    ]);
    expect(await tables()).toEqual(['dock', 'lane']);
    expect(await applyMigrations(database.url, folder)).toEqual([]);
  });

  it('lets processes that start together apply each migration once', async () => {
    await write('20260101000000_first', first);
    await write('20260102000000_second', second);
    const applied = await Promise.all([1, 2, 3].map(() => applyMigrations(database.url, folder)));
    expect(applied.flat().sort()).toEqual(['20260101000000_first', '20260102000000_second']);
  });

  it('rolls a failing migration back whole, names the line, and applies it once it is mended', async () => {
    await write('20260101000000_first', first);
    await write('20260102000000_broken', 'CREATE TABLE lane (id int);\nSELECT nonsense;\n');
    await expect(applyMigrations(database.url, folder)).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(
        /20260102000000_broken failed: .*nonsense.* \(line 2 of migration\.sql\)/,
      ),
    });
    expect(await tables()).toEqual(['dock']);
    expect(await records()).toHaveLength(1);

    await write('20260102000000_broken', 'CREATE TABLE lane (id int);\n');
    expect(await applyMigrations(database.url, folder)).toEqual(['20260102000000_broken']);
  });

  it('runs a migration outside a transaction if it asks for that', async () => {
    await write('20260101000000_first', first);
    await write(
      '20260102000000_index',
      '-- no-transaction\nCREATE INDEX CONCURRENTLY dock_door ON dock (id);\n',
    );
    expect(await applyMigrations(database.url, folder)).toHaveLength(2);
    const { rowCount } = await client.query(`SELECT 1 FROM pg_indexes WHERE indexname = 'dock_door'`);
    expect(rowCount).toBe(1);
  });

  it('refuses to go on after a migration that failed outside a transaction', async () => {
    await write('20260101000000_index', '-- no-transaction\nCREATE INDEX CONCURRENTLY i ON missing (id);\n');
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/failed: .*"missing" does not exist/);
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/begun, but did not finish/);
    expect(await records()).toMatchObject([{ finished: false, logs: expect.stringContaining('missing') }]);
  });

  it('refuses an edited migration, but not one with other line ends', async () => {
    await write('20260101000000_first', first);
    await applyMigrations(database.url, folder);
    await write('20260101000000_first', first.replaceAll('\n', '\r\n'));
    expect(await applyMigrations(database.url, folder)).toEqual([]);
    await write('20260101000000_first', `${first}-- a remark`);
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(/20260101000000_first was edited/);
  });

  it('refuses the database of a newer version', async () => {
    await write('20260101000000_first', first);
    await write('20260102000000_second', second);
    await applyMigrations(database.url, folder);
    await rm(join(folder, '20260102000000_second'), { recursive: true });
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /20260102000000_second, which this version/,
    );
  });

  it('says what is missing from an incomplete installation', async () => {
    await mkdir(join(folder, '20260101000000_empty'));
    await expect(applyMigrations(database.url, folder)).rejects.toThrow(
      /20260101000000_empty has no migration\.sql/,
    );
    await expect(applyMigrations(database.url, join(folder, 'none'))).rejects.toThrow(/cannot be read/);
  });
});
