import type { Role } from '@crossdock/flow-schema';
import { v7 as uuidv7 } from 'uuid';
import { insertApiKey, type NewApiKey } from './api-keys.ts';
import { recordChange } from './audit.ts';
import type { Database } from './prisma.ts';
import { isUuid } from './uuid.ts';

export interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  passwordHash: string;
}

export type NewUser = Pick<UserRow, 'email' | 'name' | 'passwordHash'>;

export interface UserStore {
  /** Whether anybody may log in at all. */
  any(): Promise<boolean>;
  /** Whether there is a person of this id who is not disabled. */
  exists(id: string): Promise<boolean>;
  /** The person of this e-mail address (in lower case), unless disabled. */
  byEmail(email: string): Promise<UserRow | undefined>;
  /**
   * Creates the owner, and an API key with it, if there is no user yet; of several at once, one wins.
   * @returns undefined if there was a user
   */
  createFirstOwner(user: NewUser, key?: NewApiKey): Promise<UserRow | undefined>;
}

/** Number of the lock under which the first owner is created. */
const setupLock = 72_707_370;

export function userStore(database: Database): UserStore {
  return {
    any: async () => (await database.user.findFirst({ select: { id: true } })) !== null,
    exists: async (id) => isUuid(id) && (await database.user.count({ where: { id, disabledAt: null } })) > 0,
    async byEmail(email) {
      const user = await database.user.findFirst({ where: { email, disabledAt: null } });
      return user === null ? undefined : { ...user, role: user.role as Role };
    },
    createFirstOwner: (user, key) =>
      database.$transaction(async (transaction) => {
        await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${setupLock})`;
        if ((await transaction.user.findFirst({ select: { id: true } })) !== null) return undefined;
        const owner = { ...user, id: uuidv7(), role: 'owner' as const };
        await transaction.user.create({ data: owner });
        const by = { actor: user.name, ref: `user:${owner.id}` };
        await recordChange(transaction, by, { action: 'setup', subject: by.ref });
        if (key) await insertApiKey(transaction, key, by);
        return owner;
      }),
  };
}
