import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/servers.ts';
import { connect } from './connect.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase({ empty: true });
});
afterAll(() => database.drop());

/** The address of the test database with one part changed. */
function changed(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

describe('connect', () => {
  it('opens a connection', async () => {
    const client = await connect(database.url, 'crossdock test');
    expect(
      (
        await client.query(
          'SELECT application_name AS name FROM pg_stat_activity WHERE pid = pg_backend_pid()',
        )
      ).rows,
    ).toEqual([{ name: 'crossdock test' }]);
    await client.end();
  });

  it.each<[string, (url: URL) => void, RegExp]>([
    [
      'a wrong password',
      (url) => (url.password = 'guessed-word'),
      /refuses the password of the user "crossdock"/,
    ],
    ['a database that is not there', (url) => (url.pathname = '/nowhere'), /no database "nowhere"/],
    ['a port where nobody listens', (url) => (url.port = '1'), /No database answers at 127\.0\.0\.1:1/],
    ['a host that is not there', (url) => (url.hostname = 'database.invalid'), /database\.invalid/],
  ])('says plainly what is wrong: %s', async (_case, change, message) => {
    const url = changed(change);
    const error: unknown = await connect(url, 'test').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'StartError', message: expect.stringMatching(message) });
    expect(JSON.stringify([String(error), (error as { advice: string }).advice])).not.toContain(
      new URL(url).password,
    );
  });

  it.each(['', 'localhost:5432/db', 'mysql://u:p@localhost/db', 'postgresql://u:p@ss@:x/db'])(
    'refuses %j, which is not the address of a database',
    async (text) => {
      await expect(connect(text, 'test')).rejects.toThrow(/DATABASE_URL is not the address/);
    },
  );

  it('does not fail on a server of another kind with anything but a plain message', async () => {
    const stranger = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const url = changed((address) => (address.port = String(stranger.port)));
    await expect(connect(url, 'test')).rejects.toMatchObject({ name: 'StartError' });
    stranger.server.close();
  });
});

function listen(answer: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  return new Promise((resolve) => {
    const server = createServer(answer).listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
