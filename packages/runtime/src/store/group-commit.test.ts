import { describe, expect, it } from 'vitest';
import { groupCommit } from './group-commit.ts';

/** A store whose commits are let through one by one. */
function gatedStore(poison?: number) {
  const commits: number[][] = [];
  const gates: (() => void)[] = [];
  const flush = async (items: readonly number[]) => {
    commits.push([...items]);
    await new Promise<void>((resolve) => gates.push(resolve));
    if (poison !== undefined && items.includes(poison)) throw new Error(`bad item ${poison}`);
    return items.map((item) => item * 10);
  };
  const letThrough = async (count: number) => {
    for (let passed = 0; passed < count; passed += 1) {
      while (gates.length === 0) await new Promise((resolve) => setImmediate(resolve));
      gates.shift()?.();
    }
  };
  return { commits, flush, letThrough };
}

describe('group commit', () => {
  it('commits together what arrives together, and what arrives meanwhile', async () => {
    const { commits, flush, letThrough } = gatedStore();
    const add = groupCommit({ flush, maxItems: 100, lanes: 1 });
    const first = [add(1), add(2)];
    while (commits.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const second = [add(3), add(4), add(5)];
    await letThrough(2);
    expect(await Promise.all([...first, ...second])).toEqual([10, 20, 30, 40, 50]);
    expect(commits).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('splits what is more than one commit takes', async () => {
    const { commits, flush, letThrough } = gatedStore();
    const add = groupCommit({ flush, maxItems: 2, lanes: 1 });
    const all = Promise.all([1, 2, 3, 4, 5].map(add));
    await letThrough(3);
    expect(await all).toEqual([10, 20, 30, 40, 50]);
    expect(commits).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('fails the bad item alone', async () => {
    const { flush, letThrough } = gatedStore(2);
    const add = groupCommit({ flush, maxItems: 100, lanes: 1 });
    const all = Promise.allSettled([1, 2, 3].map(add));
    await letThrough(4);
    expect((await all).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('asks a database that does not answer once, not once for each item', async () => {
    let asked = 0;
    const add = groupCommit({
      flush: async (): Promise<readonly number[]> => {
        asked += 1;
        throw new Error('Connection terminated unexpectedly');
      },
      maxItems: 100,
      lanes: 1,
    });
    const all = await Promise.allSettled([1, 2, 3].map(add));
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(asked).toBe(1);
  });
});
