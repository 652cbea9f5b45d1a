import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../engine/ports.ts';
import { insistentStore } from './insistent-store.ts';

const lease = { runId: 'run', token: 'token' };
const checkpoint: Checkpoint = { steps: [], milestones: [] };
const away = new Error('Connection terminated unexpectedly');

/** A store that gives these answers, one after the other. */
function storeOf(answers: readonly (boolean | Error)[]) {
  const given: unknown[] = [];
  return {
    given,
    checkpoint: async () => {
      const answer = answers[given.length] ?? true;
      given.push(answer);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}

describe('a checkpoint', () => {
  it('is tried again while the database is away', async () => {
    const store = storeOf([away, away, true]);
    expect(await insistentStore(store, 60_000).checkpoint(lease, checkpoint)).toBe(true);
    expect(store.given).toHaveLength(3);
  });

  it.each(['53100', '40P01', '40001'])('is tried again after %s', async (code) => {
    const store = storeOf([Object.assign(new Error('passes'), { code }), true]);
    expect(await insistentStore(store, 60_000).checkpoint(lease, checkpoint)).toBe(true);
  });

  it('is not tried again when the lease is lost', async () => {
    const store = storeOf([away, false]);
    expect(await insistentStore(store, 60_000).checkpoint(lease, checkpoint)).toBe(false);
    expect(store.given).toHaveLength(2);
  });

  it.each([
    ['a fault of ours', new Error('syntax error'), 60_000],
    ['a lease that lasts no longer', away, 0],
  ])('is not tried again after %s', async (_name, error, leaseMs) => {
    const store = storeOf([error]);
    await expect(insistentStore(store, leaseMs).checkpoint(lease, checkpoint)).rejects.toBe(error);
    expect(store.given).toHaveLength(1);
  });
});
