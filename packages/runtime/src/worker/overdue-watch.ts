import type { Logger } from 'pino';

export interface OverdueWatchOptions {
  /** Milliseconds between looks. */
  intervalMs: number;
  /** Opens exceptions for what is overdue; says how many it opened, 0 when there is nothing left. */
  openOverdue(): Promise<number>;
  log: Logger;
}

/** Looks now and then for acknowledgements that did not come in time. All servers look; each case is opened once. */
export function startOverdueWatch({ intervalMs, openOverdue, log }: OverdueWatchOptions): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current: Promise<void> = Promise.resolve();

  const look = async (): Promise<void> => {
    try {
      let opened = await openOverdue();
      while (opened > 0 && !stopped) {
        log.info({ interchanges: opened }, 'acknowledgements are overdue');
        opened = await openOverdue();
      }
    } catch (error) {
      log.warn({ err: error }, 'overdue acknowledgements could not be looked for');
    }
    if (!stopped) timer = setTimeout(begin, intervalMs).unref();
  };
  const begin = (): void => {
    current = look();
  };

  begin();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
