import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type Answer, type CallOptions, type TestApi } from '../../test/api-server.ts';
import { startDatabaseProxy, type DatabaseProxy } from '../../test/database-proxy.ts';
import { maxBodyBytes } from './read-body.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const definition = { formatVersion: 1, name: 'Orders', nodes: [], edges: [] };
const node = { id: 'a', type: 'manual', name: 'Start', position: { x: 0, y: 0 }, config: {} };

interface Case {
  name: string;
  method: string;
  path: string;
  options?: CallOptions;
  status: number;
  code: string;
  /** Paths of the fields that are wrong. */
  fields?: string[];
  headers?: Record<string, string>;
}

const post = (path: string, body: unknown) => ({ method: 'POST', path, options: { body } });
const cursor = (...parts: (string | number)[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const postRaw = (raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) => ({
  method: 'POST',
  path: '/api/v1/flows',
  options: { raw, headers },
});

const cases: Case[] = [
  {
    name: 'an unknown address of the API',
    method: 'GET',
    path: '/api/v1/nothing',
    status: 404,
    code: 'not_found',
  },
  { name: 'an unknown address', method: 'GET', path: '/nothing', status: 404, code: 'not_found' },
  {
    name: 'an address that can’t be decoded',
    method: 'GET',
    path: '/api/v1/flows/%E0%A4%A',
    status: 400,
    code: 'malformed_request',
  },
  {
    name: 'another method',
    method: 'PATCH',
    path: '/api/v1/flows',
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: 'GET, POST, HEAD' },
  },
  {
    name: 'a body that isn’t JSON',
    ...postRaw('{"definition": {"name": }}'),
    status: 400,
    code: 'malformed_json',
  },
  { name: 'half a body', ...postRaw('{"definition": '), status: 400, code: 'malformed_json' },
  { name: 'no body', method: 'POST', path: '/api/v1/flows', status: 400, code: 'malformed_json' },
  {
    name: 'a body that isn’t UTF-8',
    ...postRaw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])),
    status: 400,
    code: 'malformed_json',
  },
  {
    name: 'another content type',
    ...postRaw('<flow/>', { 'content-type': 'application/xml' }),
    status: 415,
    code: 'unsupported_media_type',
  },
  { name: 'no content type', ...postRaw(Buffer.from('{}'), {}), status: 415, code: 'unsupported_media_type' },
  {
    name: 'an unknown content encoding',
    ...postRaw('{}', { ...json, 'content-encoding': 'zip' }),
    status: 415,
    code: 'unsupported_media_type',
  },
  {
    name: 'a body that is too large',
    ...postRaw(' '.repeat(maxBodyBytes + 1)),
    status: 413,
    code: 'too_large',
  },
  {
    name: 'a missing field',
    ...post('/api/v1/flows', {}),
    status: 422,
    code: 'invalid_fields',
    fields: ['definition'],
  },
  {
    name: 'an unknown field',
    ...post('/api/v1/flows', { definition, draft: true }),
    status: 422,
    code: 'invalid_fields',
    fields: ['draft'],
  },
  {
    name: 'the prototype as a field',
    ...postRaw(`{"definition":${JSON.stringify(definition)},"__proto__":{}}`),
    status: 422,
    code: 'invalid_fields',
    fields: ['__proto__'],
  },
  { name: 'a list as body', ...post('/api/v1/flows', []), status: 422, code: 'invalid_fields', fields: [''] },
  {
    name: 'fields deep inside',
    ...post('/api/v1/flows', {
      definition: { ...definition, nodes: [node, { ...node, name: '', colour: 'red' }] },
    }),
    status: 422,
    code: 'invalid_fields',
    fields: ['definition.nodes[1].colour', 'definition.nodes[1].name'],
  },
  {
    name: 'a document nested without end',
    ...postRaw(
      `{"definition":{"formatVersion":1,"name":"x","nodes":[{"id":"a","type":"map","name":"A","position":{"x":0,"y":0},"config":{"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}}],"edges":[]}}`,
    ),
    status: 422,
    code: 'invalid_fields',
  },
  ...[1_000, 20_000].map((levels) => ({
    name: `data nested ${levels} levels deep`,
    ...postRaw(`{"trigger":{"body":${'['.repeat(levels)}${']'.repeat(levels)}}}`),
    path: '/api/v1/flows/018f0000-0000-7000-8000-000000000000/test-runs',
    status: 422,
    code: 'invalid_fields',
  })),
  {
    name: 'a number beyond all numbers',
    ...postRaw('{"definition":1e999}'),
    status: 400,
    code: 'malformed_json',
  },
  ...['gzip', 'deflate', 'br'].map((encoding) => ({
    name: `a body packed otherwise than by ${encoding}`,
    ...postRaw('{}', { ...json, 'content-encoding': encoding }),
    status: 400,
    code: 'malformed_request',
  })),
  {
    name: 'a packed body that is too large',
    ...postRaw(gzipSync(' '.repeat(maxBodyBytes + 1)), { ...json, 'content-encoding': 'gzip' }),
    status: 413,
    code: 'too_large',
  },
  {
    name: 'an unknown query parameter',
    method: 'GET',
    path: '/api/v1/flows?sort=name',
    status: 422,
    code: 'invalid_fields',
    fields: ['sort'],
  },
  {
    name: 'a limit that is no number',
    method: 'GET',
    path: '/api/v1/flows?limit=many',
    status: 422,
    code: 'invalid_fields',
    fields: ['limit'],
  },
  {
    name: 'a limit that is too large',
    method: 'GET',
    path: '/api/v1/flows?limit=1000',
    status: 422,
    code: 'invalid_fields',
    fields: ['limit'],
  },
  {
    name: 'a limit given twice',
    method: 'GET',
    path: '/api/v1/flows?limit=1&limit=2',
    status: 422,
    code: 'invalid_fields',
    fields: ['limit'],
  },
  {
    name: 'a query parameter that is missing',
    method: 'GET',
    path: '/api/v1/connections/erp',
    status: 422,
    code: 'invalid_fields',
    fields: ['environment'],
  },
  {
    name: 'a cursor of our own making',
    method: 'GET',
    path: '/api/v1/flows?cursor=abc',
    status: 400,
    code: 'invalid_cursor',
  },
  {
    name: 'a cursor of another list',
    method: 'GET',
    path: `/api/v1/flows?cursor=${Buffer.from('["a","b"]').toString('base64url')}`,
    status: 400,
    code: 'invalid_cursor',
  },
  {
    name: 'a cursor with a time of another form',
    method: 'GET',
    path: `/api/v1/runs?cursor=${cursor('1', '018f0000-0000-7000-8000-000000000000')}`,
    status: 400,
    code: 'invalid_cursor',
  },
  {
    name: 'a cursor beyond all years',
    method: 'GET',
    path: `/api/v1/exceptions?cursor=${cursor('+275760-09-13T00:00:00.000Z', '018f0000-0000-7000-8000-000000000000')}`,
    status: 400,
    code: 'invalid_cursor',
  },
  {
    name: 'a cursor beyond all positions',
    method: 'GET',
    path: `/api/v1/environments?cursor=${cursor(9_007_199_254_740_991)}`,
    status: 400,
    code: 'invalid_cursor',
  },
  ...['runs', 'stats'].map((list) => ({
    name: `a leap second (${list})`,
    method: 'GET',
    path: `/api/v1/${list}?from=2016-12-31T23:59:60Z`,
    status: 422,
    code: 'invalid_fields',
    fields: ['from'],
  })),
  {
    name: 'a key that ends with a leap second',
    ...post('/api/v1/api-keys', { name: 'x', scopes: ['intake'], expiresAt: '2016-12-31T23:59:60Z' }),
    status: 422,
    code: 'invalid_fields',
    fields: ['expiresAt'],
  },
  {
    name: 'a key that ends before all calendars',
    ...post('/api/v1/api-keys', { name: 'x', scopes: ['intake'], expiresAt: '0000-01-01T00:00:00Z' }),
    status: 422,
    code: 'invalid_fields',
    fields: ['expiresAt'],
  },
  {
    name: 'a version that no database counts to',
    method: 'PUT',
    path: '/api/v1/flows/018f0000-0000-7000-8000-000000000000/deployments/test',
    options: { body: { version: 2_147_483_648 } },
    status: 422,
    code: 'invalid_fields',
    fields: ['version'],
  },
  ...[
    { filter: { ids: ['018f0000-0000-7000-8000-000000000000', 'x'] }, field: 'filter.ids[1]' },
    { filter: { flow: 'x' }, field: 'filter.flow' },
    // They can't be acted on: taking the open ones instead would hit those that nobody meant.
    { filter: { status: 'resolved' }, field: 'filter.status' },
  ].map(({ filter, field }) => ({
    name: `a bulk action on ${JSON.stringify(filter)}`,
    ...post('/api/v1/exceptions/bulk', { filter, action: 'resume' }),
    status: 422,
    code: 'invalid_fields',
    fields: [field],
  })),
  {
    name: 'a change of a connection with an unknown field',
    method: 'PUT',
    path: '/api/v1/connections/erp?environment=test',
    options: { body: { colour: 'red' } },
    status: 422,
    code: 'invalid_fields',
    fields: ['colour'],
  },
  ...['/healthz', '/metrics', '/api/v1/stream', '/api/v1/openapi.json', '/api/docs'].map((path) => ({
    name: `another method at ${path}`,
    method: 'POST',
    path,
    status: 405,
    code: 'method_not_allowed',
    headers: { allow: 'GET, HEAD' },
  })),
  {
    name: 'a range that a page does not have',
    method: 'GET',
    path: '/api/docs',
    options: { headers: { range: 'bytes=99999999-' } },
    status: 416,
    code: 'range_not_satisfiable',
  },
  {
    name: 'a page on a condition that does not hold',
    method: 'GET',
    path: '/api/docs',
    options: { headers: { 'if-match': '"another"' } },
    status: 412,
    code: 'precondition_failed',
  },
  {
    name: 'a cursor with a NUL',
    method: 'GET',
    path: `/api/v1/connections?cursor=${Buffer.from('["\\u0000","b"]').toString('base64url')}`,
    status: 400,
    code: 'invalid_cursor',
  },
  { name: 'an id that is none', method: 'GET', path: '/api/v1/flows/abc', status: 404, code: 'not_found' },
  {
    name: 'an id with a NUL',
    method: 'GET',
    path: '/api/v1/connections/a%00b?environment=test',
    status: 404,
    code: 'not_found',
  },
  {
    name: 'a search with a NUL',
    method: 'GET',
    path: '/api/v1/flows?q=%00',
    status: 422,
    code: 'invalid_fields',
    fields: ['q'],
  },
  {
    name: 'a version that is no number',
    method: 'GET',
    path: '/api/v1/flows/018f0000-0000-7000-8000-000000000000/versions/latest',
    status: 404,
    code: 'not_found',
  },
  {
    name: 'a version beyond all numbers',
    method: 'GET',
    path: '/api/v1/flows/018f0000-0000-7000-8000-000000000000/versions/99999999999',
    status: 404,
    code: 'not_found',
  },
];

