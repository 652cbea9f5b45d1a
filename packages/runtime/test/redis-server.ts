import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis server of its own for one test file. */
export interface TestRedis {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** Why there is no Redis for the tests. */
export interface RedisMissing {
  readonly missing: string;
}

const program = process.env['CROSSDOCK_TEST_REDIS'] ?? 'redis-server';

/**
 * Starts a real Redis without persistence.
 *
 * @param options.port where one was that has been stopped; without it, a free port
 * @returns `missing` with the reason when no Redis is installed: the suite is then to be reported as skipped
 * @throws when an installed Redis does not start
 */
export async function startTestRedis(options: { port?: number } = {}): Promise<TestRedis | RedisMissing> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-redis-'));
  const port = options.port ?? (await freePort());
  const flags = [
    '--bind',
    '127.0.0.1',
    '--port',
    String(port),
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ];
  const server = spawn(program, [...flags, '--maxmemory-policy', 'noeviction'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stopAtExit = (): void => void server.kill('SIGKILL');
  process.once('exit', stopAtExit);
  const stop = async (): Promise<void> => {
    process.off('exit', stopAtExit);
    await end(server);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(server);
  } catch (error) {
    await stop();
    if (isNotFound(error)) return { missing: `${program} is not installed` };
    throw error;
  }
  return { url: `redis://127.0.0.1:${port}`, pid: server.pid ?? 0, stop };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
      if (output.includes('Ready to accept connections')) resolve();
    };
    server.stdout?.on('data', collect);
    server.stderr?.on('data', collect);
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Redis ended with code ${code}: ${output}`)));
  });
}

function end(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) {
      resolve();
      return;
    }
    server.once('exit', () => resolve());
    server.kill('SIGKILL');
  });
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No port')),
      );
    });
  });
}
