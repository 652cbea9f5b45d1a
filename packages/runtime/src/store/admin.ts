import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

/** A lock that a connection holds for as long as it lives. */
export interface HeldLock {
  /** Gives the lock back and closes the connection. */
  release(): Promise<void>;
}

/** PostgreSQL's code for "there is a database of this name already". */
const duplicateDatabase = '42P04';

const lockRetryInterval = 50;

/**
 * Creates a database unless there is one of this name.
 *
 * @param url of any database on the same server
 * @param template the database to copy; nobody may be connected to it
 */
export async function ensureDatabase(url: string, name: string, template?: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount !== 0) return;
    const copy = template === undefined ? '' : ` TEMPLATE ${client.escapeIdentifier(template)}`;
    try {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}${copy}`);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === duplicateDatabase)) throw error;
    }
  });
}

/** Drops a database, ending what is connected to it; one that is not there is no error. */
export async function dropDatabase(url: string, name: string): Promise<void> {
  await withClient(url, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

/**
 * Takes an advisory lock and holds it on a connection of its own; PostgreSQL gives it back when the connection or
 * its process dies.
 *
 * @param key the lock's number
 * @param patience how long to wait for another holder, in milliseconds
 * @param onLost called when the connection breaks while the lock is held
 * @returns `undefined` if somebody else goes on holding it
 */
export async function holdLock(
  url: string,
  key: number,
  patience: number,
  onLost: (error: Error) => void,
): Promise<HeldLock | undefined> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'crossdock lock',
    keepAlive: true,
  });
  let released = false;
  client.on('error', (error) => {
    if (!released) onLost(error);
  });
  await client.connect();
  const deadline = Date.now() + patience;
  while (!(await tryLock(client, key))) {
    if (Date.now() > deadline) {
      await client.end();
      return undefined;
    }
    await pause(lockRetryInterval);
  }
  return {
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

async function tryLock(client: pg.Client, key: number): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
    key,
  ]);
  return rows[0]?.locked === true;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
