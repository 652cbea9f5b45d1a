import type { LookupAddress } from 'node:dns';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { egressPolicyFromEnv } from '../egress/policy.ts';
import { freePort, startServer, type TestServer } from '../testing/http-server.fixture.ts';
import { selfSigned } from '../testing/self-signed.fixture.ts';
import { createHttpClient, type HttpClientOptions } from './client.ts';
import type { HttpClient } from './types.ts';

const clients: HttpClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

function newClient(allow = '127.0.0.1', options: HttpClientOptions = {}): HttpClient {
  const client = createHttpClient(egressPolicyFromEnv(allow), options);
  clients.push(client);
  return client;
}

const get = (url: string) => ({ method: 'GET', url });

let server: TestServer;
let elsewhere: TestServer;
const zeros = Buffer.alloc(5_000_000);

/** What each path answers. */
const pages: Record<string, (response: Parameters<Parameters<typeof startServer>[0]>[1]) => void> = {
  '/plain': (response) => response.end('hello'),
  '/gzip': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('packed')),
  '/deflate': (response) => response.setHeader('content-encoding', 'deflate').end(deflateSync('packed')),
  '/br': (response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('packed')),
  '/twice': (response) =>
    response.setHeader('content-encoding', 'deflate, gzip').end(gzipSync(deflateSync('packed'))),
  '/empty-gzip': (response) => response.setHeader('content-encoding', 'gzip').end(),
  '/not-gzip': (response) => response.setHeader('content-encoding', 'gzip').end('plain'),
  '/unknown-encoding': (response) => response.setHeader('content-encoding', 'rot13').end('uryyb'),
  '/bomb': (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync(zeros)),
  '/huge': (response) => response.end(zeros),
  '/chunked': (response) => {
    response.write('one ');
    response.write('two ');
    response.end('three');
  },
  '/endless': (response) => {
    const more = () => response.write(zeros, (error) => error || more());
    more();
  },
  '/silent': () => {},
  '/half': (response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('12345');
  },
  '/reset': (response) => response.socket?.resetAndDestroy(),
  '/cut': (response) => {
    response.writeHead(200, { 'content-length': '10' });
    response.write('12345', () => response.socket?.destroy());
  },
  '/early-hints': (response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' });
    response.end('after hints');
  },
  '/many-headers': (response) => response.setHeader('x-large', 'x'.repeat(40_000)).end(),
  '/loop': (response) => response.writeHead(302, { location: '/loop' }).end(),
  '/to-plain': (response) => response.writeHead(302, { location: '/plain' }).end(),
  '/to-plain-307': (response) => response.writeHead(307, { location: '/plain' }).end(),
  '/elsewhere': (response) => response.writeHead(302, { location: elsewhere.url }).end(),
  '/to-metadata': (response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end(),
  '/to-user': (response) =>
    response.writeHead(302, { location: `http://u:p@127.0.0.1:${server.port}/plain` }).end(),
  '/to-file': (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
};

beforeAll(async () => {
  server = await startServer(({ url }, response) => (pages[url] ?? pages['/plain'])?.(response));
  elsewhere = await startServer((_request, response) => response.end('elsewhere'));
});
afterAll(() => Promise.all([server.close(), elsewhere.close()]));

describe('answers', () => {
  it.each([
    ['/plain', 'hello'],
    ['/gzip', 'packed'],
    ['/deflate', 'packed'],
    ['/br', 'packed'],
    ['/twice', 'packed'],
    ['/empty-gzip', ''],
    ['/chunked', 'one two three'],
    ['/early-hints', 'after hints'],
  ])('takes %s', async (path, body) => {
    const response = await newClient().request(get(server.url + path));
    expect(response.status).toBe(200);
    expect(response.body.toString()).toBe(body);
    expect(response.headers).not.toHaveProperty('content-encoding');
  });

  it('sends method, headers and body', async () => {
    const headers = { 'x-one': '1', 'content-type': 'text/plain' };
    await newClient().request({ method: 'PUT', url: `${server.url}/echo?a=b`, headers, body: 'grüße' });
    expect(server.received.at(-1)).toMatchObject({
      method: 'PUT',
      url: '/echo?a=b',
      headers: { ...headers, 'user-agent': 'Crossdock' },
      body: 'grüße',
    });
  });

  it('uses connections again', async () => {
    const ports = new Set<number>();
    const keeping = await startServer((_request, response) => {
      ports.add(response.socket?.remotePort ?? 0);
      response.end();
    });
    const client = newClient();
    for (let n = 0; n < 10; n += 1) await client.request(get(keeping.url));
    await keeping.close();
    expect(ports.size).toBeLessThan(5);
  });
});

describe('failures of the way', () => {
  const transient = 'technical-transient';
  const permanent = 'technical-permanent';

  it.each([
    ['/silent', transient, 'timeout', 'unknown'],
    ['/half', transient, 'timeout', 'unknown'],
    ['/reset', transient, 'connection_reset', 'unknown'],
    ['/cut', transient, 'connection_reset', 'unknown'],
    ['/huge', permanent, 'answer_too_large', 'unknown'],
    ['/bomb', permanent, 'answer_too_large', 'unknown'],
    ['/endless', permanent, 'answer_too_large', 'unknown'],
    ['/not-gzip', permanent, 'invalid_answer', 'unknown'],
    ['/unknown-encoding', permanent, 'invalid_answer', 'unknown'],
    ['/many-headers', permanent, 'invalid_answer', 'unknown'],
  ])('%s is %s %s, outcome %s', async (path, errorClass, code, outcome) => {
    const client = newClient('127.0.0.1', { maxBytes: 1_000_000, timeoutMs: 300 });
    await expect(client.request(get(server.url + path))).rejects.toMatchObject({
      name: 'ConnectorError',
      class: errorClass,
      code,
      outcome,
      message: expect.stringContaining(`127.0.0.1:${server.port} `),
    });
  });

  it('knows that a refused connection sent nothing', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(newClient().request(get(url))).rejects.toMatchObject({
      class: transient,
      code: 'connection_refused',
      outcome: 'not-sent',
    });
  });

  it('knows that an unknown name sent nothing', async () => {
    const client = newClient('', {
      resolve: (hostname, _options, callback) =>
        callback(Object.assign(new Error(`no ${hostname}`), { code: 'ENOTFOUND' }), []),
    });
    await expect(client.request(get('http://erp.invalid'))).rejects.toMatchObject({
      class: transient,
      code: 'host_not_found',
      outcome: 'not-sent',
    });
  });

  it('does not trust a self-signed certificate', async () => {
    const secure = await startServer((_request, response) => response.end(), selfSigned);
    await expect(newClient().request(get(secure.url))).rejects.toMatchObject({
      class: permanent,
      code: 'tls_error',
      outcome: 'not-sent',
    });
    await secure.close();
    expect(secure.received).toEqual([]);
  });

  it.each([
    ['something that is not HTTP', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH_9\r\n'), 'http'],
    ['a reset before TLS is agreed', (socket: Socket) => void socket.resetAndDestroy(), 'https'],
  ])('meets %s', async (_name, answer, scheme) => {
    const tcp = await startTcp(answer);
    const outcome = newClient().request(get(`${scheme}://127.0.0.1:${tcp.port}`));
    await expect(outcome).rejects.toMatchObject(
      scheme === 'http'
        ? { class: permanent, code: 'invalid_answer', outcome: 'unknown' }
        : { class: transient, code: 'connection_reset', outcome: 'not-sent' },
    );
    tcp.server.close();
  });

  it.each([
    ['ftp://127.0.0.1/'],
    ['file:///etc/passwd'],
    ['http://user:password@127.0.0.1/'],
    ['not an address'],
    ['/relative'],
  ])('does not call %j', async (url) => {
    await expect(newClient().request(get(url))).rejects.toMatchObject({
      code: 'invalid_url',
      outcome: 'not-sent',
    });
  });

  it('refuses header values that would break the message apart', async () => {
    const request = { ...get(server.url), headers: { 'x-evil': 'a\r\nx-more: b' } };
    await expect(newClient().request(request)).rejects.toMatchObject({
      class: permanent,
      code: 'invalid_request',
      outcome: 'not-sent',
    });
  });
});

describe('stopping', () => {
  it('sends nothing when stopped before', async () => {
    const before = server.received.length;
    const request = { ...get(`${server.url}/plain`), signal: AbortSignal.abort() };
    await expect(newClient().request(request)).rejects.toMatchObject({
      code: 'aborted',
      outcome: 'not-sent',
    });
    expect(server.received.length).toBe(before);
  });

  it('sends nothing when stopped while the name is looked up', async () => {
    const stop = new AbortController();
    const before = server.received.length;
    const lookups: (() => void)[] = [];
    const client = newClient('127.0.0.1', {
      resolve: (_hostname, _options, callback) => {
        const answer = () => callback(null, [{ address: '127.0.0.1', family: 4 }]);
        if (stop.signal.aborted) return answer();
        lookups.push(answer);
        stop.abort();
      },
    });
    const request = { ...get(`http://erp.local:${server.port}/plain`), signal: stop.signal };
    await expect(client.request(request)).rejects.toMatchObject({ code: 'aborted', outcome: 'not-sent' });
    lookups[0]?.();
    await client.request(get(`http://erp.local:${server.port}/after`));
    expect(server.received.slice(before).map(({ url }) => url)).toEqual(['/after']);
  });

  it('breaks off a request under way', async () => {
    const stop = new AbortController();
    const slow = await startServer(() => stop.abort());
    const request = { method: 'POST', url: slow.url, body: '{}', signal: stop.signal };
    await expect(newClient().request(request)).rejects.toMatchObject({ code: 'aborted', outcome: 'unknown' });
    await slow.close();
  });

  it('calls the end of a time limit a time-out', async () => {
    const request = { ...get(`${server.url}/silent`), signal: AbortSignal.timeout(50) };
    await expect(newClient().request(request)).rejects.toMatchObject({ code: 'timeout', outcome: 'unknown' });
  });

  it('fails requests under way when it is closed', async () => {
    const client = newClient();
    const slow = await startServer(() => void client.close());
    await expect(client.request(get(slow.url))).rejects.toMatchObject({
      class: 'technical-transient',
      outcome: 'unknown',
    });
    await slow.close();
  });
});

describe('redirects', () => {
  it('are handed back unless asked for', async () => {
    const response = await newClient().request(get(`${server.url}/to-plain`));
    expect(response).toMatchObject({ status: 302, headers: { location: '/plain' } });
  });

  it.each([
    ['GET', '/to-plain', 200],
    ['HEAD', '/to-plain', 200],
    ['POST', '/to-plain', 302],
    ['POST', '/to-plain-307', 200],
    ['GET', '/elsewhere', 302],
    ['GET', '/to-metadata', 302],
    ['GET', '/to-user', 302],
    ['GET', '/to-file', 302],
    ['GET', '/loop', 302],
  ])('%s %s ends with %i', async (method, path, status) => {
    const before = elsewhere.received.length;
    const response = await newClient().request({ method, url: server.url + path, maxRedirects: 3 });
    expect(response.status).toBe(status);
    if (status === 200) expect(response.url).toBe(`${server.url}/plain`);
    expect(elsewhere.received.length).toBe(before);
  });

  it('keep method and body where the answer asks for it', async () => {
    const request = { method: 'POST', url: `${server.url}/to-plain-307`, body: 'once more', maxRedirects: 3 };
    await newClient().request(request);
    expect(server.received.at(-1)).toMatchObject({ method: 'POST', url: '/plain', body: 'once more' });
  });
});

describe('egress', () => {
  const denied = { class: 'technical-permanent', code: 'egress_denied', outcome: 'not-sent' };

  it.each([
    ['http://127.0.0.1'],
    ['http://127.1'],
    ['http://2130706433'],
    ['http://0x7f000001'],
    ['http://0x7f.1'],
    ['http://017700000001'],
    ['http://0177.0.0.1'],
    ['http://127.0.0.1.'],
    ['http://①②⑦.0.0.1'],
    ['http://127。0。0。1'],
    ['http://0'],
    ['http://0.0.0.0'],
    ['http://[::1]'],
    ['http://[::]'],
    ['http://[::ffff:127.0.0.1]'],
    ['http://[::ffff:7f00:1]'],
    ['http://[64:ff9b::7f00:1]'],
    ['http://[2002:7f00:1::]'],
    ['http://169.254.169.254'],
    ['http://2852039166'],
    ['http://[fd00:ec2::254]'],
    ['http://[fe80::1]'],
    ['http://localhost'],
    ['http://LOCALHOST.'],
  ])('refuses %s', async (host) => {
    const before = server.received.length;
    const url = `${host}:${server.port}/`;
    const client = newClient('', {
      resolve: (_hostname, _options, callback) =>
        callback(null, [
          { address: '127.0.0.1', family: 4 },
          { address: '::1', family: 6 },
        ]),
    });
    await expect(client.request(get(url))).rejects.toMatchObject(denied);
    expect(server.received.length).toBe(before);
  });

  it('refuses localhost as this system resolves it', async () => {
    await expect(newClient('').request(get(`http://localhost:${server.port}`))).rejects.toMatchObject(denied);
  });

  it('says what an administrator can do', async () => {
    await expect(newClient('').request(get(server.url))).rejects.toThrow('CROSSDOCK_EGRESS_ALLOW');
  });

  it('dials only the allowed ones of several addresses', async () => {
    const client = newClient('127.0.0.1', {
      resolve: (_hostname, _options, callback) =>
        callback(null, [
          { address: '127.0.0.2', family: 4 },
          { address: '127.0.0.1', family: 4 },
        ]),
    });
    const response = await client.request(get(`http://erp.local:${server.port}/plain`));
    expect(response.status).toBe(200);
  });

  it('checks every resolution anew, so that a name cannot move to another address', async () => {
    const closing = await startServer((_request, response) => {
      response.setHeader('connection', 'close').end('ok');
    });
    const answers: LookupAddress[] = [
      { address: '127.0.0.1', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    const client = newClient('127.0.0.1', {
      resolve: (_hostname, _options, callback) => callback(null, answers.splice(0, 1)),
    });
    const request = get(`http://rebind.example:${closing.port}/`);
    expect((await client.request(request)).status).toBe(200);
    await expect(client.request(request)).rejects.toMatchObject(denied);
    expect(answers).toEqual([]);
    await closing.close();
  });
});

function startTcp(answer: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const tcp = createTcpServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  return new Promise((resolve) => {
    tcp.listen(0, '127.0.0.1', () => {
      resolve({ server: tcp, port: (tcp.address() as AddressInfo).port });
    });
  });
}
