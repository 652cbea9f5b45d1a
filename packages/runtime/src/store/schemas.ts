import type { SchemaSettings, SchemaVersion, SchemaVersionSummary } from '@crossdock/flow-schema';
import type { EarlierVersion } from '@crossdock/mapping';
import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange } from './audit.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { isDuplicate, jsonValue, type Database, type Transaction } from './prisma.ts';
import { plainText } from './runs/json-param.ts';

/** A registered schema with its newest version. */
export interface SchemaRow extends SchemaSettings {
  key: string;
  latest: SchemaVersionSummary;
}

/** A version that is to be published. */
export interface NewSchemaVersion {
  schema: Readonly<Record<string, unknown>>;
  note: string | undefined;
}

/** What names a version, and whether it is still to be used. */
export interface SchemaVersionState {
  key: string;
  version: number;
  deprecated: boolean;
}

export interface SchemaStore {
  /** By key. @param q part of the title or key */
  list(page: PageRequest, q: string | undefined): Promise<PageResult<SchemaRow>>;
  find(key: string): Promise<SchemaRow | undefined>;
  /** All versions there are, for checks of flows. */
  states(): Promise<SchemaVersionState[]>;
  /** Newest first. */
  versions(key: string, page: PageRequest): Promise<PageResult<SchemaVersionSummary>>;
  version(key: string, version: number): Promise<SchemaVersion | undefined>;
  earlier(key: string): Promise<EarlierVersion[]>;
  /** @returns false if there is one of this key. */
  create(key: string, settings: SchemaSettings, first: NewSchemaVersion, by: Actor): Promise<boolean>;
  /** @returns false if there is no such schema. */
  update(key: string, settings: SchemaSettings, by: Actor): Promise<boolean>;
  /**
   * Publishes the next version of a schema that nobody else can change meanwhile.
   * @param check is told how compatible it has to be and with what; what it throws leaves all as it was
   * @returns the version, or undefined if there is no such schema
   */
  publish(
    key: string,
    next: NewSchemaVersion,
    by: Actor,
    check: (mode: SchemaSettings['mode'], earlier: readonly EarlierVersion[]) => void,
  ): Promise<number | undefined>;
  /** @returns false if there is no such version. */
  deprecate(
    { key, version, deprecated }: SchemaVersionState,
    note: string | undefined,
    by: Actor,
  ): Promise<boolean>;
}

const subjectOf = (key: string): string => `schema:${key}`;

export function schemaStore(database: Database): SchemaStore {
  return {
    ...readingOf(database),
    create: (key, settings, first, by) =>
      database
        .$transaction(async (transaction) => {
          const who = { createdBy: by.actor, updatedBy: by.actor };
          await transaction.schema.create({ data: { key, ...columnsOf(settings), ...who } });
          await insertVersion(transaction, { key, version: 1, ...first }, by);
          const data = { ...settings, version: 1 };
          await recordChange(transaction, by, { action: 'schema.create', subject: subjectOf(key), data });
          return true;
        })
        .catch((error: unknown) => {
          if (isDuplicate(error)) return false;
          throw error;
        }),
    update: (key, settings, by) =>
      database.$transaction(async (transaction) => {
        const data = { ...columnsOf(settings), updatedAt: new Date(), updatedBy: by.actor };
        const { count } = await transaction.schema.updateMany({ where: { key }, data });
        if (count === 0) return false;
        const change = { action: 'schema.update', subject: subjectOf(key), data: settings };
        await recordChange(transaction, by, change);
        return true;
      }),
    publish: (key, next, by, check) =>
      database.$transaction(async (transaction) => {
        const mode = await lockedMode(transaction, key);
        if (mode === undefined) return undefined;
        const earlier = await earlierOf(transaction, key);
        check(mode, earlier);
        const version = (earlier[0]?.version ?? 0) + 1;
        await insertVersion(transaction, { key, version, ...next }, by);
        const data = { version, ...(next.note === undefined ? {} : { note: next.note }) };
        await recordChange(transaction, by, { action: 'schema.publish', subject: subjectOf(key), data });
        return version;
      }),
    deprecate: ({ key, version, deprecated }, note, by) =>
      database.$transaction(async (transaction) => {
        const deprecation = deprecated && note !== undefined ? plainText(note) : null;
        const { count } = await transaction.schemaVersion.updateMany({
          where: { schemaKey: key, version },
          data: { deprecated, deprecation },
        });
        if (count === 0) return false;
        const action = deprecated ? 'schema.deprecate' : 'schema.undeprecate';
        const data = { version, ...(note === undefined ? {} : { note }) };
        await recordChange(transaction, by, { action, subject: subjectOf(key), data });
        await announceChange(transaction, `schema/${key}`);
        return true;
      }),
  };
}

