import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
import { findRunning } from './postmaster.ts';

const settings = { fsync: 'off', shared_buffers: '32MB', max_connections: '20' };
const typescript = new URL('../../test/register-typescript.mjs', import.meta.url).href;
const unix = process.platform !== 'win32';

let folder: string;
let dataDir: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-embedded-'));
  dataDir = join(folder, 'data');
});
afterAll(async () => {
  const left = await findRunning(join(dataDir, 'postgres'));
  if (left !== undefined) process.kill(left.pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

const start = (dir = dataDir): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDir: dir, log: () => undefined, settings });

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const isRunning = async (): Promise<boolean> => (await findRunning(join(dataDir, 'postgres'))) !== undefined;

describe('startEmbeddedPostgres', () => {
  it('creates a UTF-8 database that listens on this machine only and keeps its password to its owner', async () => {
    const server = await start();
    try {
      expect(
        await query(
          server.url,
          `SELECT current_database() AS db, current_setting('listen_addresses') AS listens,
                  current_setting('unix_socket_directories') AS sockets, current_setting('server_encoding') AS encoding,
                  current_setting('synchronous_commit') AS sync, 'Ä' < 'B' AS cultured`,
        ),
      ).toEqual([
        { db: 'crossdock', listens: '127.0.0.1', sockets: '', encoding: 'UTF8', sync: 'on', cultured: false },
      ]);
      const wrong = new URL(server.url);
      wrong.password = 'guessed';
      await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password authentication failed/);
      if (unix) expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
    } finally {
      await server.stop();
    }
    expect(await isRunning()).toBe(false);
  });

  it('keeps data, password and port over a restart, and may be stopped twice', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await Promise.all([first.stop(), first.stop()]);
    const second = await start();
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'TABLE kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  it('moves to another port when its own is taken, and remembers it', async () => {
    const first = await start();
    await first.stop();
    const taken = Number(new URL(first.url).port);
    const stranger = createServer().listen(taken, '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const second = await start();
      expect(new URL(second.url).port).not.toBe(String(taken));
      await second.stop();
      const third = await start();
      expect(third.url).toBe(second.url);
      await third.stop();
    } finally {
      stranger.close();
    }
  });

  it('refuses a second Crossdock on the same folder and leaves the first one working', async () => {
    const first = await start();
    try {
      await expect(start()).rejects.toMatchObject({
        name: 'StartError',
        message: expect.stringContaining('Another Crossdock is using the data folder'),
      });
      expect(await query(first.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    } finally {
      await first.stop();
    }
  });

  it.skipIf(!unix)('outlives a signal to the process group of its owner', async () => {
    const server = await start();
    try {
      const group = Number(
        (await readFile(`/proc/${server.pid}/stat`, 'utf8').catch(() => '')).split(' ')[4],
      );
      // Where there is no /proc the group cannot be read; the flag that makes it is the same.
      if (process.platform === 'linux') expect(group).toBe(server.pid);
    } finally {
      await server.stop();
    }
  });

  it.skipIf(!unix)('takes over the server of a killed owner', async () => {
    const orphan = await startInChild();
    const adopted = await start();
    expect(adopted.pid).toBe(orphan.pid);
    expect(await query(adopted.url, 'TABLE kept')).toEqual([{ answer: 42 }]);
    await adopted.stop();
    expect(await isRunning()).toBe(false);
  });

  it.skipIf(!unix)('recovers when owner and server were both killed', async () => {
    const orphan = await startInChild();
    await query(orphan.url, 'CREATE TABLE crashed AS SELECT 1 AS here');
    process.kill(orphan.pid, 'SIGKILL');
    const server = await start();
    expect(await query(server.url, 'TABLE crashed')).toEqual([{ here: 1 }]);
    await server.stop();
  });

  it('does not take a stranger for its server when the process number was given away', async () => {
    const server = await start();
    await server.stop();
    const port = new URL(server.url).port;
    const stale = [process.pid, join(dataDir, 'postgres'), 1, port, '', '127.0.0.1', '0 0', 'ready'].join(
      '\n',
    );
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${stale}\n`);
    const again = await start();
    expect(again.pid).not.toBe(process.pid);
    await again.stop();
  });

  it('lets one of two first starts at once create the database', async () => {
    const dir = join(folder, 'at-once');
    const starts = await Promise.allSettled([start(dir), start(dir)]);
    const servers = starts.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    const problems = starts.flatMap((each) => (each.status === 'rejected' ? [String(each.reason)] : []));
    await Promise.all(servers.map((server) => server.stop()));
    expect(servers).toHaveLength(1);
    expect(problems).toEqual([expect.stringContaining('Another Crossdock is using the data folder')]);
  });

  it.skipIf(!unix).each([
    ['the database is being created', 'postgres.new/PG_VERSION'],
    ['the server is coming up', 'postgres/postmaster.pid'],
  ])('leaves nothing running when its process ends while %s', async (_, file) => {
    const dir = await mkdtemp(join(folder, 'ended-'));
    const owner = spawnOwner(
      dir,
      `setInterval(() => existsSync(${JSON.stringify(join(dir, file))}) && process.exit(), 5)`,
    );
    await once(owner, 'exit');
    await expect.poll(() => findRunning(join(dir, 'postgres')), { timeout: 20_000 }).toBeUndefined();
    const again = await start(dir);
    expect(await query(again.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await again.stop();
  });

  it('starts over when its creation was interrupted', async () => {
    const dir = join(folder, 'interrupted');
    await mkdir(join(dir, 'postgres.new'), { recursive: true });
    await writeFile(join(dir, 'postgres.new', 'PG_VERSION'), '18\n');
    const server = await start(dir);
    expect(await query(server.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
    await server.stop();
  });

  describe('a folder that cannot be used gets a plain message', () => {
    const problem = async (name: string): Promise<{ message: string; advice: string }> => {
      const error: unknown = await start(join(folder, name)).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'StartError' });
      return error as { message: string; advice: string };
    };

    it('files without a database', async () => {
      await mkdir(join(folder, 'foreign', 'postgres'), { recursive: true });
      await writeFile(join(folder, 'foreign', 'postgres', 'holiday.jpg'), '');
      expect((await problem('foreign')).message).toContain('is damaged');
    });

    it('a database of another version', async () => {
      await mkdir(join(folder, 'old', 'postgres', 'global'), { recursive: true });
      await writeFile(join(folder, 'old', 'postgres', 'PG_VERSION'), '14\n');
      expect((await problem('old')).message).toContain('was made by PostgreSQL 14');
    });

    it('a database without its password', async () => {
      await cp(dataDir, join(folder, 'no-password'), { recursive: true });
      await rm(join(folder, 'no-password', 'postgres.json'));
      expect((await problem('no-password')).message).toContain('with the password');
    });

    it('a database with the password of another one', async () => {
      const dir = join(folder, 'other-password');
      await cp(dataDir, dir, { recursive: true });
      const access = JSON.parse(await readFile(join(dir, 'postgres.json'), 'utf8')) as object;
      await writeFile(join(dir, 'postgres.json'), JSON.stringify({ ...access, password: 'guessed' }));
      expect((await problem('other-password')).message).toContain('is not that of the embedded database');
      expect(await findRunning(join(dir, 'postgres'))).toBeUndefined();
    });

    it('a damaged database', async () => {
      const dir = join(folder, 'torn');
      await cp(dataDir, dir, { recursive: true });
      await writeFile(join(dir, 'postgres', 'global', 'pg_control'), '');
      const { message, advice } = await problem('torn');
      expect(message).toContain('its files are damaged');
      expect(advice).toContain('backup');
    });

    it('a file in place of the folder', async () => {
      await writeFile(join(folder, 'a-file'), '');
      expect((await problem('a-file')).message).toContain('Cannot create the folder');
      expect((await problem(join('a-file', 'data'))).message).toContain('a part of the path is a file');
    });
  });
});

/** Starts the server in a process of its own, which is then killed the hard way. */
async function startInChild(): Promise<{ pid: number; url: string }> {
  const owner = spawnOwner(dataDir);
  let output = '';
  for await (const chunk of owner.stdout) {
    output += String(chunk);
    if (output.includes('\n')) break;
  }
  owner.kill('SIGKILL');
  await once(owner, 'exit').catch(() => undefined);
  return JSON.parse(output) as { pid: number; url: string };
}

/** @param meanwhile code that runs beside the start */
function spawnOwner(dir: string, meanwhile = '') {
  const script = ownerScript(dir, meanwhile);
  return spawn(process.execPath, ['--import', typescript, '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function ownerScript(dir: string, meanwhile: string): string {
  const module = JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href);
  const options = JSON.stringify({ dataDir: dir, settings });
  return `
    import { existsSync } from 'node:fs';
    ${meanwhile};
    const { startEmbeddedPostgres } = await import(${module});
    const { pid, url } = await startEmbeddedPostgres({ ...${options}, log() {} });
    console.log(JSON.stringify({ pid, url }));
    setInterval(() => undefined, 1000);
  `;
}
