import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callerOf, startTestApi, testPassword, type Caller, type TestApi } from '../../test/api-server.ts';
import { systemActor } from '../access/principal.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

describe('first owner', () => {
  beforeEach(() => api.pool.query('DELETE FROM users'));

  const owner = (email: string) => ({ name: 'Ada Lovelace', email, password: testPassword });

  it('is needed until there is one, and is signed in at once', async () => {
    expect((await api.operate('getSetup')).body.needed).toBe(true);
    const created = await api.operate('setup', { body: owner('Ada@Example.com') });
    expect(created.body.user).toMatchObject({
      name: 'Ada Lovelace',
      email: 'ada@example.com',
      role: 'owner',
    });
    expect((await api.operate('getSetup')).body.needed).toBe(false);
    const session = await api.operate('getSession', { as: callerOf(created) });
    expect(session.body).toEqual(created.body);
    const again = await api.operate('setup', { body: owner('bob@example.com') });
    expect([again.status, again.body.code]).toEqual([409, 'already_set_up']);
  });

  it('is one only, however many ask at once', async () => {
    const emails = Array.from({ length: 6 }, (_value, index) => `owner${index}@example.com`);
    const answers = await Promise.all(emails.map((email) => api.operate('setup', { body: owner(email) })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      201, 409, 409, 409, 409, 409,
    ]);
    const { rows } = await api.pool.query('SELECT count(*)::int AS users FROM users');
    expect(rows).toEqual([{ users: 1 }]);
  });

  it.each([
    ['a short password', { ...owner('a@example.com'), password: 'short' }, 'password'],
    ['no e-mail address', { ...owner('nobody'), email: 'nobody' }, 'email'],
    ['no name', { ...owner('a@example.com'), name: '' }, 'name'],
    ['a blank name', { ...owner('a@example.com'), name: ' \u00a0 ' }, 'name'],
    ['a role of its own', { ...owner('a@example.com'), role: 'owner' }, 'role'],
  ])('is refused with %s', async (_case, body, path) => {
    const answer = await api.operate('setup', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([expect.objectContaining({ path })]);
  });
});

describe('session', () => {
  let ada: Caller;
  beforeEach(async () => {
    ada = await api.userOf('owner');
  });

  it('has a cookie out of reach of scripts and other sites, and only its hash is stored', async () => {
    await api.pool.query('DELETE FROM users');
    const created = await api.operate('setup', {
      body: { name: 'Ada', email: 'ada@example.com', password: testPassword },
    });
    const cookie = created.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^crossdock_session=[\w-]{43}; HttpOnly; SameSite=Lax; Path=\/; Max-Age=2592000$/);
    const token = /=([\w-]+);/.exec(cookie)?.[1] ?? '';
    const { rows } = await api.pool.query('SELECT * FROM sessions');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('ends with the log-out', async () => {
    const out = await api.operate('logOut', { as: ada });
    expect(out.headers.get('set-cookie')).toMatch(/^crossdock_session=;.*Max-Age=0/);
    expect((await api.operate('getSession', { as: ada })).status).toBe(401);
  });

  it.each([
    ['12 hours without a request', `last_seen_at = now() - interval '12 hours 1 minute'`],
    ['30 days', `expires_at = now() - interval '1 second'`],
  ])('ends after %s', async (_case, change) => {
    await api.pool.query(`UPDATE sessions SET ${change}`);
    expect((await api.operate('getSession', { as: ada })).status).toBe(401);
  });

  it('is prolonged by use', async () => {
    const seen = async () =>
      (await api.pool.query('SELECT max(last_seen_at) AS at FROM sessions')).rows[0].at;
    await api.pool.query(`UPDATE sessions SET last_seen_at = now() - interval '11 hours'`);
    const before = await seen();
    await api.operate('getSession', { as: ada });
    expect((await seen()).getTime()).toBeGreaterThan(before.getTime());
  });

  it('ends for people who are disabled', async () => {
    await api.pool.query('UPDATE users SET disabled_at = now()');
    expect((await api.operate('getSession', { as: ada })).status).toBe(401);
  });

  const change = { key: 'limit' };
  const query = { environment: 'test' };

  it.each<[string, (headers: Record<string, string>) => Record<string, string>, number, string?]>([
    ['its token', (headers) => headers, 200],
    ['its token, from our own page', (headers) => ({ ...headers, 'sec-fetch-site': 'same-origin' }), 200],
    ['no token', ({ cookie = '' }) => ({ cookie }), 403, 'csrf'],
    ['another token', (headers) => ({ ...headers, 'x-csrf-token': 'x'.repeat(43) }), 403, 'csrf'],
    [
      'its token, from another site',
      (headers) => ({ ...headers, 'sec-fetch-site': 'cross-site' }),
      403,
      'cross_origin',
    ],
    [
      'its token, from a sister domain',
      (headers) => ({ ...headers, 'sec-fetch-site': 'same-site' }),
      403,
      'cross_origin',
    ],
    [
      'its token and a foreign origin',
      (headers) => ({ ...headers, origin: 'https://evil.example' }),
      403,
      'cross_origin',
    ],
    ['its token and an opaque origin', (headers) => ({ ...headers, origin: 'null' }), 403, 'cross_origin'],
  ])('changes things with %s', async (_case, headersOf, status, code) => {
    const as = { headers: headersOf(ada.headers) };
    const answer = await api.operate('putVariable', { as, params: change, query, body: { value: 1 } });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('reads without a token', async () => {
    const as = { headers: { cookie: ada.headers['cookie'] ?? '' } };
    expect((await api.operate('listFlows', { as })).status).toBe(200);
  });
});

describe('log-in', () => {
  const wrong = (email: string) => api.operate('logIn', { body: { email, password: 'not the password' } });

  it('answers unknown people and wrong passwords alike', async () => {
    await api.pool.query('DELETE FROM users');
    await api.operate('setup', { body: { name: 'Ada', email: 'ada@example.com', password: testPassword } });
    const [known, unknown] = await Promise.all([wrong('ada@example.com'), wrong('nobody@example.com')]);
    expect(known.status).toBe(401);
    expect({ ...known.body }).toEqual({ ...unknown.body });
    const right = await api.operate('logIn', { body: { email: 'ADA@example.com', password: testPassword } });
    expect(right.status).toBe(201);
    const { id } = right.body.user;
    const { rows } = await api.pool.query(`SELECT actor, action FROM audit WHERE subject = $1 ORDER BY at`, [
      `user:${id}`,
    ]);
    expect(rows).toEqual([
      { actor: 'Ada', action: 'setup' },
      { actor: 'Ada', action: 'session.begin' },
    ]);
  });

  it('slows down guessing, also with the right password, and says for how long', async () => {
    const email = 'guessed@example.com';
    const answers = [];
    for (let attempt = 0; attempt < 7; attempt += 1) answers.push(await wrong(email));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(Number(answers.at(-1)?.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('is refused to forms of other sites', async () => {
    const answer = await api.operate('logIn', {
      body: { email: 'a@example.com', password: 'x' },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect([answer.status, answer.body.code]).toEqual([403, 'cross_origin']);
  });
});

describe('API keys', () => {
  it('work from their creation until they are revoked, and are shown once', async () => {
    const body = { name: 'Warehouse', scopes: ['flows:read'] };
    const created = await api.operate('createApiKey', { as: api.admin, body });
    const { key, id } = created.body;
    expect(key).toMatch(/^cdk_[\w-]{43}$/);
    const stored = await api.pool.query('SELECT * FROM api_keys WHERE id = $1', [id]);
    expect(JSON.stringify(stored.rows)).not.toContain(key);
    for (const headers of [{ authorization: `Bearer ${key}` }, { 'x-api-key': key }]) {
      expect((await api.operate('listFlows', { as: { headers } })).status).toBe(200);
      expect((await api.operate('listConnections', { as: { headers } })).status).toBe(403);
    }
    const list = await api.operate('listApiKeys', { as: api.admin });
    expect(list.body.items[0]).toMatchObject({ id, name: 'Warehouse', lastUsedAt: expect.any(String) });
    expect(list.text).not.toContain(key);
    expect((await api.operate('revokeApiKey', { as: api.admin, params: { id } })).status).toBe(204);
    expect((await api.operate('listFlows', { as: { headers: { 'x-api-key': key } } })).status).toBe(401);
    expect((await api.operate('revokeApiKey', { as: api.admin, params: { id } })).status).toBe(404);
  });

  it('are forgotten when another server revokes one', async () => {
    const body = { name: 'Elsewhere', scopes: ['flows:read'] };
    const { id } = (await api.operate('createApiKey', { as: api.admin, body })).body;
    const forget = vi.spyOn(api.parts.access, 'forgetKeys');
    await api.parts.stores.apiKeys.revoke(id, systemActor);
    await vi.waitUntil(() => forget.mock.calls.length > 0, { timeout: 60_000 });
    forget.mockRestore();
  });

  it('end when they expire', async () => {
    const body = { name: 'Old', scopes: ['flows:read'], expiresAt: '2020-01-01T00:00:00Z' };
    const { key } = (await api.operate('createApiKey', { as: api.admin, body })).body;
    const headers = { authorization: `Bearer ${key}` };
    expect((await api.operate('listFlows', { as: { headers } })).status).toBe(401);
  });

  it('tell who they are', async () => {
    const as = await api.keyFor(['flows:read']);
    expect((await api.operate('getSession', { as })).body.permissions).toEqual(['flows:read']);
  });

  it('are not replaced by a cookie when they are wrong', async () => {
    const as = await api.userOf('owner');
    const answer = await api.operate('listFlows', { as, headers: { authorization: 'Bearer cdk_wrong' } });
    expect(answer.status).toBe(401);
  });

  it('are paged, newest first', async () => {
    for (const name of ['one', 'two', 'three']) {
      await api.operate('createApiKey', { as: api.admin, body: { name, scopes: ['flows:read'] } });
    }
    const first = await api.operate('listApiKeys', { as: api.admin, query: { limit: 2 } });
    expect(first.body.items.map(({ name }: { name: string }) => name)).toEqual(['three', 'two']);
    const query = { limit: 1, cursor: first.body.nextCursor ?? '' };
    const next = await api.operate('listApiKeys', { as: api.admin, query });
    expect(next.body.items.map(({ name }: { name: string }) => name)).toEqual(['one']);
  });
});
