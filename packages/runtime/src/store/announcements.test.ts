import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/servers.ts';
import { announcer } from './announcements.ts';
import { createListener, type Listener } from './listener.ts';

const silent = pino({ level: 'silent' });
let database: TestDatabase;
let pool: pg.Pool;
let listener: Listener;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  listener = await createListener(database.url, silent);
});
afterAll(async () => {
  await listener.close();
  await pool.end();
  await database.drop();
});

it('what is announced at the same time goes together, the last word about each thing at least', async () => {
  const heard: unknown[] = [];
  listener.on('crossdock_run', (payload) => heard.push(JSON.parse(payload)));
  listener.on('crossdock_exception', (payload) => heard.push(JSON.parse(payload)));
  const query = vi.spyOn(pool, 'query');
  const announce = announcer(pool, silent);
  announce('crossdock_run', 'a', { run: 'a', status: 'running' });
  announce('crossdock_run', 'b', { run: 'b', status: 'running' });
  announce('crossdock_run', 'a', { run: 'a', status: 'succeeded' });
  announce('crossdock_exception', 'a', { exception: 'a' });
  await vi.waitFor(() => expect(heard).toContainEqual({ exception: 'a' }));
  expect(heard.slice(-3)).toEqual([
    { run: 'b', status: 'running' },
    { run: 'a', status: 'succeeded' },
    { exception: 'a' },
  ]);
  expect(query.mock.calls.length).toBeLessThanOrEqual(2);
});

it('goes on when the database could not be told', async () => {
  const query = vi.spyOn(pool, 'query').mockRejectedValueOnce(new Error('gone'));
  const announce = announcer(pool, silent);
  announce('crossdock_run', 'lost', { run: 'lost' });
  await vi.waitFor(() => expect(query).toHaveBeenCalled());
  const heard: unknown[] = [];
  listener.on('crossdock_run', (payload) => heard.push(JSON.parse(payload)));
  await vi.waitFor(() => {
    announce('crossdock_run', 'next', { run: 'next' });
    expect(heard).toContainEqual({ run: 'next' });
  });
});
