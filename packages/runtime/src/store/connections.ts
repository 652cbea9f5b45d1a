import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange } from './audit.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { isDuplicate, jsonValue, type Database } from './prisma.ts';

/** A connection as stored: secrets sealed. */
export interface ConnectionRow {
  key: string;
  environment: string;
  name: string;
  connector: string;
  config: Record<string, unknown>;
  secrets: Uint8Array | null;
  secretNames: string[];
  updatedAt: Date;
}

export type ConnectionValues = Omit<ConnectionRow, 'updatedAt'>;

export interface ConnectionStore {
  /** By key, then environment. */
  list(page: PageRequest, environment: string | undefined): Promise<PageResult<ConnectionRow>>;
  /** Key and connector of all connections of an environment. */
  keysOf(environment: string): Promise<{ key: string; connector: string }[]>;
  find(key: string, environment: string): Promise<ConnectionRow | undefined>;
  /** @returns undefined if there is one of this key in the environment. */
  create(connection: ConnectionValues, by: Actor): Promise<ConnectionRow | undefined>;
  /**
   * Replaces a connection that is still as it was read.
   * @returns undefined if somebody else has changed or deleted it since
   */
  replace(before: ConnectionRow, values: ConnectionValues, by: Actor): Promise<ConnectionRow | undefined>;
  /** @returns false if there is no such connection. */
  delete(key: string, environment: string, by: Actor): Promise<boolean>;
}

export function connectionStore(database: Database): ConnectionStore {
  return {
    async list({ limit, after }, environment) {
      const rows = await database.connection.findMany({
        where: {
          ...(environment === undefined ? {} : { environment }),
          ...(after === undefined ? {} : rowsAfter(String(after[0]), String(after[1]))),
        },
        orderBy: [{ key: 'asc' }, { environment: 'asc' }],
        take: limit + 1,
      });
      return cutPage(rows.map(toRow), limit, (row) => [row.key, row.environment]);
    },
    keysOf: (environment) =>
      database.connection.findMany({ where: { environment }, select: { key: true, connector: true } }),
    async find(key, environment) {
      const row = await database.connection.findUnique({ where: { key_environment: { key, environment } } });
      return row === null ? undefined : toRow(row);
    },
    create: (connection, by) => create(database, connection, by),
    replace: (before, values, by) => replace(database, { before, values, by }),
    delete: (key, environment, by) =>
      database.$transaction(async (transaction) => {
        const { count } = await transaction.connection.deleteMany({ where: { key, environment } });
        if (count === 0) return false;
        await recordChange(transaction, by, {
          action: 'connection.delete',
          subject: subjectOf({ key, environment }),
        });
        await announceChange(transaction, `connection/${environment}/${key}`);
        return true;
      }),
  };
}

async function create(
  database: Database,
  connection: ConnectionValues,
  by: Actor,
): Promise<ConnectionRow | undefined> {
  try {
    return await database.$transaction(async (transaction) => {
      const row = await transaction.connection.create({ data: columnsOf(connection, by) });
      await recordChange(transaction, by, changeOf('connection.create', connection));
      await announceChange(transaction, `connection/${connection.environment}/${connection.key}`);
      return toRow(row);
    });
  } catch (error) {
    if (isDuplicate(error)) return undefined;
    throw error;
  }
}

interface Replacement {
  before: ConnectionRow;
  values: ConnectionValues;
  by: Actor;
}

function replace(
  database: Database,
  { before, values, by }: Replacement,
): Promise<ConnectionRow | undefined> {
  const { key, environment, updatedAt } = before;
  return database.$transaction(async (transaction) => {
    const data = { ...columnsOf(values, by), updatedAt: new Date() };
    const [row] = await transaction.connection.updateManyAndReturn({
      where: { key, environment, updatedAt },
      data,
    });
    if (!row) return undefined;
    await recordChange(transaction, by, changeOf('connection.update', values));
    await announceChange(transaction, `connection/${environment}/${key}`);
    return toRow(row);
  });
}

/** The audit names secrets, and never holds their values. */
const changeOf = (action: string, { secrets: _sealed, ...values }: ConnectionValues) => ({
  action,
  subject: subjectOf(values),
  data: values,
});

const subjectOf = ({ key, environment }: { key: string; environment: string }) =>
  `connection:${environment}/${key}`;

const columnsOf = (connection: ConnectionValues, by: Actor) => ({
  ...connection,
  config: jsonValue(connection.config),
  secrets: connection.secrets === null ? null : Uint8Array.from(connection.secrets),
  updatedBy: by.actor,
});

const rowsAfter = (key: string, environment: string) => ({
  OR: [{ key: { gt: key } }, { key, environment: { gt: environment } }],
});

const toRow = (row: Omit<ConnectionRow, 'config'> & { config: unknown }): ConnectionRow => ({
  key: row.key,
  environment: row.environment,
  name: row.name,
  connector: row.connector,
  config: row.config as Record<string, unknown>,
  secrets: row.secrets,
  secretNames: row.secretNames,
  updatedAt: row.updatedAt,
});
