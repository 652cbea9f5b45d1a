import type { FlowDefinition } from '@crossdock/flow-schema';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../access/principal.ts';
import { recordChange } from './audit.ts';
import type { DeploymentRow } from './deployments.ts';
import { jsonValue, type Database, type Transaction } from './prisma.ts';
import { plainText } from './runs/json-param.ts';
import { isUuid } from './uuid.ts';

/** A flow that has not been deleted, with its draft. */
export interface FlowRow {
  id: string;
  name: string;
  revision: number;
  definition: FlowDefinition;
  /** Newest published version; null if there is none. */
  latest: { version: number; definition: FlowDefinition } | null;
  /** By environment. */
  deployments: DeploymentRow[];
  updatedAt: Date;
  updatedBy: string;
}

/** What became of the wish to delete a flow. */
export type Deletion =
  { kind: 'deleted' } | { kind: 'missing' } | { kind: 'deployed'; environments: string[] };

export interface FlowStore {
  create(definition: FlowDefinition, by: Actor): Promise<FlowRow>;
  find(id: string): Promise<FlowRow | undefined>;
  /** Saves a draft on top of a revision. @returns false if there is no such flow at this revision */
  save(draft: { id: string; revision: number; definition: FlowDefinition }, by: Actor): Promise<boolean>;
  /** Marks a flow as deleted unless it is deployed. */
  delete(id: string, by: Actor): Promise<Deletion>;
  /** Brings a deleted flow back. @returns false if there has never been such a flow */
  restore(id: string, by: Actor): Promise<boolean>;
}

export function flowStore(database: Database): FlowStore {
  const find = (id: string) => findFlow(database, id);
  return {
    find,
    create: async (definition, by) => {
      const id = await database.$transaction((transaction) => create(transaction, definition, by));
      const created = await find(id);
      if (!created) throw new Error(`flow ${id} is gone right after it was created`);
      return created;
    },
    save: ({ id, revision, definition }, by) =>
      database.$transaction(async (transaction) => {
        if (!isUuid(id)) return false;
        const { count } = await transaction.flow.updateMany({
          where: { id, revision, deletedAt: null },
          data: {
            ...draftColumns(definition),
            revision: revision + 1,
            updatedAt: new Date(),
            updatedBy: by.actor,
          },
        });
        if (count === 0) return false;
        const data = { revision: revision + 1, name: definition.name };
        await recordChange(transaction, by, { action: 'flow.save', subject: `flow:${id}`, data });
        return true;
      }),
    delete: (id, by) => database.$transaction((transaction) => remove(transaction, id, by)),
    restore: (id, by) => database.$transaction((transaction) => restore(transaction, id, by)),
  };
}

/**
 * Holds a flow until the transaction ends, so that deleting, publishing and deploying it come one after the other.
 * @returns false if there is no such flow
 */
export async function lockFlow(transaction: Transaction, id: string): Promise<boolean> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM flows WHERE id = ${id}::uuid AND deleted_at IS NULL FOR UPDATE`;
  return rows.length > 0;
}

const draftColumns = (definition: FlowDefinition) => ({
  name: plainText(definition.name),
  definition: jsonValue(definition),
});

async function create(transaction: Transaction, definition: FlowDefinition, by: Actor): Promise<string> {
  const id = uuidv7();
  await transaction.flow.create({
    data: { id, ...draftColumns(definition), createdBy: by.actor, updatedBy: by.actor },
  });
  const data = { name: definition.name };
  await recordChange(transaction, by, { action: 'flow.create', subject: `flow:${id}`, data });
  return id;
}

async function findFlow(database: Database, id: string): Promise<FlowRow | undefined> {
  if (!isUuid(id)) return undefined;
  const flow = await database.flow.findFirst({
    where: { id, deletedAt: null },
    include: {
      deployments: { orderBy: { environment: 'asc' } },
      versions: { orderBy: { version: 'desc' }, take: 1, select: { version: true, definition: true } },
    },
  });
  if (flow === null) return undefined;
  const [latest] = flow.versions;
  return {
    id: flow.id,
    name: flow.name,
    revision: flow.revision,
    definition: flow.definition as unknown as FlowDefinition,
    latest: latest
      ? { version: latest.version, definition: latest.definition as unknown as FlowDefinition }
      : null,
    deployments: flow.deployments,
    updatedAt: flow.updatedAt,
    updatedBy: flow.updatedBy,
  };
}

async function remove(transaction: Transaction, id: string, by: Actor): Promise<Deletion> {
  if (!isUuid(id) || !(await lockFlow(transaction, id))) return { kind: 'missing' };
  const deployments = await transaction.deployment.findMany({
    where: { flowId: id },
    orderBy: { environment: 'asc' },
    select: { environment: true },
  });
  if (deployments.length > 0) {
    return { kind: 'deployed', environments: deployments.map(({ environment }) => environment) };
  }
  await transaction.flow.update({ where: { id }, data: { deletedAt: new Date() } });
  await recordChange(transaction, by, { action: 'flow.delete', subject: `flow:${id}` });
  return { kind: 'deleted' };
}

async function restore(transaction: Transaction, id: string, by: Actor): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { count } = await transaction.flow.updateMany({
    where: { id, deletedAt: { not: null } },
    data: { deletedAt: null },
  });
  if (count > 0) await recordChange(transaction, by, { action: 'flow.restore', subject: `flow:${id}` });
  return count > 0 || (await transaction.flow.findUnique({ where: { id }, select: { id: true } })) !== null;
}
