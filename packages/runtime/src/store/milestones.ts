import type { Timeline } from '@crossdock/flow-schema';
import type pg from 'pg';

export interface MilestoneQueries {
  /** Milestones of a business object over all flows, in the order in which they were reached. */
  ofBusinessKey(type: string, value: string, limit: number): Promise<Timeline['milestones']>;
}

interface Row {
  name: string;
  at: Date;
  flowId: string;
  runId: string;
  data: unknown;
}

export function milestoneQueries(pool: pg.Pool): MilestoneQueries {
  return {
    async ofBusinessKey(type, value, limit) {
      const { rows } = await pool.query<Row>(
        `SELECT name, at, flow_id AS "flowId", run_id AS "runId", data FROM milestones
         WHERE business_type = $1 AND business_value = $2 ORDER BY at, node_id LIMIT $3`,
        [type, value, limit],
      );
      return rows.map(({ data, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        ...(data === null ? {} : { data }),
      }));
    },
  };
}
