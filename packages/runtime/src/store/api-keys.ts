import type { ApiKey, Permission } from '@crossdock/flow-schema';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange } from './audit.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import type { Database, Transaction } from './prisma.ts';
import { isUuid } from './uuid.ts';

export interface NewApiKey {
  name: string;
  prefix: string;
  keyHash: string;
  scopes: readonly Permission[];
  expiresAt: Date | undefined;
}

/** A key that may be used, as a request needs to know it. */
export interface UsableKey {
  id: string;
  name: string;
  scopes: Permission[];
}

export interface ApiKeyStore {
  create(key: NewApiKey, by: Actor): Promise<ApiKey>;
  /** Keys that have not been revoked, newest first. */
  list(page: PageRequest): Promise<PageResult<ApiKey>>;
  /** @returns false if there is no such key. */
  revoke(id: string, by: Actor): Promise<boolean>;
  /** Finds a key that is neither revoked nor expired, and notes its use, at most once a minute. */
  use(keyHash: string): Promise<UsableKey | undefined>;
}

export function apiKeyStore(database: Database): ApiKeyStore {
  return {
    create: (key, by) => database.$transaction((transaction) => insertApiKey(transaction, key, by)),
    list: (page) => list(database, page),
    revoke: (id, by) => database.$transaction((transaction) => revoke(transaction, id, by)),
    use: (keyHash) => use(database, keyHash),
  };
}

async function use(database: Database, keyHash: string): Promise<UsableKey | undefined> {
  const [found] = await database.$queryRaw<(UsableKey & { stale: boolean })[]>`
    SELECT id, name, scopes, coalesce(last_used_at < now() - interval '1 minute', true) AS stale
    FROM api_keys WHERE key_hash = ${keyHash} AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`;
  if (!found) return undefined;
  const { stale, ...key } = found;
  if (stale) {
    await database.$executeRaw`UPDATE api_keys SET last_used_at = now() WHERE id = ${key.id}::uuid`;
  }
  return key;
}

/** Creates a key as part of a larger change. */
export async function insertApiKey(transaction: Transaction, key: NewApiKey, by: Actor): Promise<ApiKey> {
  const row = await transaction.apiKey.create({
    data: {
      id: uuidv7(),
      name: key.name,
      prefix: key.prefix,
      keyHash: key.keyHash,
      scopes: [...key.scopes],
      createdBy: by.actor,
      expiresAt: key.expiresAt ?? null,
    },
  });
  await recordChange(transaction, by, {
    action: 'api-key.create',
    subject: `api-key:${row.id}`,
    data: { name: key.name, scopes: key.scopes, prefix: key.prefix },
  });
  return toApiKey(row);
}

async function list(database: Database, { limit, after }: PageRequest): Promise<PageResult<ApiKey>> {
  // Ids are of version 7: they grow with time.
  const rows = await database.apiKey.findMany({
    where: { revokedAt: null, ...(after === undefined ? {} : { id: { lt: String(after[0]) } }) },
    orderBy: { id: 'desc' },
    take: limit + 1,
  });
  return cutPage(rows.map(toApiKey), limit, ({ id }) => [id]);
}

async function revoke(transaction: Transaction, id: string, by: Actor): Promise<boolean> {
  if (!isUuid(id)) return false;
  const { count } = await transaction.apiKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  if (count === 0) return false;
  await recordChange(transaction, by, { action: 'api-key.revoke', subject: `api-key:${id}` });
  await announceChange(transaction, `api-key/${id}`);
  return true;
}

interface Row {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

function toApiKey(row: Row): ApiKey {
  return {
    id: row.id,
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes as Permission[],
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
  };
}
