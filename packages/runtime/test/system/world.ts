import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase } from '../servers.ts';
import { startErp, type Erp } from './erp.ts';
import { Operator } from './operator.ts';
import { startServer, type Role, type ServerProcess } from './server-process.ts';
import { until } from './until.ts';

/** Short, so that what a dead server held is taken over soon. */
export const leaseMs = 1_500;

/** A database, an ERP, and servers that come and go. */
export interface World {
  readonly erp: Erp;
  readonly operator: Operator;
  readonly pool: pg.Pool;
  /** The server that requests go to. */
  readonly server: ServerProcess;
  /** Starts a server; unless told otherwise, requests go to it from then on. */
  start(options?: { role?: Role; besides?: boolean; env?: Record<string, string> }): Promise<ServerProcess>;
  /** From now on requests go to this one. */
  use(server: ServerProcess): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  redisUrl?: string;
  /** Gives the connection string that servers use instead of the database's own. */
  through?: (databaseUrl: string) => Promise<string>;
  /** Further hosts that connectors may reach. */
  egress?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-world-'));
  const database = await createTestDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 4, application_name: 'tests' });
  pool.on('error', () => undefined);
  const erp = await startErp(folder);
  const apiKey = `cdk_${randomBytes(32).toString('base64url')}`;
  const env = {
    DATABASE_URL: (await options.through?.(database.url)) ?? database.url,
    CROSSDOCK_DATA_DIR: join(folder, 'data'),
    CROSSDOCK_LEASE_MS: String(leaseMs),
    CROSSDOCK_RECONCILE_MS: '250',
    CROSSDOCK_DISPATCH_GRACE_MS: '1000',
    CROSSDOCK_SHUTDOWN_MS: '10000',
    CROSSDOCK_ADMIN_EMAIL: 'owner@example.com',
    CROSSDOCK_ADMIN_PASSWORD: randomBytes(16).toString('hex'),
    CROSSDOCK_API_KEY: apiKey,
    CROSSDOCK_EGRESS_ALLOW: ['127.0.0.1', ...(options.egress ?? [])].join(','),
    ...(options.redisUrl === undefined ? {} : { REDIS_URL: options.redisUrl }),
    ...options.env,
  };
  const servers: ServerProcess[] = [];
  let current: ServerProcess | undefined;
  const server = (): ServerProcess => {
    if (!current) throw new Error('No server has been started');
    return current;
  };
  return {
    erp,
    pool,
    operator: new Operator(() => server().url, apiKey),
    get server() {
      return server();
    },
    async start({ role = 'all', besides = false, env: more = {} } = {}) {
      const started = await startServer({ role, env: { ...env, ...more } });
      servers.push(started);
      if (!besides) current = started;
      return started;
    },
    use(started) {
      current = started;
    },
    async close() {
      await Promise.all(servers.map((started) => started.end('SIGKILL')));
      await erp.stop();
      await pool.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until none of these runs has anything left to do. */
export function allSettled(world: World, runIds: readonly string[]): Promise<unknown> {
  let left: unknown[] = [];
  return until(
    `${runIds.length} runs settled`,
    async () => {
      const { rows } = await world.pool.query(
        `SELECT id, status, waiting_for, next_attempt_at, lease_expires_at, dispatched_at, dispatch_no, now()
         FROM runs WHERE id = ANY ($1::uuid[]) AND status IN ('queued', 'running', 'waiting')`,
        [runIds],
      );
      left = rows;
      return rows.length === 0;
    },
    {
      everyMs: 100,
      describe: () =>
        `${left.length} left, such as ${JSON.stringify(left[0])}\n${world.server.output().slice(-4000)}`,
    },
  );
}
