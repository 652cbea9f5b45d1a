import pg from 'pg';
import { StartError } from '../start-error.ts';

/** How long a server may take to answer at all, in milliseconds. */
const patience = 10_000;

/**
 * Opens the first connection to a database, and says in plain words why that is not possible.
 *
 * @param connectionString as in `DATABASE_URL`; its password appears in no message
 * @param name shown in the server's list of connections
 * @throws StartError when the address is not valid or the database cannot be reached or entered
 */
export async function connect(connectionString: string, name: string): Promise<pg.Client> {
  const address = parseAddress(connectionString);
  const client = new pg.Client({
    connectionString,
    application_name: name,
    connectionTimeoutMillis: patience,
  });
  // A connection that breaks makes the next query fail, which says so; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (cause) {
    await client.end().catch(() => undefined);
    throw explain(cause, address);
  }
}

interface Address {
  readonly server: string;
  readonly user: string;
  readonly database: string;
}

function parseAddress(connectionString: string): Address {
  const url = URL.canParse(connectionString) ? new URL(connectionString) : undefined;
  if (url === undefined || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new StartError(
      'DATABASE_URL is not the address of a PostgreSQL database',
      'Write it as postgresql://user:password@host:5432/database; special characters in the password are written as %40 and the like',
    );
  }
  const user = decodeURIComponent(url.username);
  return { server: url.host, user, database: decodeURIComponent(url.pathname.slice(1)) || user };
}

const checkUrl = 'Check DATABASE_URL';

/** By the system's or PostgreSQL's code (its manual, appendix A). */
const problems: Readonly<Record<string, (address: Address) => readonly [message: string, advice: string]>> = {
  ECONNREFUSED: ({ server }) => [
    `No database answers at ${server}`,
    `Start PostgreSQL there, or correct DATABASE_URL; without DATABASE_URL, Crossdock brings its own database`,
  ],
  ENOTFOUND: ({ server }) => [`There is no host of the name in ${server}`, checkUrl],
  EAI_AGAIN: ({ server }) => [
    `The name in ${server} cannot be looked up`,
    `Check the network, and DATABASE_URL`,
  ],
  ETIMEDOUT: ({ server }) => [
    `The database at ${server} does not answer`,
    'Check the network, firewalls and DATABASE_URL',
  ],
  '28P01': ({ user, server }) => [
    `The database at ${server} refuses the password of the user "${user}"`,
    checkUrl,
  ],
  '28000': ({ user, server }) => [
    `The database at ${server} does not let the user "${user}" in`,
    `${checkUrl}, and the server's pg_hba.conf; some servers want ?sslmode=require at the end of the address`,
  ],
  '3D000': ({ database, server }) => [
    `There is no database "${database}" at ${server}`,
    'Create it (CREATE DATABASE), or correct DATABASE_URL',
  ],
  '53300': ({ server }) => [
    `The database at ${server} has no connection left`,
    'Raise its max_connections, or end other clients',
  ],
  '57P03': ({ server }) => [
    `The database at ${server} is still starting, or stopping`,
    'Try again in a moment',
  ],
};

function explain(cause: unknown, address: Address): StartError {
  const code = codeOf(cause);
  const known = code === undefined ? undefined : problems[code]?.(address);
  if (known !== undefined) return new StartError(known[0], known[1], { cause });
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new StartError(`The database at ${address.server} cannot be used: ${reason}`, checkUrl, { cause });
}

function codeOf(cause: unknown): string | undefined {
  // A host with several addresses fails with one error for each.
  if (cause instanceof AggregateError) return codeOf(cause.errors[0]);
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  // The driver's own time-out carries no code.
  return cause instanceof Error && /timeout expired/.test(cause.message) ? 'ETIMEDOUT' : undefined;
}
