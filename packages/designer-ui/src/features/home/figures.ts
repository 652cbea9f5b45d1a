import type { Stats } from '@crossdock/flow-schema';

export interface Figures {
  total: number;
  failed: number;
  active: number;
  waiting: number;
  openExceptions: number;
  /** Of the runs that succeeded or failed; undefined when there are none. */
  succeededShare: number | undefined;
}

/** The day's counts, put together for the tiles. */
export function figuresOf({ runs, openExceptions }: Stats): Figures {
  const of = (status: string) => runs[status] ?? 0;
  const ended = of('succeeded') + of('failed');
  return {
    total: Object.values(runs).reduce((sum, each) => sum + each, 0),
    failed: of('failed'),
    active: of('queued') + of('running') + of('waiting'),
    waiting: of('waiting'),
    openExceptions,
    succeededShare: ended === 0 ? undefined : of('succeeded') / ended,
  };
}
