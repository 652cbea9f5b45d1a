import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import type { Dispatch, DispatchQueue } from '../queue/dispatch-queue.ts';
import { startReconciler } from './reconciler.ts';

const log = pino({ level: 'silent' });
const stranded = (count: number): Dispatch[] =>
  Array.from({ length: count }, (_, n) => ({ runId: `run-${n}`, dispatchNo: 1 }));

/** Looks once; gives what it asked for and what it dispatched. */
async function look(waiting: number, found: readonly Dispatch[][] = [[]], forgotten: Dispatch[] = []) {
  const added: Dispatch[] = [];
  const asked: { limit: number; patienceMs: number }[] = [];
  const queue = {
    counts: () => Promise.resolve({ waiting, active: 0, delayed: 0 }),
    add: (dispatches: readonly Dispatch[]) => Promise.resolve(void added.push(...dispatches)),
  } as Partial<DispatchQueue> as DispatchQueue;
  const reconciler = startReconciler({
    intervalMs: 60_000,
    graceMs: 1_000,
    findStranded: (options) => Promise.resolve(found[asked.push(options) - 1] ?? []),
    wakeForgotten: () => Promise.resolve(forgotten),
    queue,
    log,
  });
  await vi.waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(found.length));
  await reconciler.stop();
  return { added, asked };
}

it('dispatches all that is stranded and forgotten, batch after batch', async () => {
  const forgotten = [{ runId: 'waits', dispatchNo: 3 }];
  const { added, asked } = await look(0, [stranded(500), stranded(7)], forgotten);
  expect(added).toHaveLength(508);
  expect(asked).toHaveLength(2);
});

it.each([
  ['is not behind', 500, 1_000],
  ['is behind', 501, 10_000],
])('is patient with a queue only if that %s', async (_name, waiting, patienceMs) => {
  expect((await look(waiting)).asked).toEqual([{ limit: 500, patienceMs }]);
});
