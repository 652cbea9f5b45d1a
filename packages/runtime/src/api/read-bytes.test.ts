import { once } from 'node:events';
import { connect } from 'node:net';
import express, { type Request, type Response } from 'express';
import { afterEach, expect, it } from 'vitest';
import { startHttpServer, type RunningHttpServer } from '../http-server.ts';
import { readBytes } from './read-bytes.ts';

let server: RunningHttpServer | undefined;
afterEach(() => server?.close());

/** Sends half a body and leaves; gives what a handler makes of the request. */
async function leaveInTheMiddle(handle: (request: Request, response: Response) => Promise<unknown>) {
  let done: (outcome: Promise<unknown>) => void = () => undefined;
  const outcome = new Promise((resolve) => {
    done = resolve;
  });
  const app = express().post('/', (request, response) => done(handle(request, response)));
  server = await startHttpServer(app, { host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end('POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 10\r\n\r\nhalf');
  return outcome;
}

const endedEarly = { code: 'malformed_request', message: 'The body ended early.' };

it('refuses a body whose sender leaves in the middle', async () => {
  const outcome = leaveInTheMiddle((request, response) => readBytes(request, response, 100));
  await expect(outcome).rejects.toMatchObject(endedEarly);
});

it('refuses a body whose sender had left before it was read', async () => {
  const outcome = leaveInTheMiddle(async (request, response) => {
    await new Promise((resolve) => request.once('close', resolve));
    return readBytes(request, response, 100);
  });
  await expect(outcome).rejects.toMatchObject(endedEarly);
});
