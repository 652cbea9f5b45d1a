import { endpoints, rolePermissions, roles, type Endpoint, type OperationId } from '@crossdock/flow-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type Caller, type TestApi } from '../../test/api-server.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const operations = Object.entries<Endpoint>(endpoints) as [OperationId, Endpoint][];
const guarded = operations.filter(([, { permission }]) => permission !== 'public');

/** What a caller meets at the door; what lies behind it is tested elsewhere. */
const doorOf = ({ status }: Answer): 'unknown' | 'forbidden' | 'open' =>
  status === 401 ? 'unknown' : status === 403 ? 'forbidden' : 'open';

/** Requests that get in find nothing there, or are refused for what is in them: nothing is changed by accident. */
async function doors(as: Caller | undefined): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [id] of guarded.filter(([name]) => name !== 'logOut')) {
    const answer = await api.operate(id, {
      ...(as ? { as } : {}),
      query: { environment: 'test', no: 'such' },
    });
    found[id] = doorOf(answer);
  }
  return found;
}

const expected = (allowed: (permission: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    guarded
      .filter(([id]) => id !== 'logOut')
      .map(([id, { permission }]) => [
        id,
        permission === 'authenticated' || allowed(permission) ? 'open' : 'forbidden',
      ]),
  );

describe('permissions', () => {
  it('are asked for by every operation that is not meant for everybody', () => {
    const open = operations.filter(([, { permission }]) => permission === 'public').map(([id]) => id);
    expect(open).toEqual(['getSetup', 'setup', 'logIn']);
  });

  it('let nobody in without log-in', async () => {
    const found = await doors(undefined);
    expect(new Set(Object.values(found))).toEqual(new Set(['unknown']));
    expect((await api.operate('logOut')).status).toBe(401);
  });

  it.each(roles)('of a(n) %s are those of the role', async (role) => {
    const permitted: readonly string[] = rolePermissions[role];
    expect(await doors(await api.userOf(role))).toEqual(expected((name) => permitted.includes(name)));
  });

  const scopes = [...new Set(guarded.map(([, { permission }]) => permission))].filter(
    (permission) => permission !== 'authenticated' && permission !== 'public',
  );

  it.each(scopes)('of an API key with the scope %s are that one', async (scope) => {
    expect(await doors(await api.keyFor([scope]))).toEqual(expected((name) => name === scope));
  });

  it('can’t be given by those who haven’t them', async () => {
    const as = await api.keyFor(['admin']);
    const body = { name: 'More', scopes: ['admin', 'flows:deploy'] };
    const answer = await api.operate('createApiKey', { as, body });
    expect(answer.status).toBe(403);
    expect(answer.body.detail).toContain('flows:deploy');
  });

  it.each(['/api/v1/stream', '/metrics'])('guard %s as well', async (path) => {
    expect((await api.call('GET', path)).status).toBe(401);
    const as = await api.keyFor(['flows:read']);
    expect((await api.call('GET', path, { as })).status).toBe(403);
  });
});
