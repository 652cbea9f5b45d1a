import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lease } from '../engine/ports.ts';
import type { RenewedLease } from '../store/runs/leases.ts';
import { LeaseKeeper } from './lease-keeper.ts';

const leaseMs = 30_000;
const lease: Lease = { runId: 'run', token: 'token' };
const renewed: RenewedLease[] = [{ runId: 'run', cancelRequestedBy: null }];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(renew: (leases: readonly Lease[]) => Promise<RenewedLease[]>) {
  const asked = vi.fn<typeof renew>(renew);
  const keeper = new LeaseKeeper({ leaseMs, renew: asked, log: pino({ level: 'silent' }) });
  return { asked, keeper, signal: keeper.hold(lease) };
}

describe('a lease', () => {
  it('goes on for as long as it is renewed', async () => {
    const { signal, keeper } = setUp(() => Promise.resolve(renewed));
    await vi.advanceTimersByTimeAsync(10 * leaseMs);
    expect(signal.aborted).toBe(false);
    keeper.stop();
  });

  it.each([
    ['does not answer', () => new Promise<never>(() => undefined)],
    ['is away', () => Promise.reject(new Error('away'))],
  ])('is given up when it has ended, though the database %s', async (_name, renew) => {
    const { signal } = setUp(renew);
    await vi.advanceTimersByTimeAsync(leaseMs - 1);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(leaseMs / 10);
    expect(signal.reason).toEqual({ kind: 'lease-lost' });
  });

  it('is not asked for again while the question hangs', async () => {
    const { asked } = setUp(() => new Promise<never>(() => undefined));
    await vi.advanceTimersByTimeAsync(10 * leaseMs);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it.each<[string, RenewedLease[], unknown]>([
    ['is somebody else’s', [], { kind: 'lease-lost' }],
    [
      'is of a run to be cancelled',
      [{ runId: 'run', cancelRequestedBy: 'ann' }],
      { kind: 'cancel', by: 'ann' },
    ],
  ])('that %s stops the work', async (_name, answer, reason) => {
    const { signal } = setUp(() => Promise.resolve(answer));
    await vi.advanceTimersByTimeAsync(leaseMs / 3);
    expect(signal.reason).toEqual(reason);
  });

  it('taken during a shutdown is stopped at once', () => {
    const { keeper } = setUp(() => Promise.resolve(renewed));
    keeper.abortAll({ kind: 'shutdown' });
    expect(keeper.hold({ runId: 'late', token: 't' }).reason).toEqual({ kind: 'shutdown' });
  });
});
