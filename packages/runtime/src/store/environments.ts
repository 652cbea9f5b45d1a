import type { Environment } from '@crossdock/flow-schema';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import type { Database } from './prisma.ts';

export interface EnvironmentStore {
  /** In their order of promotion. */
  list(page: PageRequest): Promise<PageResult<Environment>>;
  exists(key: string): Promise<boolean>;
}

export function environmentStore(database: Database): EnvironmentStore {
  return {
    async list({ limit, after }) {
      const rows = await database.environment.findMany({
        ...(after === undefined ? {} : { where: { position: { gt: Number(after[0]) } } }),
        orderBy: { position: 'asc' },
        take: limit + 1,
      });
      const { items, next } = cutPage(rows, limit, ({ position }) => [position]);
      return { items: items.map(({ key, name }) => ({ key, name })), next };
    },
    exists: async (key) => (await database.environment.findUnique({ where: { key } })) !== null,
  };
}
