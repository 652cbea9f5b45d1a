import type { BulkBody, BulkJob } from '@crossdock/flow-schema';
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from './transaction.ts';
import { isUuid } from './uuid.ts';

/** What became of one exception of a bulk action; `error` says why nothing was done. */
export interface BulkItemResult {
  exceptionId: string;
  error?: string;
}

export interface BulkAction {
  action: BulkBody['action'];
  reason?: string;
  desk?: string;
  actor: string;
}

export interface BulkJobStore {
  create(action: BulkAction, exceptionIds: readonly string[]): Promise<BulkJob>;
  get(id: string): Promise<BulkJob | undefined>;
  /** Jobs that are not done. */
  unfinished(): Promise<string[]>;
  /**
   * Works on the next exceptions of a job; other processes leave the job alone meanwhile, and a crash leaves the
   * batch to be done again.
   * @returns false when nothing is left to do (here)
   */
  workOnBatch(
    id: string,
    size: number,
    work: (action: BulkAction, exceptionIds: readonly string[]) => Promise<BulkItemResult[]>,
  ): Promise<boolean>;
}

interface Row {
  id: string;
  state: BulkJob['state'];
  action: BulkAction;
  total: number;
  done: number;
  failed: number;
  errors: BulkJob['errors'];
  pending: string[];
}

const keptErrors = 100;

export function bulkJobStore(pool: pg.Pool): BulkJobStore {
  return {
    async create(action, exceptionIds) {
      const { rows } = await pool.query<Row>(
        `INSERT INTO bulk_jobs (id, state, action, total, pending, actor)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING *`,
        [
          uuidv7(),
          exceptionIds.length === 0 ? 'done' : 'running',
          JSON.stringify(action),
          exceptionIds.length,
          exceptionIds,
          action.actor,
        ],
      );
      const [row] = rows;
      if (!row) throw new Error('the bulk job was not inserted');
      return toJob(row);
    },
    async get(id) {
      if (!isUuid(id)) return undefined;
      const { rows } = await pool.query<Row>('SELECT * FROM bulk_jobs WHERE id = $1', [id]);
      return rows[0] && toJob(rows[0]);
    },
    async unfinished() {
      const { rows } = await pool.query<{ id: string }>(`SELECT id FROM bulk_jobs WHERE state = 'running'`);
      return rows.map(({ id }) => id);
    },
    workOnBatch: (id, size, work) =>
      inTransaction(pool, async (client) => {
        const { rows } = await client.query<Row>(
          `SELECT * FROM bulk_jobs WHERE id = $1 AND state = 'running' FOR UPDATE SKIP LOCKED`,
          [id],
        );
        const [job] = rows;
        if (!job) return false;
        const results = await work(job.action, job.pending.slice(0, size));
        const left = job.pending.slice(size);
        const failures = results.flatMap(({ exceptionId, error }) =>
          error === undefined ? [] : [{ exceptionId, message: error }],
        );
        await client.query(
          `UPDATE bulk_jobs SET pending = $2, done = done + $3, failed = failed + $4, errors = $5, state = $6
           WHERE id = $1`,
          [
            id,
            left,
            results.length - failures.length,
            failures.length,
            JSON.stringify([...job.errors, ...failures].slice(0, keptErrors)),
            left.length === 0 ? 'done' : 'running',
          ],
        );
        return left.length > 0;
      }),
  };
}

function toJob({ id, state, total, done, failed, errors }: Row): BulkJob {
  return { jobId: id, state, total, done, failed, errors };
}
