import type { StreamEvents } from '@crossdock/flow-schema';
import express from 'express';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Authenticator } from '../access/authenticator.ts';
import type { KeyPrincipal } from '../access/principal.ts';
import { startHttpServer, type RunningHttpServer } from '../http-server.ts';
import { streamRoutes, type LiveEvents } from './stream.ts';

const reader: KeyPrincipal = { kind: 'apiKey', id: 'k', actor: 'A key', permissions: new Set(['runs:read']) };
const headers = { 'x-api-key': 'any' };

let known: () => Promise<KeyPrincipal | undefined>;
let listeners: Set<Parameters<LiveEvents['subscribe']>[0]>;
let server: RunningHttpServer;

beforeEach(async () => {
  known = async () => reader;
  listeners = new Set();
  const authenticator: Authenticator = { byKey: () => known(), bySession: async () => undefined };
  const live: LiveEvents = {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  server = await startHttpServer(express().use(streamRoutes(live, authenticator, 5)), {
    host: '127.0.0.1',
    port: 0,
  });
});
afterEach(() => server.close());

const stats: StreamEvents['stats'] = { openExceptions: 3 };

/** Reads on until the stream holds a text, or its end. */
async function readUntil(stream: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<string> {
  let all = '';
  while (!all.includes(text)) {
    const { done, value } = await stream.read();
    if (done) break;
    all += Buffer.from(value).toString();
  }
  return all;
}

async function open(): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const { body } = await fetch(`${server.url}/stream`, { headers });
  if (!body) throw new Error('no stream');
  return body.getReader();
}

it('tells what happens, and shows that it lives', async () => {
  const stream = await open();
  for (const listener of listeners) listener('stats', stats);
  expect(await readUntil(stream, 'stats')).toContain('event: stats\ndata: {"openExceptions":3}\n\n');
  expect(await readUntil(stream, ':\n\n')).toContain(':\n\n');
  await stream.cancel();
});

it('ends for a reader who may no longer read', async () => {
  const stream = await open();
  known = async () => undefined;
  await readUntil(stream, 'never');
  expect(listeners.size).toBe(0);
});

it('goes on while nobody can say who may read', async () => {
  const stream = await open();
  known = () => Promise.reject(new Error('the database is away'));
  await readUntil(stream, ':\n\n');
  await readUntil(stream, ':\n\n');
  expect(listeners.size).toBe(1);
  await stream.cancel();
});