type Reading = Pick<SchemaStore, 'list' | 'find' | 'states' | 'versions' | 'version' | 'earlier'>;

const summaryColumns = {
  version: true,
  note: true,
  deprecated: true,
  deprecation: true,
  createdAt: true,
  createdBy: true,
} as const;
const newest = { orderBy: { version: 'desc' }, take: 1, select: summaryColumns } as const;

function readingOf(database: Database): Reading {
  return {
    async list({ limit, after }, q) {
      const contains = { contains: q ?? '', mode: 'insensitive' } as const;
      const rows = await database.schema.findMany({
        where: {
          ...(after === undefined ? {} : { key: { gt: String(after[0]) } }),
          ...(q === undefined ? {} : { OR: [{ key: contains }, { title: contains }] }),
        },
        orderBy: { key: 'asc' },
        take: limit + 1,
        include: { versions: newest },
      });
      return cutPage(rows.flatMap(toSchema), limit, ({ key }) => [key]);
    },
    async find(key) {
      const row = await database.schema.findUnique({ where: { key }, include: { versions: newest } });
      return row === null ? undefined : toSchema(row)[0];
    },
    async states() {
      const rows = await database.schemaVersion.findMany({
        select: { schemaKey: true, version: true, deprecated: true },
      });
      return rows.map(({ schemaKey: key, version, deprecated }) => ({ key, version, deprecated }));
    },
    async versions(key, { limit, after }) {
      const rows = await database.schemaVersion.findMany({
        where: { schemaKey: key, ...(after === undefined ? {} : { version: { lt: Number(after[0]) } }) },
        orderBy: { version: 'desc' },
        take: limit + 1,
        select: summaryColumns,
      });
      return cutPage(rows.map(toSummary), limit, ({ version }) => [version]);
    },
    async version(key, version) {
      const where = { schemaKey_version: { schemaKey: key, version } };
      const row = await database.schemaVersion.findUnique({ where });
      return row === null ? undefined : { key, ...toSummary(row), schema: documentOf(row) };
    },
    earlier: (key) => earlierOf(database, key),
  };
}

async function earlierOf(database: Database | Transaction, key: string): Promise<EarlierVersion[]> {
  const rows = await database.schemaVersion.findMany({
    where: { schemaKey: key },
    orderBy: { version: 'desc' },
    select: { version: true, document: true },
  });
  return rows.map((row) => ({ version: row.version, schema: documentOf(row) }));
}

/** How compatible new versions have to be; nobody else can publish one until the transaction ends. */
async function lockedMode(
  transaction: Transaction,
  key: string,
): Promise<SchemaSettings['mode'] | undefined> {
  const rows = await transaction.$queryRaw<{ mode: SchemaSettings['mode'] }[]>`
    SELECT mode FROM schemas WHERE key = ${key} FOR UPDATE`;
  return rows[0]?.mode;
}

async function insertVersion(
  transaction: Transaction,
  { key, version, schema, note }: NewSchemaVersion & { key: string; version: number },
  by: Actor,
): Promise<void> {
  await transaction.schemaVersion.create({
    data: {
      schemaKey: key,
      version,
      document: jsonValue(schema),
      note: note === undefined ? null : plainText(note),
      createdBy: by.actor,
    },
  });
}

const columnsOf = ({ title, description, mode }: SchemaSettings) => ({
  title: plainText(title),
  description: description === undefined ? null : plainText(description),
  mode,
});

interface VersionColumns {
  version: number;
  note: string | null;
  deprecated: boolean;
  deprecation: string | null;
  createdAt: Date;
  createdBy: string;
}

const toSummary = (row: VersionColumns): SchemaVersionSummary => ({
  version: row.version,
  note: row.note,
  deprecated: row.deprecated,
  deprecation: row.deprecation,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
});

interface SchemaColumns {
  key: string;
  title: string;
  description: string | null;
  mode: string;
  versions: VersionColumns[];
}

/** None if it has no version, which does not happen: a schema is created with its first one. */
function toSchema({ key, title, description, mode, versions: [latest] }: SchemaColumns): SchemaRow[] {
  if (latest === undefined) return [];
  return [
    {
      key,
      title,
      ...(description === null ? {} : { description }),
      mode: mode as SchemaSettings['mode'],
      latest: toSummary(latest),
    },
  ];
}

const documentOf = ({ document }: { document: unknown }): SchemaVersion['schema'] =>
  document as SchemaVersion['schema'];
