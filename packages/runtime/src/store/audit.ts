import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '../access/principal.ts';
import { jsonValue, type Database, type Transaction } from './prisma.ts';

/** What was changed, for the audit. */
export interface Change {
  /** What was done: `flow.publish`, `connection.update` … */
  action: string;
  /** To what: `flow:<id>`, `connection:<environment>/<key>` … */
  subject: string;
  /** Particulars; never secrets. */
  data?: Readonly<Record<string, unknown>>;
}

/** Writes an audit entry; inside the transaction of the change, so that neither is there without the other. */
export async function recordChange(
  database: Database | Transaction,
  by: Actor,
  change: Change,
): Promise<void> {
  await database.auditEntry.create({
    data: {
      id: uuidv7(),
      actor: by.actor,
      action: change.action,
      subject: change.subject,
      data: jsonValue({ by: by.ref, ...change.data }),
    },
  });
}

/**
 * Tells all processes that something they may keep in memory has changed; sent when the transaction commits.
 * @param what `deployment/<environment>/<flowId>`, `connection/<environment>/<key>`, `variable/<environment>/<key>`, `api-key/<id>`
 */
export async function announceChange(database: Transaction, what: string): Promise<void> {
  await database.$executeRaw`SELECT pg_notify('crossdock_definitions', ${what})`;
}
