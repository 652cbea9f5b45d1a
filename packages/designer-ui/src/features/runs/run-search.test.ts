import { expect, it } from 'vitest';
import { filtersOf, readRunSearch, statusesOf } from './run-search.ts';

it('reads what an address says and leaves out what it cannot mean', () => {
  const read = readRunSearch({
    flow: ' f1 ',
    status: 'failed,exploded,waiting',
    businessKey: 'purchaseOrder:4500:1',
    q: 4500012345,
    range: '24h',
    test: 'only',
    from: 'yesterday',
    other: 'x',
  });
  expect(read).toEqual({
    flow: 'f1',
    status: 'waiting,failed',
    businessKey: 'purchaseOrder:4500:1',
    q: '4500012345',
    range: '24h',
    test: 'only',
  });
});

it.each([
  [{ range: '2y' }],
  [{ test: 'yes' }],
  [{ businessKey: 'no-colon' }],
  [{ status: '' }],
  [{ q: '   ' }],
  [{ from: {} }],
])('reads nothing from %j', (search) => {
  expect(readRunSearch(search)).toEqual({});
});

it('survives being written to the address and read again', () => {
  const search = readRunSearch({
    status: 'failed',
    from: '2026-11-01T00:00:00Z',
    to: '2026-11-02T00:00:00Z',
  });
  expect(readRunSearch({ ...search })).toEqual(search);
});

it('leaves test runs out unless they are asked for', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(filtersOf({}, undefined, now)).toEqual({ test: false });
  expect(filtersOf({ test: 'with' }, 'production', now)).toEqual({ environment: 'production' });
  expect(filtersOf({ test: 'only' }, undefined, now)).toEqual({ test: true });
});

it('anchors a relative range at now and lets it win over dates', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  const search = { range: '1h', from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' } as const;
  expect(filtersOf(search, undefined, now)).toEqual({ from: '2026-11-21T11:00:00.000Z', test: false });
});

it('gives statuses in the order of a run’s life, each once', () => {
  expect(statusesOf('failed,queued,failed')).toEqual(['queued', 'failed']);
  expect(statusesOf(undefined)).toEqual([]);
});
