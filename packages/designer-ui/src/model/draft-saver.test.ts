import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renameFlow } from './commands/edit.ts';
import { DraftSaver, type LocalDraft, type SaveOutcome } from './draft-saver.ts';
import { flow } from './flow.fixture.ts';

const original = flow('in:webhook');
const named = (name: string) => renameFlow(original, name).definition;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A server that answers as told, in order; without more orders it saves. */
function start(...answers: SaveOutcome[]) {
  const calls: { name: string; revision: number }[] = [];
  let kept: LocalDraft | undefined;
  let revision = 3;
  const saver = new DraftSaver({
    revision,
    definition: original,
    save: (definition, base) => {
      calls.push({ name: definition.name, revision: base });
      return Promise.resolve(answers.shift() ?? { kind: 'saved', revision: ++revision });
    },
    keep: (draft) => {
      kept = draft;
    },
  });
  return { saver, calls, kept: () => kept?.definition.name, status: () => saver.state.getState().status };
}

describe('saving by itself', () => {
  it('waits for a pause, saves once, and forgets the local copy', async () => {
    const { saver, calls, kept, status } = start();
    saver.change(named('A'));
    saver.change(named('AB'));
    expect(status()).toBe('dirty');
    expect(kept()).toBe('AB');
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual([{ name: 'AB', revision: 3 }]);
    expect(status()).toBe('saved');
    expect(kept()).toBeUndefined();
    expect(saver.revision).toBe(4);
  });

  it('saves what came in while a save was under way, on the new revision', async () => {
    const { saver, calls, status } = start();
    saver.change(named('A'));
    const first = saver.saveNow();
    saver.change(named('B'));
    expect(await first).toBe(false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toEqual([
      { name: 'A', revision: 3 },
      { name: 'B', revision: 4 },
    ]);
    expect(status()).toBe('saved');
  });

  it('has nothing to save after an undo back to what is saved', async () => {
    const { saver, calls, kept, status } = start();
    saver.change(named('A'));
    saver.change(original);
    expect(status()).toBe('saved');
    expect(kept()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(2000);
    expect(calls).toEqual([]);
  });
});

describe('when it can’t be saved', () => {
  it('keeps trying while the server is away, and loses nothing', async () => {
    const { saver, calls, kept, status } = start({ kind: 'offline' }, { kind: 'offline' });
    saver.change(named('A'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('offline');
    expect(kept()).toBe('A');
    await vi.advanceTimersByTimeAsync(11_000);
    expect(calls).toHaveLength(3);
    expect(status()).toBe('saved');
  });

  it('tries no more once the page is left, until there is another change', async () => {
    const { saver, calls, kept } = start({ kind: 'offline' });
    saver.change(named('A'));
    const left = saver.saveNow();
    saver.stop();
    expect(await left).toBe(false);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(calls).toHaveLength(1);
    expect(kept()).toBe('A');
    saver.change(named('B'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls.at(-1)?.name).toBe('B');
  });

  it('says what the server refuses, and tries again after the next change', async () => {
    const { saver, status } = start({ kind: 'refused', message: 'name is missing' });
    saver.change(named('A'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(saver.state.getState()).toEqual({ status: 'refused', message: 'name is missing' });
    saver.change(named('B'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('saved');
  });

  it('stops at a conflict until it is decided, then goes on from the other revision', async () => {
    const { saver, calls, kept, status } = start({ kind: 'conflict' });
    saver.change(named('A'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(status()).toBe('conflict');
    saver.change(named('AB'));
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls).toHaveLength(1);
    expect(kept()).toBe('AB');
    expect(await saver.saveNow()).toBe(false);
    saver.rebase(9, named('Theirs'), named('AB'));
    await vi.advanceTimersByTimeAsync(100);
    expect(calls.at(-1)).toEqual({ name: 'AB', revision: 9 });
    expect(status()).toBe('saved');
  });

  it('takes theirs without another save', async () => {
    const { saver, calls, kept, status } = start({ kind: 'conflict' });
    saver.change(named('A'));
    await vi.advanceTimersByTimeAsync(1000);
    const theirs = named('Theirs');
    saver.rebase(9, theirs, theirs);
    await vi.advanceTimersByTimeAsync(5000);
    expect(calls).toHaveLength(1);
    expect(kept()).toBeUndefined();
    expect(status()).toBe('saved');
  });
});
