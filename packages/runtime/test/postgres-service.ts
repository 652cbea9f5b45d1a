import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../src/embedded/embedded-postgres.ts';
import { findRunning } from '../src/embedded/postmaster.ts';
import { ensureDatabase } from '../src/store/admin.ts';
import { applyMigrations } from '../src/store/migrate.ts';

/** What a test needs to know of the run's PostgreSQL. */
export interface TestPostgres {
  /** Connection string of its maintenance database. */
  readonly url: string;
  /** The database to copy: it has all migrations. */
  readonly template: string;
}

export interface RunningTestPostgres extends TestPostgres {
  stop(): Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
const folderPrefix = 'crossdock-test-';
const template = 'crossdock_template';

/** Tests need no protection against power cuts, but many connections. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
};

/** Starts a PostgreSQL in a temporary folder, with a template database that has all migrations. */
export async function startTestPostgres(): Promise<RunningTestPostgres> {
  await sweepAbandoned();
  const dataDir = await mkdtemp(join(tmpdir(), folderPrefix));
  await writeFile(join(dataDir, 'owner'), String(process.pid));
  const server = await startEmbeddedPostgres({ dataDir, log: (line) => console.warn(line), settings });
  try {
    await createTemplate(server);
  } catch (error) {
    await remove(server, dataDir);
    throw error;
  }
  return { url: databaseUrl(server, 'postgres'), template, stop: () => remove(server, dataDir) };
}

async function createTemplate(server: EmbeddedPostgres): Promise<void> {
  await ensureDatabase(server.url, template);
  await applyMigrations(databaseUrl(server, template), migrationsFolder);
}

function databaseUrl(server: EmbeddedPostgres, name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

async function remove(server: EmbeddedPostgres, dataDir: string): Promise<void> {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** Stops and removes the servers of earlier test runs that were killed. */
async function sweepAbandoned(): Promise<void> {
  const names = await readdir(tmpdir());
  const folders = names.filter((name) => name.startsWith(folderPrefix)).map((name) => join(tmpdir(), name));
  for (const folder of folders) {
    const owner = Number.parseInt(await readFile(join(folder, 'owner'), 'utf8').catch(() => ''), 10);
    if (!Number.isInteger(owner) || isAlive(owner)) continue;
    const server = await findRunning(join(folder, 'postgres'));
    if (server !== undefined) process.kill(server.pid, 'SIGQUIT');
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
