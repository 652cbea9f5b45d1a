import { permissions } from '@crossdock/flow-schema';
import { StartError } from '../start-error.ts';
import type { UserStore } from '../store/users.ts';
import { describeKey, normalise } from './access.ts';
import { hashPassword } from './passwords.ts';

const minKeyLength = 32;
const minPasswordLength = 12;
/** What a log-in takes. */
const maxPasswordLength = 200;
const maxEmailLength = 254;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Creates owner and API key from the environment on the very first start, so that a server can be set up without
 * a browser: `CROSSDOCK_ADMIN_EMAIL`, `CROSSDOCK_ADMIN_PASSWORD` and, if wanted, `CROSSDOCK_API_KEY`, which
 * gets every permission. Once there is a user, the variables are not looked at any more.
 *
 * @returns whether the owner was created now
 * @throws StartError when a value is missing or too short
 */
export async function ensureHeadlessOwner(env: Environment, users: UserStore): Promise<boolean> {
  const given = read(env);
  if (given === undefined || (await users.any())) return false;
  const { email, password, key } = check(given);
  const owner = await users.createFirstOwner(
    { name: 'Owner', email: normalise(email), passwordHash: await hashPassword(password) },
    key === undefined
      ? undefined
      : { ...describeKey(key), name: 'CROSSDOCK_API_KEY', scopes: permissions, expiresAt: undefined },
  );
  return owner !== undefined;
}

function read(env: Environment) {
  const [email, password, key] = ['ADMIN_EMAIL', 'ADMIN_PASSWORD', 'API_KEY'].map(
    (name) => env[`CROSSDOCK_${name}`] || undefined,
  );
  return email === undefined && password === undefined && key === undefined
    ? undefined
    : { email, password, key };
}

function check({ email, password, key }: NonNullable<ReturnType<typeof read>>) {
  if (email === undefined || password === undefined) {
    throw new StartError(
      'The first owner can’t be created: CROSSDOCK_ADMIN_EMAIL or CROSSDOCK_ADMIN_PASSWORD is not set',
      'Set both, or neither and create the owner in the browser',
    );
  }
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > maxEmailLength) {
    throw new StartError(
      'CROSSDOCK_ADMIN_EMAIL is not an e-mail address',
      'Set it to one, such as admin@example.com',
    );
  }
  if (password.length < minPasswordLength) {
    throw new StartError(
      `CROSSDOCK_ADMIN_PASSWORD is too short: it has ${password.length} characters, at least ${minPasswordLength} are needed`,
      'Choose a longer password',
    );
  }
  if (password.length > maxPasswordLength) {
    throw new StartError(
      `CROSSDOCK_ADMIN_PASSWORD is too long: it has ${password.length} characters, at most ${maxPasswordLength} are possible`,
      'Choose a shorter password',
    );
  }
  // It has to go into a header.
  if (key !== undefined && (key.length < minKeyLength || !/^[\x21-\x7e]+$/.test(key))) {
    throw new StartError(
      `CROSSDOCK_API_KEY must have at least ${minKeyLength} characters, and no blanks or others than ASCII; it has ${key.length}`,
      'Generate one, for example with: openssl rand -hex 32',
    );
  }
  return { email, password, key };
}
