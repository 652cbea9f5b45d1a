import pg from 'pg';
import type { Logger } from 'pino';

/** What is told over `NOTIFY`; hints, not facts: who listens reads again what matters. */
export type Channel = 'crossdock_run' | 'crossdock_exception' | 'crossdock_cancel' | 'crossdock_definitions';

export interface Listener {
  /** Calls `handle` with each payload; gives a function that stops it. */
  on(channel: Channel, handle: (payload: string) => void): () => void;
  /** Called after the connection was lost and found again: something may have been missed meanwhile. */
  onGap(handle: () => void): () => void;
  close(): Promise<void>;
}

const channels: readonly Channel[] = [
  'crossdock_run',
  'crossdock_exception',
  'crossdock_cancel',
  'crossdock_definitions',
];
const reconnectMs = 1_000;

/** Listens on one connection of its own for the whole process. @throws when the database can't be reached. */
export async function createListener(connectionString: string, log: Logger): Promise<Listener> {
  const handlers = new Map<string, Set<(payload: string) => void>>(
    channels.map((channel) => [channel, new Set()]),
  );
  const gapHandlers = new Set<() => void>();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const lost = (error: Error | undefined): void => {
    if (closed || timer) return;
    log.warn({ err: error }, 'lost the connection for notifications, reconnecting');
    timer = setTimeout(() => {
      timer = undefined;
      connect().then(
        () => gapHandlers.forEach((handle) => handle()),
        (failure: Error) => lost(failure),
      );
    }, reconnectMs);
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString, keepAlive: true, application_name: 'crossdock-listener' });
    next.on('notification', ({ channel, payload }) =>
      handlers.get(channel)?.forEach((handle) => handle(payload ?? '')),
    );
    next.on('error', lost);
    next.on('end', () => lost(undefined));
    await next.connect();
    await next.query(channels.map((channel) => `LISTEN ${channel}`).join('; '));
    client = next;
  };

  await connect();
  return {
    on(channel, handle) {
      handlers.get(channel)?.add(handle);
      return () => void handlers.get(channel)?.delete(handle);
    },
    onGap(handle) {
      gapHandlers.add(handle);
      return () => void gapHandlers.delete(handle);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}
