import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { createHttpClient, egressPolicyFromEnv } from '@crossdock/connectors';
import {
  endpoints,
  type Endpoint,
  type OperationId,
  type Permission,
  type Problem,
  type ResponseOf,
  type Role,
  type Session,
} from '@crossdock/flow-schema';
import { validateJson } from '@crossdock/mapping';
import type pg from 'pg';
import { pino } from 'pino';
import { hashPassword } from '../src/access/passwords.ts';
import { systemActor } from '../src/access/principal.ts';
import { describeKey } from '../src/access/access.ts';
import { apiServices } from '../src/api-services.ts';
import { createApi } from '../src/api/app.ts';
import { compose, type Composition } from '../src/compose.ts';
import { createQueue } from '../src/queue/create-queue.ts';
import { createListener } from '../src/store/listener.ts';
import { createPool } from '../src/store/pool.ts';
import { createTestDatabase } from './servers.ts';

/** Who makes a call: an API key, or a browser with its cookie. */
export interface Caller {
  headers: Record<string, string>;
}

export interface CallOptions {
  as?: Caller;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

/** What problem documents hold besides the status, which every answer has. */
export interface ProblemMembers extends Omit<Problem, 'status'> {
  [member: string]: unknown;
}

export interface Answer<Body = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body, of whatever kind it is: what isn't there is undefined. */
  body: Body & ProblemMembers;
}

type BodyOfAnswer<Id extends OperationId> = ResponseOf<Id> extends undefined ? unknown : ResponseOf<Id>;

export interface OperationOptions extends CallOptions {
  params?: Record<string, string>;
  query?: Record<string, string | number>;
}

/** The real application on a database, queue and port of its own. */
export interface TestApi {
  readonly url: string;
  readonly pool: pg.Pool;
  readonly parts: Composition;
  /** Key with every permission. */
  readonly admin: Caller;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  /** Calls an operation of the contract; an answer of success must have the status and shape that it says. */
  operate<Id extends OperationId>(id: Id, options?: OperationOptions): Promise<Answer<BodyOfAnswer<Id>>>;
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
  const server = createServer(app);
  const url = await listen(server);
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
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([listener.close(), queue.close(), http.close()]);
      await pool.end();
      await database.drop();
    },
  };
}

const isPermission = (permission: Endpoint['permission']): permission is Permission =>
  permission !== 'public' && permission !== 'authenticated';

type Client = Pick<TestApi, 'call' | 'operate'>;

/** Calls to a server at an address, also one that was started elsewhere. */
export function callsTo(url: string): Client {
  const call = async (method: string, path: string, options: CallOptions = {}): Promise<Answer> => {
    const json = options.raw === undefined && options.body !== undefined;
    const body = json ? JSON.stringify(options.body) : options.raw;
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...options.as?.headers,
        ...options.headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) as ProblemMembers };
  };
  return { call, operate: (id, options = {}) => operate(call, id, options) };
}

async function operate<Id extends OperationId>(
  call: TestApi['call'],
  id: Id,
  options: OperationOptions,
): Promise<Answer<BodyOfAnswer<Id>>> {
  const endpoint: Endpoint = endpoints[id];
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_match, name: string) =>
    encodeURIComponent(options.params?.[name] ?? `no-${name}`),
  );
  const query = new URLSearchParams(
    Object.entries(options.query ?? {}).map(([name, value]) => [name, String(value)]),
  );
  const search = query.size > 0 ? `?${query}` : '';
  const answer = await call(endpoint.method, `/api/v1${path}${search}`, options);
  if (answer.status < 300) checkShape(id, endpoint, answer);
  else checkProblem(answer);
  return answer as Answer<BodyOfAnswer<Id>>;
}

function checkShape(id: OperationId, endpoint: Endpoint, { status, body, text }: Answer): void {
  const expected = endpoint.status ?? (endpoint.response ? 200 : 204);
  if (status !== expected) throw new Error(`${id} answered ${status}, not ${expected}`);
  const violations = endpoint.response ? validateJson(endpoint.response, body) : [];
  if (violations.length > 0) {
    throw new Error(`${id} broke its contract: ${JSON.stringify(violations)} in ${text.slice(0, 2000)}`);
  }
}

function checkProblem({ status, headers, body, text }: Answer): void {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json');
  if (!isProblem || body?.status !== status || typeof body.code !== 'string') {
    throw new Error(`not a problem document (${status}): ${text.slice(0, 500)}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function createKey(parts: Composition, scopes: readonly Permission[]): Promise<Caller> {
  const key = `cdk_${randomBytes(32).toString('base64url')}`;
  const name = scopes.join(' ');
  await parts.stores.apiKeys.create({ ...describeKey(key), name, scopes, expiresAt: undefined }, systemActor);
  return { headers: { authorization: `Bearer ${key}` } };
}

let passwordHash: Promise<string> | undefined;

async function logIn({ operate }: Client, pool: pg.Pool, role: Role): Promise<Caller> {
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

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://127.0.0.1:${address.port}`);
      else reject(new Error('no port'));
    });
  });
}
