import type { FlowDefinition } from '@crossdock/flow-schema';
import type pg from 'pg';
import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange } from './audit.ts';
import { lockFlow } from './flows.ts';
import { isDuplicate, type Database, type Transaction } from './prisma.ts';
import { isUuid } from './uuid.ts';

export interface DeploymentRow {
  flowId: string;
  environment: string;
  version: number;
  paused: boolean;
  intakeMethod: string | null;
  intakePath: string | null;
  deployedAt: Date;
  deployedBy: string;
}

export interface NewDeployment {
  flowId: string;
  environment: string;
  version: number;
  paused: boolean;
  /** Address of the flow's webhook. */
  intake: { method: string; path: string } | undefined;
  /** When a schedule fires next. */
  nextTickAt: Date | undefined;
}

/** What became of a deployment: there, refused because of another flow's address, or the flow is gone. */
export type Deployed =
  | { kind: 'deployed'; deployment: DeploymentRow }
  | { kind: 'taken'; by: { id: string; name: string } }
  | { kind: 'missing' };

/** A deployed version, as far as others need it. */
export interface DeployedVersion {
  flowId: string;
  flowName: string;
  environment: string;
  version: number;
}

export interface DeploymentStore {
  find(flowId: string, environment: string): Promise<DeploymentRow | undefined>;
  put(deployment: NewDeployment, by: Actor): Promise<Deployed>;
  /** @returns false if the flow isn't deployed there. */
  delete(flowId: string, environment: string, by: Actor): Promise<boolean>;
  /** All that is deployed, in all environments. */
  all(): Promise<DeployedVersion[]>;
  /** Definitions of several versions at once, in the order asked for. */
  definitionsOf(versions: readonly DeployedVersion[]): Promise<FlowDefinition[]>;
}

export function deploymentStore(pool: pg.Pool, database: Database): DeploymentStore {
  return {
    async find(flowId, environment) {
      if (!isUuid(flowId)) return undefined;
      const where = { flowId_environment: { flowId, environment } };
      return (await database.deployment.findUnique({ where })) ?? undefined;
    },
    put: (deployment, by) => put(database, deployment, by),
    delete: (flowId, environment, by) =>
      database.$transaction((transaction) => remove(transaction, { flowId, environment }, by)),
    async all() {
      const { rows } = await pool.query<DeployedVersion>(
        `SELECT d.flow_id AS "flowId", f.name AS "flowName", d.environment, d.version
         FROM deployments d JOIN flows f ON f.id = d.flow_id ORDER BY f.name, d.flow_id`,
      );
      return rows;
    },
    async definitionsOf(versions) {
      const { rows } = await pool.query<{ definition: FlowDefinition }>(
        `SELECT v.definition FROM unnest($1::uuid[], $2::int[]) WITH ORDINALITY AS asked (flow_id, version, n)
         JOIN flow_versions v USING (flow_id, version) ORDER BY n`,
        [versions.map(({ flowId }) => flowId), versions.map(({ version }) => version)],
      );
      return rows.map(({ definition }) => definition);
    },
  };
}

async function put(database: Database, deployment: NewDeployment, by: Actor): Promise<Deployed> {
  try {
    return await database.$transaction((transaction) => write(transaction, deployment, by));
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const holder = await holderOf(database, deployment);
    if (!holder) throw error;
    return { kind: 'taken', by: holder };
  }
}

async function write(transaction: Transaction, deployment: NewDeployment, by: Actor): Promise<Deployed> {
  const { flowId, environment, version, paused, intake, nextTickAt } = deployment;
  if (!(await lockFlow(transaction, flowId))) return { kind: 'missing' };
  const values = {
    version,
    paused,
    intakeMethod: intake?.method ?? null,
    intakePath: intake?.path ?? null,
    nextTickAt: nextTickAt ?? null,
    deployedAt: new Date(),
    deployedBy: by.actor,
  };
  const row = await transaction.deployment.upsert({
    where: { flowId_environment: { flowId, environment } },
    create: { flowId, environment, ...values },
    update: values,
  });
  const data = { environment, version, paused };
  await recordChange(transaction, by, { action: 'flow.deploy', subject: `flow:${flowId}`, data });
  await announceChange(transaction, `deployment/${environment}/${flowId}`);
  return { kind: 'deployed', deployment: row };
}

/** Who has the address that another flow wants. */
async function holderOf(database: Database, { environment, intake }: NewDeployment) {
  const holder = await database.deployment.findFirst({
    where: { environment, intakeMethod: intake?.method ?? null, intakePath: intake?.path ?? null },
    select: { flow: { select: { id: true, name: true } } },
  });
  return holder?.flow;
}

async function remove(
  transaction: Transaction,
  { flowId, environment }: { flowId: string; environment: string },
  by: Actor,
): Promise<boolean> {
  if (!isUuid(flowId)) return false;
  const { count } = await transaction.deployment.deleteMany({ where: { flowId, environment } });
  if (count === 0) return false;
  const change = { action: 'flow.undeploy', subject: `flow:${flowId}`, data: { environment } };
  await recordChange(transaction, by, change);
  await announceChange(transaction, `deployment/${environment}/${flowId}`);
  return true;
}
