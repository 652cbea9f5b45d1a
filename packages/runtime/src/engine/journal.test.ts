import { describe, expect, it } from 'vitest';
import { Journal, LeaseLost } from './journal.ts';
import type { Checkpoint, Reply, StepRecord } from './ports.ts';

const lease = { runId: 'r', token: 't' };
const record = (nodeId: string, status: StepRecord['status'] = 'succeeded', attempt = 1): StepRecord => ({
  nodeId,
  path: '',
  attempt,
  status,
  ports: [],
  effect: 'pure',
  startedAt: new Date(0),
});

/** A journal on a store that answers as told, one after the other. */
function journalOn(...answers: (boolean | Error)[]) {
  const written: Checkpoint[] = [];
  const replies: Reply[] = [];
  const store = {
    checkpoint: async (_: unknown, checkpoint: Checkpoint): Promise<boolean> => {
      written.push(checkpoint);
      await Promise.resolve();
      const answer = answers[written.length - 1] ?? true;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { journal: new Journal(store, lease, (reply) => replies.push(reply)), written, replies };
}

const steps = (written: Checkpoint[]) =>
  written.map((checkpoint) => checkpoint.steps.map(({ nodeId, status }) => `${nodeId} ${status}`));

describe('the journal', () => {
  it('commits what is new, each step in its last state, one commit after the other', async () => {
    const { journal, written } = journalOn();
    journal.add({ record: record('a', 'running') });
    journal.add({ record: record('a') });
    journal.add({ record: record('a', 'succeeded', 2) });
    const first = journal.commit();
    journal.add({ record: record('b') });
    await Promise.all([first, journal.commit(), journal.commit()]);
    expect(steps(written)).toEqual([['a succeeded', 'a succeeded', 'b succeeded']]);
    journal.add({ record: record('c') });
    await journal.commit({ kind: 'succeeded', output: 1 });
    expect(steps(written)[1]).toEqual(['c succeeded']);
    expect(written[1]?.verdict).toEqual({ kind: 'succeeded', output: 1 });
  });

  it('commits nothing when nothing is new, unless it is the verdict', async () => {
    const { journal, written } = journalOn();
    await journal.commit();
    expect(written).toEqual([]);
    await journal.commit({ kind: 'cancelled', by: 'ann' });
    expect(written).toHaveLength(1);
  });

  it('tells replies only once they are committed', async () => {
    const reply: Reply = { status: 200, headers: {}, body: null };
    const lost = journalOn(false);
    lost.journal.add({ record: record('a'), reply });
    await expect(lost.journal.commit()).rejects.toThrow(LeaseLost);
    expect(lost.replies).toEqual([]);
    const kept = journalOn(true);
    kept.journal.add({ record: record('a'), reply });
    expect(kept.replies).toEqual([]);
    await kept.journal.commit();
    expect(kept.replies).toEqual([reply]);
  });

  it.each([
    ['the lease is lost', false, LeaseLost],
    ['the store fails', new Error('no database'), /no database/],
  ])('fails every commit behind one that failed: %s', async (_, answer, error) => {
    const { journal, written } = journalOn(answer);
    journal.add({ record: record('a', 'running') });
    const first = journal.commit();
    journal.add({ record: record('b', 'running') });
    // This one's step went along with the first: it must not believe it safe.
    const second = journal.commit();
    await expect(first).rejects.toThrow(error);
    await expect(second).rejects.toThrow(error);
    await expect(journal.commit()).rejects.toThrow(error);
    expect(written).toHaveLength(1);
  });
});
