import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { designerUi } from './designer-ui.ts';

const script = 'console.log("large");';
let folder: string;
let server: Server;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'crossdock-ui-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>');
  await writeFile(join(folder, 'assets', 'large-1a.js'), script);
  await writeFile(join(folder, 'assets', 'large-1a.js.gz'), gzipSync(script));
  await writeFile(join(folder, 'assets', 'small-2b.css'), 'a{}');
  server = createServer(express().use(designerUi(folder)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const get = (path: string, encoding: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
    headers: { 'accept-encoding': encoding },
  });

it.each([
  ['/assets/large-1a.js', 'gzip, deflate, br', 'gzip'],
  ['/assets/large-1a.js', 'identity', null],
  ['/assets/large-1a.js', 'gzip;q=0', null],
  ['/assets/small-2b.css', 'gzip', null],
])('%s for who accepts %s comes as %s', async (path, accepted, encoding) => {
  const response = await get(path, accepted);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-encoding')).toBe(encoding);
  expect(response.headers.get('content-type')).toContain(path.endsWith('.js') ? 'javascript' : 'css');
  expect(response.headers.get('cache-control')).toContain('immutable');
  expect(await response.text()).toBe(path.endsWith('.js') ? script : 'a{}');
});

it('tells caches that the answer depends on what is accepted', async () => {
  expect((await get('/assets/large-1a.js', 'identity')).headers.get('vary')).toContain('Accept-Encoding');
});

it.each(['/assets/gone.js', '/assets/..%2f..%2fetc/passwd.js'])('there is no %s', async (path) => {
  expect((await get(path, 'gzip')).status).toBe(404);
});
