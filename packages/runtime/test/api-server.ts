import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createHttpClient, egressPolicyFromEnv } from '@crossdock/connectors';
import { endpoints, type Endpoint, type Permission, type Role, type Session } from '@crossdock/flow-schema';
import type pg from 'pg';
import { pino } from 'pino';
import { hashPassword } from '../src/access/passwords.ts';
import { systemActor } from '../src/access/principal.ts';
import { describeKey } from '../src/access/access.ts';
import { apiServices } from '../src/api-services.ts';
import { createApi } from '../src/api/app.ts';
import { compose, type Composition } from '../src/compose.ts';
import { startHttpServer } from '../src/http-server.ts';
import { createQueue } from '../src/queue/create-queue.ts';
import { createListener } from '../src/store/listener.ts';
import { createPool } from '../src/store/pool.ts';
import { callsTo, type Answer, type ApiClient, type Caller } from './api-client.ts';
import { createTestDatabase } from './servers.ts';

export type { Answer, Caller, CallOptions, OperationOptions } from './api-client.ts';

/** The real application on a database, queue and port of its own. */
export interface TestApi extends ApiClient {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly parts: Composition;
  /** Key with every permission. */
  readonly admin: Caller;
  keyFor(scopes: readonly Permission[]): Promise<Caller>;
  /** A person of a role, logged in with a browser. */
  userOf(role: Role): Promise<Caller>;
  close(): Promise<void>;
}

export const testPassword = 'correct horse battery staple';

export interface TestApiOptions {
  egressAllow?: string;
  uiFolder?: string;
  /** Gives the connection string to use instead of the database's own. */
  through?: (databaseUrl: string) => Promise<string>;
}

export async function startTestApi(options: TestApiOptions = {}): Promise<TestApi> {
  const database = await createTestDatabase();
  const databaseUrl = (await options.through?.(database.url)) ?? database.url;
  const log = pino({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const pool = createPool(databaseUrl, 10, log);
  const listener = await createListener(databaseUrl, log);
  const queue = await createQueue({ redisUrl: undefined, databaseUrl }, log);
  const http = createHttpClient(egressPolicyFromEnv(options.egressAllow));
  const parts = compose({ pool, listener, queue, http, log, masterKey: randomBytes(32) });
  const uiFolder = options.uiFolder ?? join(import.meta.dirname, 'no-designer-here');
  const app = createApi(apiServices(parts, { version: '0.0.0-test', uiFolder, trustProxy: false }));
  const server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  const { url } = server;
  const client = callsTo(url);
  const allPermissions = [...new Set(Object.values<Endpoint>(endpoints).map(({ permission }) => permission))];
  const keyFor = (scopes: readonly Permission[]) => createKey(parts, scopes);
  return {
    url,
    pool,
    parts,
    admin: await keyFor([...allPermissions.filter(isPermission), 'intake']),
    ...client,
    keyFor,
    userOf: (role) => logIn(client, pool, role),
    close: async () => {
      await server.close();
      await Promise.all([listener.close(), queue.close(), http.close()]);
      await pool.end();
      await database.drop();
    },
  };
}

const isPermission = (permission: Endpoint['permission']): permission is Permission =>
  permission !== 'public' && permission !== 'authenticated';

async function createKey(parts: Composition, scopes: readonly Permission[]): Promise<Caller> {
  const key = `cdk_${randomBytes(32).toString('base64url')}`;
  const name = scopes.join(' ');
  await parts.stores.apiKeys.create({ ...describeKey(key), name, scopes, expiresAt: undefined }, systemActor);
  return { headers: { authorization: `Bearer ${key}` } };
}

let passwordHash: Promise<string> | undefined;

async function logIn({ operate }: ApiClient, pool: pg.Pool, role: Role): Promise<Caller> {
  passwordHash ??= hashPassword(testPassword);
  const email = `${role}-${randomBytes(4).toString('hex')}@example.com`;
  await pool.query(
    'INSERT INTO users (id, email, name, role, password_hash) VALUES (gen_random_uuid(), $1, $2, $3, $4)',
    [email, `The ${role}`, role, await passwordHash],
  );
  return callerOf(await operate('logIn', { body: { email, password: testPassword } }));
}

/** The browser that a log-in's answer makes. */
export function callerOf(answer: Answer<Session>): Caller {
  const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
  return { headers: { cookie, 'x-csrf-token': answer.body.csrfToken ?? '' } };
}
