import type { Variable } from '@crossdock/flow-schema';
import type { Actor } from '../access/principal.ts';
import { announceChange, recordChange } from './audit.ts';
import { cutPage, type PageRequest, type PageResult } from './page.ts';
import { jsonValue, type Database } from './prisma.ts';

export interface VariableStore {
  /** By key, then environment. */
  list(page: PageRequest, environment: string | undefined): Promise<PageResult<Variable>>;
  put(variable: Variable, by: Actor): Promise<Variable>;
  /** @returns false if there is no such variable. */
  delete(key: string, environment: string, by: Actor): Promise<boolean>;
  /** All values of an environment, for expressions. */
  valuesOf(environment: string): Promise<Record<string, unknown>>;
}

export function variableStore(database: Database): VariableStore {
  return {
    async list({ limit, after }, environment) {
      const rows = await database.variable.findMany({
        where: {
          ...(environment === undefined ? {} : { environment }),
          ...(after === undefined ? {} : rowsAfter(String(after[0]), String(after[1]))),
        },
        orderBy: [{ key: 'asc' }, { environment: 'asc' }],
        take: limit + 1,
      });
      return cutPage(rows.map(toVariable), limit, (row) => [row.key, row.environment]);
    },
    put: ({ key, environment, value }, by) =>
      database.$transaction(async (transaction) => {
        const values = { value: jsonValue(value), updatedAt: new Date(), updatedBy: by.actor };
        const row = await transaction.variable.upsert({
          where: { key_environment: { key, environment } },
          create: { key, environment, ...values },
          update: values,
        });
        const subject = `variable:${environment}/${key}`;
        await recordChange(transaction, by, { action: 'variable.put', subject, data: { value } });
        await announceChange(transaction, `variable/${environment}/${key}`);
        return toVariable(row);
      }),
    delete: (key, environment, by) =>
      database.$transaction(async (transaction) => {
        const { count } = await transaction.variable.deleteMany({ where: { key, environment } });
        if (count === 0) return false;
        const subject = `variable:${environment}/${key}`;
        await recordChange(transaction, by, { action: 'variable.delete', subject });
        await announceChange(transaction, `variable/${environment}/${key}`);
        return true;
      }),
    async valuesOf(environment) {
      const rows = await database.variable.findMany({ where: { environment } });
      return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
    },
  };
}

const rowsAfter = (key: string, environment: string) => ({
  OR: [{ key: { gt: key } }, { key, environment: { gt: environment } }],
});

const toVariable = ({ key, environment, value }: Variable): Variable => ({ key, environment, value });