function expectProblem({ headers, body, status }: Answer): void {
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(body).toMatchObject({
    type: expect.stringMatching(/^https:/),
    title: expect.any(String),
    detail: expect.stringMatching(/\S/),
    status,
  });
}

describe('a bad request is refused with a problem document', () => {
  it.each(cases)('$name: $status $code', async ({ method, path, options, status, code, fields, headers }) => {
    const answer = await api.call(method, path, { as: api.admin, ...options });
    expectProblem(answer);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (fields) expect(answer.body.errors?.map((error) => error.path).toSorted()).toEqual(fields);
    for (const [name, value] of Object.entries(headers ?? {})) expect(answer.headers.get(name)).toBe(value);
  });

  it('says where JSON stops', async () => {
    const raw = '{\n  "definition": nothing\n}';
    const answer = await api.call('POST', '/api/v1/flows', { as: api.admin, raw, headers: json });
    expect(answer.body['position']).toMatchObject({ line: 2 });
    expect(answer.body.detail).toContain('line 2');
  });

  it('does not read the body of callers who may not send one', async () => {
    const raw = ' '.repeat(maxBodyBytes + 1);
    expect((await api.call('POST', '/api/v1/flows', { raw, headers: json })).status).toBe(401);
  });
});

describe('without the database', () => {
  let proxy: DatabaseProxy;
  let cutOff: TestApi;
  beforeAll(async () => {
    cutOff = await startTestApi({
      through: async (url) => {
        proxy = await startDatabaseProxy(url);
        return proxy.url;
      },
    });
    // The caller is known before the database goes.
    await cutOff.operate('listFlows', { as: cutOff.admin });
    await proxy.cut();
  });
  afterAll(async () => {
    await proxy.mend();
    await cutOff.close();
    await proxy.cut();
  });

  const lists = [
    'flows',
    'connections',
    'variables',
    'environments',
    'api-keys',
    'runs',
    'exceptions',
    'stats',
  ];

  it.each([...lists.map((name) => `/api/v1/${name}`), '/api/v1/setup', '/readyz'])(
    'GET %s answers 503 with Retry-After and nothing of its inside',
    async (path) => expectUnavailable(await cutOff.call('GET', path, { as: cutOff.admin })),
  );

  it('nobody can log in, and nothing is saved', async () => {
    const body = { email: 'ada@example.com', password: 'whatever it is' };
    expectUnavailable(await cutOff.operate('logIn', { body }));
    expectUnavailable(await cutOff.operate('createFlow', { as: cutOff.admin, body: { definition } }));
  });

  it('the process lives, and goes on when the database is back', async () => {
    expect((await cutOff.call('GET', '/healthz')).status).toBe(200);
    await proxy.mend();
    const answer = await cutOff.operate('listFlows', { as: cutOff.admin });
    expect([answer.status, answer.body.items]).toEqual([200, []]);
  });

  function expectUnavailable(answer: Answer): void {
    expectProblem(answer);
    expect([answer.status, answer.body.code]).toEqual([503, 'unavailable']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.text).not.toMatch(/ECONN|127\.0\.0\.1|prisma|\.ts:/i);
  }
});
