import { groupBy, type LookupGap, type LookupResumed, type LookupRow } from '@crossdock/flow-schema';
import { askTable, ExpressionError, type LookupIndex } from '@crossdock/mapping';
import type { BulkJobs } from '../runs/bulk-exceptions.ts';
import type { OpenMiss } from '../store/lookup-misses.ts';
import type { LookupTables } from './lookup-tables.ts';
import { noTable } from './lookups.ts';

export interface LookupGapServices {
  tables: LookupTables;
  openMisses(table: string): Promise<OpenMiss[]>;
  bulk: Pick<BulkJobs, 'start'>;
}

/** What runs wait for in lookup tables: open exceptions of keys that a table did not know. */
export class LookupGaps {
  readonly #services: LookupGapServices;

  constructor(services: LookupGapServices) {
    this.#services = services;
  }

  /** Keys that runs wait for, each with how many do; those most waited for come first. */
  async list(table: string): Promise<LookupGap[]> {
    const misses = await this.#services.openMisses(table);
    const groups = groupBy(misses, ({ environment, cause }) => `${environment} ${cause}`);
    return [...groups.values()].flatMap(gapOf).sort((one, other) => other.runs - one.runs);
  }

  /**
   * Sets going again, in the background, the runs whose missing keys the table answers by now.
   * @throws Refusal `not_found`
   */
  async resume(key: string, actor: string): Promise<LookupResumed> {
    const table = await this.#services.tables.freshTableOf(key);
    if (!table) throw noTable(key);
    const answered = (await this.#services.openMisses(key)).filter((miss) => answers(table, miss));
    // A run may wait with several branches: the first exception resumes it as a whole.
    const ids = [...new Map(answered.map(({ runId, exceptionId }) => [runId, exceptionId])).values()];
    if (ids.length === 0) return { runs: 0, jobId: null };
    const { jobId, total } = await this.#services.bulk.start({ filter: { ids }, action: 'resume' }, actor);
    return { runs: total, jobId };
  }
}

function gapOf(misses: readonly OpenMiss[]): LookupGap[] {
  const [oldest] = misses;
  if (!oldest) return [];
  const { key, partner } = oldest.miss;
  return [
    {
      key,
      environment: oldest.environment,
      partner,
      runs: new Set(misses.map(({ runId }) => runId)).size,
      oldest: oldest.openedAt.toISOString(),
      exceptionId: oldest.exceptionId,
    },
  ];
}

/** Whether the run would find something now. Its clock is that of its start. */
function answers(table: LookupIndex<LookupRow>, { miss, environment, runStartedAt }: OpenMiss): boolean {
  const { key, partner, reverse, column, at } = miss;
  try {
    const answer = askTable(table, {
      key,
      environment,
      partner,
      at: at === undefined ? runStartedAt.getTime() : Date.parse(at),
      ...(reverse === undefined ? {} : { reverse }),
      ...(column === undefined ? {} : { column }),
    });
    return answer !== undefined;
  } catch (error) {
    // The table has changed so much that the question makes no sense any more.
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
