import type { ChildProgram } from './child-program.ts';
import type { Observer } from './database.ts';
import type { NoopRequest, NoopResult } from './noop-message.ts';

/** One round of BullMQ's no-op jobs. Rates per second, effort per job. */
export interface NoopRound {
  /** Added one by one, as orders come. */
  single: number;
  /** Added a hundred at a time. */
  bulk: number;
  cpuMs: number;
  commits: number;
  walKb: number;
}

const bulkSize = 100;

export async function measureNoop(
  program: ChildProgram,
  database: Observer,
  { orders, concurrency }: { orders: number; concurrency: number },
): Promise<NoopRound> {
  const run = (bulk: number): Promise<NoopResult> => {
    const request: NoopRequest = { type: 'run', jobs: orders, bulk, concurrency };
    const result = program.message<NoopResult>('done');
    program.send(request);
    return result;
  };
  await database.settle();
  const before = await database.effort();
  const single = await run(1);
  const after = await database.effort();
  const bulk = await run(bulkSize);
  return {
    single: orders / single.seconds,
    bulk: orders / bulk.seconds,
    cpuMs: (single.cpuSeconds * 1000) / orders,
    commits: (after.commits - before.commits) / orders,
    walKb: (after.walBytes - before.walBytes) / 1024 / orders,
  };
}
