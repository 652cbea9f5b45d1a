import { expect, it } from 'vitest';
import { toRunsQuery } from '../../api/runs.ts';
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
  expect(filtersOf({}, undefined)).toEqual({ test: false });
  expect(filtersOf({ test: 'with' }, 'production')).toEqual({ environment: 'production' });
  expect(filtersOf({ test: 'only' }, undefined)).toEqual({ test: true });
});

it('keeps a relative range relative until the server is asked, and lets it win over dates', () => {
  const search = { range: '1h', from: '2020-01-01T00:00:00.000Z', to: '2020-01-02T00:00:00.000Z' } as const;
  const filters = filtersOf(search, undefined);
  expect(filters).toEqual({ lastMs: 3_600_000, test: false });
  expect(toRunsQuery(filters, Date.parse('2026-11-21T12:00:00Z'))).toEqual({
    from: '2026-11-21T11:00:00.000Z',
    test: false,
  });
});

it('gives statuses in the order of a run’s life, each once', () => {
  expect(statusesOf('failed,queued,failed')).toEqual(['queued', 'failed']);
  expect(statusesOf(undefined)).toEqual([]);
});
