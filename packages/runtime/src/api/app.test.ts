import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints, type Endpoint } from '@crossdock/flow-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from '../../test/api-server.ts';

let api: TestApi;
let uiFolder: string;
beforeAll(async () => {
  uiFolder = await mkdtemp(join(tmpdir(), 'crossdock-ui-'));
  await mkdir(join(uiFolder, 'assets'));
  await writeFile(join(uiFolder, 'index.html'), '<!doctype html><title>Designer</title>');
  await writeFile(join(uiFolder, 'assets', 'index-1a2b3c.js'), 'export {};');
  await writeFile(join(uiFolder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  api = await startTestApi({ uiFolder });
});
afterAll(async () => {
  await api.close();
  await rm(uiFolder, { recursive: true, force: true });
});

const browser = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('every answer', () => {
  it.each(['/', '/healthz', '/api/v1/flows', '/api/docs', '/nothing'])(
    'of %s has security headers',
    async (path) => {
      const { headers } = await api.call('GET', path, browser);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toMatch(/script-src 'self'(;|$)/);
      expect(policy).not.toContain('unsafe-eval');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it('has an id, the caller’s own if it sent one', async () => {
    const generated = (await api.call('GET', '/healthz')).headers.get('x-request-id');
    expect(generated).toMatch(/^[0-9a-f-]{36}$/);
    const headers = { 'x-request-id': 'order-4711-a' };
    expect((await api.call('GET', '/healthz', { headers })).headers.get('x-request-id')).toBe('order-4711-a');
    const strange = { 'x-request-id': 'a b' };
    expect((await api.call('GET', '/healthz', { headers: strange })).headers.get('x-request-id')).not.toBe(
      'a b',
    );
  });

  it('of the API is kept by nobody', async () => {
    expect((await api.call('GET', '/api/v1/setup')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the designer', () => {
  it.each(['/', '/flows/018f/runs', '/settings'])('is served at %s, fresh each time', async (path) => {
    const answer = await api.call('GET', path, browser);
    expect([answer.status, answer.text]).toEqual([200, '<!doctype html><title>Designer</title>']);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('keeps hashed files for ever', async () => {
    const answer = await api.call('GET', '/assets/index-1a2b3c.js');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('content-type')).toContain('javascript');
  });

  it.each([
    ['GET', '/assets/index-gone.js', browser.headers],
    ['GET', '/api/v1/nothing', browser.headers],
    ['GET', '/api', browser.headers],
    ['GET', '/in/test/nothing', browser.headers],
    ['GET', '/settings', { accept: 'application/json' }],
    ['POST', '/settings', browser.headers],
    ['GET', '/%2e%2e/%2e%2e/package.json', { accept: 'application/json' }],
  ])('does not stand in for %s %s', async (method, path, headers) => {
    const answer = await api.call(method, path, { headers, as: api.admin });
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
  });
});

describe('health', () => {
  it('is ready when database and queue answer', async () => {
    expect((await api.call('GET', '/readyz')).body['checks']).toEqual({ database: 'ok', queue: 'ok' });
  });
});

describe('the documentation', () => {
  it('names every operation of the contract with its permission, once', async () => {
    const { body } = await api.call('GET', '/api/v1/openapi.json');
    const paths = body['paths'] as Record<
      string,
      Record<string, { operationId?: string; 'x-permission'?: string }>
    >;
    const found = Object.values(paths).flatMap((item) => Object.values(item));
    const permissionOf = new Map(
      found.map((operation) => [operation.operationId, operation['x-permission']]),
    );
    for (const [id, { permission }] of Object.entries<Endpoint>(endpoints)) {
      expect([id, permissionOf.get(id)]).toEqual([id, permission]);
    }
    expect(body['openapi']).toBe('3.1.0');
  });

  it('refers only to what is there, and gives each schema id once', async () => {
    const { text, body } = await api.call('GET', '/api/v1/openapi.json');
    const references = [...text.matchAll(/"\$ref":"#([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(0);
    for (const pointer of new Set(references)) expect([pointer, at(body, pointer)]).not.toContain(undefined);
    const ids = [...text.matchAll(/"\$id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('can be browsed under the same policy: no script or style stands in the page', async () => {
    const page = await api.call('GET', '/api/docs', browser);
    expect(page.text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\son\w+=/);
    for (const [, path = ''] of page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) {
      expect([path, (await api.call('GET', path)).status]).toEqual([path, 200]);
    }
  });

  it('gives the schema of flows to everybody', async () => {
    const answer = await api.call('GET', '/schemas/flow/1.json');
    expect(answer.headers.get('content-type')).toContain('application/schema+json');
    expect(answer.body['$id']).toMatch(/flow\/1\.json$/);
  });
});

function at(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>(
      (part, key) => (typeof part === 'object' && part ? Reflect.get(part, key) : undefined),
      document,
    );
}
