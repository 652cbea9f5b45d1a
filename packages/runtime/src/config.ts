import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { StartError } from './start-error.ts';

export const serverRoles = ['all', 'api', 'worker'] as const;
export type ServerRole = (typeof serverRoles)[number];

/** Settings of a server process; the README has a table of them. Times are in milliseconds. */
export interface Config {
  role: ServerRole;
  host: string;
  /** 0: any free port. */
  port: number;
  dataDir: string;
  /** undefined: the embedded PostgreSQL. */
  databaseUrl: string | undefined;
  /** undefined: BullMQ on PostgreSQL. */
  redisUrl: string | undefined;
  /** What outbound calls may reach besides the usual; see the connectors package. */
  egressAllow: string | undefined;
  demo: boolean;
  /** Runs that this process works on at once. */
  concurrency: number;
  leaseMs: number;
  /** How often the reconciler looks. */
  reconcileMs: number;
  /** How long a dispatched run is left to the queue before it is dispatched again. */
  dispatchGraceMs: number;
  /** How long a shutdown waits for calls in flight. */
  shutdownMs: number;
  trustProxy: boolean | number | string;
  logLevel: string;
}

type Env = Readonly<Record<string, string | undefined>>;

/** @throws StartError naming the setting that can't be used */
export function readConfig(env: Env, args: readonly string[], root: string): Config {
  const leaseMs = integer(env, 'CROSSDOCK_LEASE_MS', { default: 30_000, min: 500, max: 3_600_000 });
  return {
    role: roleOf(args),
    host: env['HOST'] || '127.0.0.1',
    port: integer(env, 'PORT', { default: 3400, min: 0, max: 65_535 }),
    dataDir: resolve(env['CROSSDOCK_DATA_DIR'] || join(root, 'data')),
    databaseUrl: urlOf(env, 'DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: urlOf(env, 'REDIS_URL', ['redis:', 'rediss:']),
    egressAllow: env['CROSSDOCK_EGRESS_ALLOW'],
    demo: env['CROSSDOCK_DEMO'] !== '0',
    concurrency: integer(env, 'CROSSDOCK_CONCURRENCY', { default: 50, min: 1, max: 1_000 }),
    leaseMs,
    reconcileMs: integer(env, 'CROSSDOCK_RECONCILE_MS', {
      default: Math.min(5_000, leaseMs),
      min: 100,
      max: 600_000,
    }),
    dispatchGraceMs: integer(env, 'CROSSDOCK_DISPATCH_GRACE_MS', {
      default: leaseMs,
      min: 100,
      max: 3_600_000,
    }),
    shutdownMs: integer(env, 'CROSSDOCK_SHUTDOWN_MS', { default: 20_000, min: 0, max: 600_000 }),
    trustProxy: trustProxyOf(env['CROSSDOCK_TRUST_PROXY']),
    logLevel: levelOf(env['LOG_LEVEL']),
  };
}

function roleOf(args: readonly string[]): ServerRole {
  const at = args.findIndex((arg) => arg === '--role' || arg.startsWith('--role='));
  if (at < 0) return 'all';
  const value = args[at]?.split('=')[1] ?? args[at + 1];
  const role = serverRoles.find((known) => known === value);
  if (role) return role;
  throw new StartError(`"${value ?? ''}" is not a role`, `Use --role with one of: ${serverRoles.join(', ')}`);
}

function integer(env: Env, name: string, range: { default: number; min: number; max: number }): number {
  const text = env[name];
  if (text === undefined || text === '') return range.default;
  const value = Number(text);
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return value;
  throw new StartError(
    `${name} is "${text}"`,
    `Set it to a whole number from ${range.min} to ${range.max}, or leave it out for ${range.default}`,
  );
}

/** The value is not repeated in the message: it may hold a password. */
function urlOf(env: Env, name: string, protocols: readonly string[]): string | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text;
  throw new StartError(
    `${name} is not an address that can be used`,
    `Write it as ${protocols[0] ?? ''}//user:password@host:port/name, with special characters percent-encoded`,
  );
}

function trustProxyOf(text: string | undefined): boolean | number | string {
  if (text === undefined || text === '') return false;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  if (text.split(',').every((part) => isProxy(part.trim()))) return text;
  throw new StartError(
    `CROSSDOCK_TRUST_PROXY is "${text}"`,
    'Set it to the number of proxies in front of the server, or to their addresses or networks, comma separated',
  );
}

/** Names of networks that Express knows. */
const proxyNetworks = ['loopback', 'linklocal', 'uniquelocal'];

function isProxy(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest);
  return proxyNetworks.includes(text) || (isIP(address) > 0 && isNetwork && more.length === 0);
}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function levelOf(text: string | undefined): string {
  if (text === undefined || text === '') return 'info';
  if (levels.includes(text)) return text;
  throw new StartError(`LOG_LEVEL is "${text}"`, `Use one of: ${levels.join(', ')}`);
}
