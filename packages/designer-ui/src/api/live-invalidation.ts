import type { RunSummary, StreamEvents } from '@crossdock/flow-schema';
import type { InfiniteData, Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { exceptionKeys } from './exceptions.ts';
import { flowKeys } from './flows.ts';
import { runKeys } from './runs.ts';
import { statsKeys } from './stats.ts';

/**
 * Events are gathered before anything is read again: what is looked at closely soonest, overviews seldom,
 * so that a thousand runs a minute cost the server no more reads than ten.
 */
const delays = { detail: 250, list: 1500, overview: 5000 } as const;
type Closeness = keyof typeof delays;

/** Lists scrolled further than this are patched in place instead of being read again from the top. */
const longListPages = 3;

interface Page {
  items: RunSummary[];
}

/** Turns server events into reads of what is on the screen. */
export function createInvalidator(cache: QueryClient) {
  const dirty = new Map<string, QueryKey>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const flush = (id: string): void => {
    const queryKey = dirty.get(id);
    dirty.delete(id);
    timers.delete(id);
    if (queryKey) void cache.invalidateQueries({ queryKey, predicate: isShort });
  };

  const mark = (queryKey: QueryKey, closeness: Closeness): void => {
    const id = JSON.stringify(queryKey);
    dirty.set(id, queryKey);
    if (!timers.has(id))
      timers.set(
        id,
        setTimeout(() => flush(id), delays[closeness]),
      );
  };

  const handlers: { [Name in keyof StreamEvents]: (event: StreamEvents[Name]) => void } = {
    run(event) {
      patchStatus(cache, event);
      mark(runKeys.one(event.runId), 'detail');
      mark(runKeys.lists, 'list');
      mark(flowKeys.lists, 'overview');
      mark(statsKeys.all, 'overview');
    },
    step: (event) => mark(runKeys.one(event.runId), 'detail'),
    exception(event) {
      mark(exceptionKeys.one(event.exceptionId), 'detail');
      mark(runKeys.one(event.runId), 'detail');
      mark(exceptionKeys.lists, 'list');
      mark(statsKeys.all, 'list');
    },
    stats: () => mark(statsKeys.all, 'list'),
  };

  return {
    handle<Name extends keyof StreamEvents>(name: Name, event: StreamEvents[Name]): void {
      handlers[name](event);
    },
    /** Forgets what is still gathered. */
    stop(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      dirty.clear();
    },
  };
}

function isShort(query: Query): boolean {
  const data: unknown = query.state.data;
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : undefined;
  return !Array.isArray(pages) || pages.length <= longListPages;
}

/** Shows a run's new status at once in the lists that hold it. */
function patchStatus(cache: QueryClient, event: StreamEvents['run']): void {
  cache.setQueriesData<InfiniteData<Page> | RunSummary[]>({ queryKey: runKeys.lists }, (data) => {
    if (!data || Array.isArray(data)) return data;
    if (!data.pages.some(({ items }) => items.some(({ id }) => id === event.runId))) return data;
    const patch = (run: RunSummary) => (run.id === event.runId ? { ...run, status: event.status } : run);
    return { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patch) })) };
  });
}
