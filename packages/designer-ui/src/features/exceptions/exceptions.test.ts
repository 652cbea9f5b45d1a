import type { ExceptionSummary } from '@crossdock/flow-schema';
import { describe, expect, it } from 'vitest';
import { filtersOf, readExceptionSearch } from './exception-search.ts';
import { groupByCause } from './grouping.ts';

describe('filters in the address', () => {
  it('reads what it knows and nothing else', () => {
    const search = {
      status: 'any',
      class: 'business',
      desk: 'finance',
      flow: 'f1',
      q: 'ACME',
      list: 'plain',
      x: 1,
    };
    const { x: _, ...known } = search;
    expect(readExceptionSearch(search)).toEqual(known);
    expect(readExceptionSearch({ status: 'shut', class: 'bad', desk: 'bar', list: 'tree' })).toEqual({});
  });

  it('asks for open ones unless the address says otherwise', () => {
    expect(filtersOf({}, 'test')).toMatchObject({ status: 'open', environment: 'test' });
    expect(filtersOf({ status: 'any' }, undefined).status).toBeUndefined();
    expect(filtersOf({ status: 'discarded' }, undefined).status).toBe('discarded');
  });
});

const exception = (id: string, more: Partial<ExceptionSummary> = {}): ExceptionSummary => ({
  id,
  runId: `run-${id}`,
  flowId: 'f1',
  flowName: 'Intake',
  environment: 'test',
  nodeId: 'book',
  nodeName: 'Book',
  class: 'business',
  code: 'unknown_item',
  message: 'Item ABC-123 is unknown.',
  desk: 'customer-service',
  status: 'open',
  businessKeys: [],
  assignee: null,
  createdAt: '2026-11-21T12:00:00.000Z',
  resolvedAt: null,
  ...more,
});

describe('grouping by cause', () => {
  it('puts equal causes together in the order of the newest of each', () => {
    const groups = groupByCause([
      exception('1'),
      exception('2', { message: 'Item XYZ is unknown.' }),
      exception('3'),
      exception('4', { code: 'other' }),
      exception('5', { nodeId: 'check' }),
      exception('6', { flowId: 'f2' }),
      exception('7', { businessKeys: [{ type: 'purchaseOrder', value: '1' }] }),
    ]);
    expect(groups.map(({ exceptions }) => exceptions.map(({ id }) => id).join())).toEqual([
      '1,3,7',
      '2',
      '4',
      '5',
      '6',
    ]);
  });

  it('does not mix causes whose texts could run into one another', () => {
    const groups = groupByCause([
      exception('1', { code: 'a', message: 'b' }),
      exception('2', { code: 'ab', message: '' }),
    ]);
    expect(groups).toHaveLength(2);
  });
});
