import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { dropDatabase, ensureDatabase } from '../src/store/admin.ts';
import type { TestPostgres } from './postgres-service.ts';
export { startTestRedis } from './redis-server.ts';

/** A database of its own for one test file. */
export interface TestDatabase {
  readonly url: string;
  /** Drops the database; what is still connected to it is cut off. */
  drop(): Promise<void>;
}

/**
 * Creates a fresh database on the test run's own PostgreSQL (the first caller starts it).
 *
 * @param options.empty without it, all migrations of `prisma/migrations` have been applied
 */
export async function createTestDatabase(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const server = await requestPostgres();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await ensureDatabase(server.url, name, options.empty === true ? undefined : server.template);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => dropDatabase(server.url, name) };
}

async function requestPostgres(): Promise<TestPostgres> {
  const response = await fetch(inject('testPostgres'));
  if (!response.ok) throw new Error(`The test database did not start: ${await response.text()}`);
  return (await response.json()) as TestPostgres;
}
