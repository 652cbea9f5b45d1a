import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Channel } from './listener.ts';
import type { DatabasePool } from './pool.ts';

/**
 * Tells listeners in all processes of something that has been committed. Not waited for.
 *
 * @param about what the payload is about: of several in a row about the same only the last may be told
 */
export type Announce = (channel: Channel, about: string, payload: object) => void;

/** How long what is to be told gathers while there is more of it, in milliseconds. */
const gatherMs = 20;

/**
 * Makes the function that announces. Announcements are hints, and so they are kept out of the commits that they speak
 * of: PostgreSQL lets only one transaction with a `NOTIFY` commit at a time, each waiting for the disk. Here they go
 * many at a time, and nobody waits for the disk.
 */
export function announcer(pool: DatabasePool, log: Logger): Announce {
  let waiting = new Map<string, { channel: Channel; payload: object }>();
  let busy = false;

  const tell = async (): Promise<void> => {
    while (waiting.size > 0) {
      const told = [...waiting.values()];
      waiting = new Map();
      await pool.query({
        name: 'announce',
        text: announce,
        values: [told.map(({ channel }) => channel), told.map(({ payload }) => JSON.stringify(payload))],
      });
      await pause(gatherMs, undefined, { ref: false });
    }
  };

  return (channel, about, payload) => {
    const key = `${channel}/${about}`;
    // To the end of the row, also if it was there before.
    waiting.delete(key);
    waiting.set(key, { channel, payload });
    if (busy) return;
    busy = true;
    tell()
      .catch((error: unknown) => log.debug({ err: error }, 'changes could not be announced'))
      .finally(() => {
        busy = false;
      });
  };
}

const announce = `
  SELECT pg_notify(channel, payload), set_config('synchronous_commit', 'off', TRUE)
  FROM unnest($1::text[], $2::text[]) AS told (channel, payload)`;
