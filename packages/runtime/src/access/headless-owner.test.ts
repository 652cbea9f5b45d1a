import { permissions } from '@crossdock/flow-schema';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';
import { ensureHeadlessOwner } from './headless-owner.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(() => api.pool.query('DELETE FROM users'));

const complete = {
  CROSSDOCK_ADMIN_EMAIL: 'Admin@Example.com',
  CROSSDOCK_ADMIN_PASSWORD: 'a password of some length',
  CROSSDOCK_API_KEY: '0123456789abcdef0123456789abcdef',
};
const ensure = (env: Record<string, string>) => ensureHeadlessOwner(env, api.parts.stores.users);
const asKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe('headless start', () => {
  it('creates owner and key once', async () => {
    expect(await ensure(complete)).toBe(true);
    const session = await api.operate('getSession', { as: asKey(complete.CROSSDOCK_API_KEY) });
    expect(session.body.permissions.toSorted()).toEqual([...permissions].toSorted());
    const body = { email: 'admin@example.com', password: complete.CROSSDOCK_ADMIN_PASSWORD };
    expect((await api.operate('logIn', { body })).body.user.role).toBe('owner');
    expect((await api.operate('getSetup')).body.needed).toBe(false);

    const other = { ...complete, CROSSDOCK_API_KEY: 'another key of 32 characters....'.replaceAll(' ', '-') };
    expect(await ensure(other)).toBe(false);
    expect((await api.operate('getSession', { as: asKey(other.CROSSDOCK_API_KEY) })).status).toBe(401);
  });

  it.each(['admin@localhost', 'Bücher@example.com'])('creates an owner %s who can log in', async (email) => {
    const { CROSSDOCK_API_KEY: _none, ...withoutKey } = complete;
    expect(await ensure({ ...withoutKey, CROSSDOCK_ADMIN_EMAIL: email })).toBe(true);
    const body = { email, password: complete.CROSSDOCK_ADMIN_PASSWORD };
    expect((await api.operate('logIn', { body })).status).toBe(201);
  });

  it('creates one owner when several servers start at once', async () => {
    const { CROSSDOCK_API_KEY: _none, ...withoutKey } = complete;
    const created = await Promise.all([1, 2, 3].map(() => ensure(withoutKey)));
    expect(created.filter(Boolean)).toEqual([true]);
  });

  it('does nothing when nothing is set', async () => {
    expect(await ensure({ CROSSDOCK_API_KEY: '' })).toBe(false);
    expect((await api.operate('getSetup')).body.needed).toBe(true);
  });

  it.each([
    [
      'a short key',
      { CROSSDOCK_API_KEY: 'k'.repeat(31) },
      'CROSSDOCK_API_KEY must have at least 32 characters',
    ],
    ['a key with blanks', { CROSSDOCK_API_KEY: 'k '.repeat(20) }, 'no blanks'],
    ['a key that no header can hold', { CROSSDOCK_API_KEY: 'ключ'.repeat(20) }, 'others than ASCII'],
    [
      'a long password',
      { CROSSDOCK_ADMIN_PASSWORD: 'x'.repeat(201) },
      'CROSSDOCK_ADMIN_PASSWORD is too long',
    ],
    ['a short password', { CROSSDOCK_ADMIN_PASSWORD: 'short' }, 'CROSSDOCK_ADMIN_PASSWORD is too short'],
    ['no password', { CROSSDOCK_ADMIN_PASSWORD: '' }, 'CROSSDOCK_ADMIN_PASSWORD is not set'],
    [
      'no e-mail address',
      { CROSSDOCK_ADMIN_EMAIL: 'admin' },
      'CROSSDOCK_ADMIN_EMAIL is not an e-mail address',
    ],
  ])('refuses %s, and creates nothing', async (_case, change, message) => {
    await expect(ensure({ ...complete, ...change })).rejects.toThrow(message);
    expect((await api.operate('getSetup')).body.needed).toBe(true);
  });
});
