import type pg from 'pg';

/** How failures of one kind slow further ones down. Times are in milliseconds. */
export interface FailureLimit {
  /** What fails together: an account from an address, or an address. */
  key: string;
  /** Failures that cost nothing. */
  free: number;
  firstPauseMs: number;
  longestPauseMs: number;
}

export interface LoginFailureStore {
  /** Milliseconds until none of the keys is in a pause any more; 0 if none is. */
  pauseOf(keys: readonly string[]): Promise<number>;
  /** Counts a failure. @returns false if the key is in a pause, which others may have begun just now */
  count(limit: FailureLimit): Promise<boolean>;
  /** Forgets all failures of a key. */
  forget(key: string): Promise<void>;
  /** Takes one failure of a key back, and ends its pause. */
  takeBack(key: string): Promise<void>;
}

/** A key is forgotten when it has been quiet for so long, in milliseconds. */
const forgetAfterMs = 60 * 60_000;

/** Failed log-ins, known to all servers and over restarts; times are the database's. */
export function loginFailureStore(pool: pg.Pool): LoginFailureStore {
  return {
    async pauseOf(keys) {
      await pool.query(deleteQuiet, [forgetAfterMs]);
      const { rows } = await pool.query<{ ms: number | null }>(longestPause, [keys]);
      return Math.max(0, rows[0]?.ms ?? 0);
    },
    async count({ key, free, firstPauseMs, longestPauseMs }) {
      const values = [key, forgetAfterMs, free, firstPauseMs, longestPauseMs];
      return (await pool.query(countFailure, values)).rowCount === 1;
    },
    async forget(key) {
      await pool.query('DELETE FROM login_failures WHERE key = $1', [key]);
    },
    async takeBack(key) {
      await pool.query(
        'UPDATE login_failures SET count = greatest(count - 1, 0), blocked_until = to_timestamp(0) WHERE key = $1',
        [key],
      );
    },
  };
}

const longestPause = `
  SELECT (extract(epoch FROM max(blocked_until) - now()) * 1000)::float8 AS ms
  FROM login_failures WHERE key = ANY ($1::text[])`;

// Rows in use are left: waiting for them could lock two log-ins out of each other's rows.
const deleteQuiet = `
  DELETE FROM login_failures WHERE key IN (
    SELECT key FROM login_failures WHERE last_at < now() - $1::float8 * interval '1 ms' FOR UPDATE SKIP LOCKED
  )`;

// Without a pause the time stays what it was: one that began later may have been counted first.
const countFailure = `
  INSERT INTO login_failures AS f (key, count, last_at, blocked_until) VALUES ($1, 1, now(), to_timestamp(0))
  ON CONFLICT (key) DO UPDATE SET (count, last_at, blocked_until) = (
    SELECT n, now(), CASE WHEN n < $3::int THEN f.blocked_until
      ELSE now() + interval '1 ms' * least($5::float8, $4::float8 * 2 ^ least(n - $3::int, 20)) END
    FROM (
      SELECT CASE WHEN f.last_at < now() - $2::float8 * interval '1 ms' THEN 1 ELSE f.count + 1 END AS n
    ) AS counted
  )
  WHERE f.blocked_until <= now()`;
