import pg from 'pg';

/** What the database had to do, counted over all of the server since it started. */
export interface Effort {
  commits: number;
  walBytes: number;
}

/** The benchmark's own look at a database. */
export interface Observer {
  /** Brings the server to rest: no write-out is left over from what was measured before. */
  settle(): Promise<void>;
  effort(): Promise<Effort>;
  /** Resolves when no run is queued, under way or waiting. */
  untilNoneOpen(): Promise<void>;
  /** @param since in milliseconds since 1970, by the database's clock */
  runsSince(since: number): Promise<{ status: string; count: number; lastMs: number }[]>;
  now(): Promise<number>;
  close(): Promise<void>;
}

/** How often it looks, in milliseconds; a look costs one read of an index that is empty when all is done. */
const lookEveryMs = 25;

/** Creates a database beside the one of the address, and gives its address. */
export async function createDatabase(url: string, name: string): Promise<string> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

export async function observe(url: string): Promise<Observer> {
  const client = new pg.Client(url);
  await client.connect();
  const first = async (sql: string): Promise<Record<string, unknown>> =>
    (await client.query<Record<string, unknown>>(sql)).rows[0] ?? {};
  return {
    async settle() {
      await client.query('CHECKPOINT');
    },
    async effort() {
      const { commits, bytes } = await first(
        `SELECT (SELECT sum(xact_commit)::float8 FROM pg_stat_database) AS commits,
           pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS bytes`,
      );
      return { commits: Number(commits), walBytes: Number(bytes) };
    },
    async untilNoneOpen() {
      const open = `SELECT EXISTS (SELECT FROM runs WHERE status IN ('queued', 'running', 'waiting')) AS open`;
      while ((await first(open))['open']) await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    },
    async runsSince(since) {
      const { rows } = await client.query<{ status: string; count: number; lastMs: number }>(
        `SELECT status, count(*)::int AS count, (extract(epoch FROM max(finished_at)) * 1000)::float8 AS "lastMs"
         FROM runs WHERE created_at >= to_timestamp($1 / 1000.0::float8) GROUP BY status`,
        [since],
      );
      return rows;
    },
    async now() {
      return Number(
        (await first('SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms'))['ms'],
      );
    },
    close: () => client.end(),
  };
}
