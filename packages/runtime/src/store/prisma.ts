import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { Prisma, PrismaClient } from './generated/client.ts';

/** Prisma over the pool that all of the store shares. */
export type Database = PrismaClient;
/** Prisma inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/** How long a transaction waits for a connection of the pool, and how long it may take, in milliseconds. */
const transactionOptions = { maxWait: 5_000, timeout: 15_000 };

/** Opens Prisma on an existing pool; closing the pool is enough to close both. */
export function createPrisma(pool: pg.Pool): Database {
  // Errors without the values of the query: they go into the log.
  return new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal', transactionOptions });
}

/** Whether an error says that a unique value is there already. */
export const isDuplicate = (error: unknown): boolean => codeOf(error) === 'P2002';

const codeOf = (error: unknown): string | undefined =>
  error instanceof Prisma.PrismaClientKnownRequestError ? error.code : undefined;

/** A value for a `json` column; null is JSON's null there, not an absent value. */
export const jsonValue = (value: unknown): Prisma.InputJsonValue | typeof Prisma.JsonNull =>
  value === null || value === undefined ? Prisma.JsonNull : value;
