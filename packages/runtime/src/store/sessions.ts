import type { Role } from '@crossdock/flow-schema';
import type pg from 'pg';

/** Seconds after which a session ends, used or not. */
export const sessionLifetimeS = 30 * 24 * 60 * 60;
/** Seconds without a request after which it ends. */
const sessionIdleS = 12 * 60 * 60;
/** Seconds between two notes of when a session was last used. */
const touchEveryS = 60;

export interface SessionRow {
  csrfToken: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export interface SessionStore {
  /** Starts a session, and clears away those that have ended. */
  create(session: { tokenHash: string; userId: string; csrfToken: string }): Promise<void>;
  /** Gives a session that has not ended and notes that it is used. */
  find(tokenHash: string): Promise<SessionRow | undefined>;
  delete(tokenHash: string): Promise<void>;
}

/** Sessions are looked up with every request of a browser, hence by plain SQL. */
export function sessionStore(pool: pg.Pool): SessionStore {
  return {
    async create({ tokenHash, userId, csrfToken }) {
      await pool.query(deleteEnded, [sessionIdleS]);
      await pool.query(insertSession, [tokenHash, userId, csrfToken, sessionLifetimeS]);
    },
    async find(tokenHash) {
      const { rows } = await pool.query<SessionRow & { stale: boolean }>(findSession, [
        tokenHash,
        sessionIdleS,
        touchEveryS,
      ]);
      const [found] = rows;
      if (!found) return undefined;
      const { stale, ...session } = found;
      if (stale) await pool.query(touchSession, [tokenHash]);
      return session;
    },
    async delete(tokenHash) {
      await pool.query('DELETE FROM sessions WHERE token_hash = $1', [tokenHash]);
    },
  };
}

const insertSession = `
  INSERT INTO sessions (token_hash, user_id, csrf_token, expires_at)
  VALUES ($1, $2, $3, now() + $4::float8 * interval '1 s')`;

const findSession = `
  SELECT s.csrf_token AS "csrfToken", u.id AS "userId", u.name, u.email, u.role,
    s.last_seen_at < now() - $3::float8 * interval '1 s' AS stale
  FROM sessions s JOIN users u ON u.id = s.user_id
  WHERE s.token_hash = $1 AND s.expires_at > now()
    AND s.last_seen_at > now() - $2::float8 * interval '1 s' AND u.disabled_at IS NULL`;

const touchSession = 'UPDATE sessions SET last_seen_at = now() WHERE token_hash = $1';

const deleteEnded = `
  DELETE FROM sessions WHERE expires_at < now() OR last_seen_at < now() - $1::float8 * interval '1 s'`;
