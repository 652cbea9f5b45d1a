import { isDatabaseUnavailable } from './unavailable.ts';

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

export interface GroupCommitOptions<Item, Result> {
  /** Commits the items together; gives one result for each, in their order. */
  flush(items: readonly Item[]): Promise<readonly Result[]>;
  /** Items of one commit at the most. */
  maxItems: number;
  /** Commits under way at once. */
  lanes: number;
}

/**
 * Commits what comes at the same time together: an item that finds a free lane goes at once (with what
 * else arrives in the same turn of the event loop), the others gather while commits are under way. So a
 * lone item pays no waiting, and under load the cost of a commit to disk is shared.
 *
 * When a commit of several items fails, each is tried alone, so that a bad one fails nobody else. Not when the database
 * does not answer: nobody is helped by asking it once for each item, and the commit may have happened after all.
 */
export function groupCommit<Item, Result>({
  flush,
  maxItems,
  lanes,
}: GroupCommitOptions<Item, Result>): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let busy = 0;
  let scheduled = false;

  const commit = async (group: Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await flush(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      if (group.length === 1 || isDatabaseUnavailable(error)) group.forEach(({ reject }) => reject(error));
      else for (const member of group) await commit([member]);
    }
  };

  const pump = (): void => {
    scheduled = false;
    while (waiting.length > 0 && busy < lanes) {
      const group = waiting.slice(0, maxItems);
      waiting = waiting.slice(maxItems);
      busy += 1;
      void commit(group).finally(() => {
        busy -= 1;
        schedule();
      });
    }
  };

  const schedule = (): void => {
    if (scheduled || waiting.length === 0 || busy >= lanes) return;
    scheduled = true;
    setImmediate(pump);
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
