import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createInvalidator } from './live-invalidation.ts';
import { rowsOf } from './paging.ts';
import { runKeys } from './runs.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const run = (id: string, status = 'running') => ({ id, status });
const event = (runId: string, status: 'succeeded' | 'running') => ({
  runId,
  flowId: 'f1',
  environment: 'test',
  status,
  test: false,
});
const pages = (count: number) => ({
  pages: Array.from({ length: count }, (_, page) => ({ items: [run(`r${page}`)], nextCursor: null })),
  pageParams: [],
});

function cacheWith(pageCount: number) {
  const cache = new QueryClient();
  const key = [...runKeys.lists, {}];
  cache.setQueryData(key, pages(pageCount));
  return { cache, invalidator: createInvalidator(cache), state: () => cache.getQueryState(key) };
}

it('shows a new status at once and reads the list again a little later, once for many events', () => {
  const { cache, invalidator, state } = cacheWith(1);
  const invalidate = vi.spyOn(cache, 'invalidateQueries');
  for (let times = 0; times < 50; times += 1) invalidator.handle('run', event('r0', 'succeeded'));
  expect(state()?.data).toMatchObject({ pages: [{ items: [{ id: 'r0', status: 'succeeded' }] }] });
  expect(state()?.isInvalidated).toBe(false);
  vi.advanceTimersByTime(10_000);
  expect(state()?.isInvalidated).toBe(true);
  const lists = invalidate.mock.calls.filter(([filters]) => filters?.queryKey === runKeys.lists);
  expect(lists).toHaveLength(1);
});

it('patches a list scrolled far down without reading it again', () => {
  const { invalidator, state } = cacheWith(5);
  invalidator.handle('run', event('r4', 'succeeded'));
  vi.advanceTimersByTime(10_000);
  expect(state()?.isInvalidated).toBe(false);
  expect(state()?.data).toMatchObject({ pages: [{}, {}, {}, {}, { items: [{ status: 'succeeded' }] }] });
});

it('forgets what it gathered when it stops', () => {
  const { invalidator, state } = cacheWith(1);
  invalidator.handle('run', event('elsewhere', 'running'));
  invalidator.stop();
  vi.advanceTimersByTime(10_000);
  expect(state()?.isInvalidated).toBe(false);
});

it('gives each row once, as it was read last', () => {
  const data = {
    pages: [
      { items: [run('a'), run('b')], nextCursor: 'x' },
      { items: [run('b', 'failed')], nextCursor: null },
    ],
  };
  expect(rowsOf(data)).toEqual([run('a'), run('b', 'failed')]);
  expect(rowsOf(undefined)).toEqual([]);
});
