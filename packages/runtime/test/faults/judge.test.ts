import { describe, expect, it } from 'vitest';
import { judge, type RunFate } from '../system/judge.ts';

const succeeded: RunFate = { status: 'succeeded', openExceptions: 0 };
const exception: RunFate = { status: 'failed', openExceptions: 1 };

describe('a lost or doubled order is found', () => {
  it.each<[string, RunFate | undefined, number, { lost?: boolean; doubled?: boolean; exception?: boolean }]>([
    ['booked once', succeeded, 1, {}],
    ['booked twice', succeeded, 2, { doubled: true }],
    ['never booked, though the run says so', succeeded, 0, { lost: true }],
    ['run gone', undefined, 0, { lost: true }],
    ['run gone, though booked', undefined, 1, { lost: true }],
    ['exception before the booking', exception, 0, { exception: true }],
    ['exception after the booking', exception, 1, { exception: true }],
    ['exception after two bookings', exception, 2, { exception: true, doubled: true }],
    ['failed without an exception', { status: 'failed', openExceptions: 0 }, 0, { lost: true }],
    ['still under way', { status: 'running', openExceptions: 0 }, 1, { lost: true }],
    ['cancelled by nobody', { status: 'cancelled', openExceptions: 0 }, 0, { lost: true }],
  ])('%s', (_name, fate, bookings, expected) => {
    const found = judge({
      accepted: new Map([['PO-1', 'run-1']]),
      fates: new Map(fate ? [['run-1', fate]] : []),
      ledger: { byOrderNumber: bookings > 0 ? { 'PO-1': { bookings, requests: bookings } } : {} },
    });
    expect(found).toEqual({
      lost: expected.lost ? ['PO-1'] : [],
      doubled: expected.doubled ? ['PO-1'] : [],
      exceptions: expected.exception ? ['PO-1'] : [],
    });
  });

  it('also for an order whose sender never heard that it was accepted', () => {
    const ledger = { byOrderNumber: { 'PO-1': { bookings: 2, requests: 2 } } };
    expect(judge({ accepted: new Map(), fates: new Map(), ledger }).doubled).toEqual(['PO-1']);
  });
});
