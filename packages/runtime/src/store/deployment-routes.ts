import type pg from 'pg';

/** A deployed flow that takes messages at an address. */
export interface DeployedIntake {
  flowId: string;
  environment: string;
  version: number;
  paused: boolean;
  method: string;
  path: string;
}

export async function listIntakes(pool: pg.Pool): Promise<DeployedIntake[]> {
  const { rows } = await pool.query<DeployedIntake>(
    `SELECT d.flow_id AS "flowId", d.environment, d.version, d.paused,
       d.intake_method AS method, d.intake_path AS path
     FROM deployments d JOIN flows f ON f.id = d.flow_id
     WHERE d.intake_path IS NOT NULL AND f.deleted_at IS NULL`,
  );
  return rows;
}
