import type pg from 'pg';

/** A deployed schedule whose next tick has come. */
export interface DueSchedule {
  flowId: string;
  environment: string;
  version: number;
  nextTickAt: Date;
}

export async function dueSchedules(pool: pg.Pool, now: Date, limit = 100): Promise<DueSchedule[]> {
  const { rows } = await pool.query<DueSchedule>(
    `SELECT flow_id AS "flowId", environment, version, next_tick_at AS "nextTickAt"
     FROM deployments WHERE next_tick_at <= $1 AND NOT paused ORDER BY next_tick_at LIMIT $2`,
    [now, limit],
  );
  return rows;
}

/** Moves a schedule on, unless another server has or the deployment was changed meanwhile. */
export async function moveSchedule(pool: pg.Pool, due: DueSchedule, nextTickAt: Date | null): Promise<void> {
  await pool.query(
    `UPDATE deployments SET next_tick_at = $4
     WHERE flow_id = $1 AND environment = $2 AND next_tick_at = $3`,
    [due.flowId, due.environment, due.nextTickAt, nextTickAt],
  );
}
