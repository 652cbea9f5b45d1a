import type { FlowDefinition, VersionSummary } from '@crossdock/flow-schema';
import type { Actor } from '../access/principal.ts';
import { recordChange } from './audit.ts';
import { lockFlow } from './flows.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { jsonValue, type Database, type Transaction } from './prisma.ts';
import { plainText } from './runs/json-param.ts';
import { isUuid } from './uuid.ts';

export interface VersionRow extends VersionSummary {
  definition: FlowDefinition;
}

export interface NewVersion {
  flowId: string;
  /** Revision of the draft that was checked: it must still be the newest. */
  revision: number;
  definition: FlowDefinition;
  note: string | undefined;
}

export interface VersionStore {
  /** Freezes a definition as the next version. @returns undefined if the draft has changed or is gone */
  publish(version: NewVersion, by: Actor): Promise<number | undefined>;
  /** Newest first. */
  list(flowId: string, page: PageRequest): Promise<PageResult<VersionSummary>>;
  find(flowId: string, version: number): Promise<VersionRow | undefined>;
}

export function versionStore(database: Database): VersionStore {
  return {
    publish: (version, by) => database.$transaction((transaction) => publish(transaction, version, by)),
    async list(flowId, { limit, after }) {
      const rows = await database.flowVersion.findMany({
        where: { flowId, ...(after === undefined ? {} : { version: { lt: Number(after[0]) } }) },
        orderBy: { version: 'desc' },
        take: limit + 1,
        select: { version: true, note: true, createdAt: true, createdBy: true },
      });
      return cutPage(rows.map(toSummary), limit, ({ version }) => [version]);
    },
    async find(flowId, version) {
      if (!isUuid(flowId)) return undefined;
      const row = await database.flowVersion.findFirst({
        where: { flowId, version, flow: { deletedAt: null } },
      });
      if (row === null) return undefined;
      return { ...toSummary(row), definition: row.definition as unknown as FlowDefinition };
    },
  };
}

async function publish(transaction: Transaction, next: NewVersion, by: Actor): Promise<number | undefined> {
  const { flowId, revision, definition, note } = next;
  if (!(await lockFlow(transaction, flowId))) return undefined;
  const flow = await transaction.flow.findUnique({ where: { id: flowId }, select: { revision: true } });
  if (flow?.revision !== revision) return undefined;
  const newest = await transaction.flowVersion.aggregate({ where: { flowId }, _max: { version: true } });
  const version = (newest._max.version ?? 0) + 1;
  await transaction.flowVersion.create({
    data: {
      flowId,
      version,
      definition: jsonValue(definition),
      note: note === undefined ? null : plainText(note),
      createdBy: by.actor,
    },
  });
  const data = { version, ...(note === undefined ? {} : { note }) };
  await recordChange(transaction, by, { action: 'flow.publish', subject: `flow:${flowId}`, data });
  return version;
}

const toSummary = (row: {
  version: number;
  note: string | null;
  createdAt: Date;
  createdBy: string;
}): VersionSummary => ({
  version: row.version,
  note: row.note,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
});
