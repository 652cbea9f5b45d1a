import type { StreamEvents } from '@crossdock/flow-schema';
import { Router, type Response } from 'express';
import type { Authenticator } from '../access/authenticator.ts';
import { Refusal } from '../refusal.ts';
import { refuseMethod } from './route.ts';
import { authorize } from './security.ts';

/** What happens while people look on, from this process and all others. */
export interface LiveEvents {
  subscribe(
    listener: <Name extends keyof StreamEvents>(name: Name, data: StreamEvents[Name]) => void,
  ): () => void;
}

/** Keeps proxies from closing a quiet stream, and asks whether its reader may still read; in milliseconds. */
const heartbeatMs = 15_000;

/** `GET /stream`: server-sent events. Browsers reconnect by themselves, and read again what they show. */
export function streamRoutes(
  live: LiveEvents,
  authenticator: Authenticator,
  everyMs: number = heartbeatMs,
): Router {
  const router = Router();
  router.get('/stream', async (request, response) => {
    const mayRead = () => authorize(request, authenticator, 'runs:read');
    await mayRead();
    open(response);
    // Who has gone already is told of nothing: no event would say so any more.
    if (request.method === 'HEAD' || response.destroyed) return void response.end();
    const stop = live.subscribe((name, data) => send(response, name, data));
    const heartbeat = setInterval(() => void beat(response, mayRead), everyMs);
    response.once('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  });
  router.all('/stream', refuseMethod(['GET']));
  return router;
}

/** Ends the stream of a session that has ended or a key that was revoked. */
async function beat(response: Response, mayRead: () => Promise<unknown>): Promise<void> {
  try {
    await mayRead();
  } catch (error) {
    // A database that is away says nothing of the reader.
    if (error instanceof Refusal) return void response.end();
  }
  response.write(':\n\n');
}

function open(response: Response): void {
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // Asks nginx not to hold events back.
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  response.write('retry: 2000\n\n');
}

/** Beyond this many unsent bytes a reader is too slow: it is cut off, and reads everything when it comes back. */
const mostUnsentBytes = 1_000_000;

function send(response: Response, name: string, data: unknown): void {
  if (response.writableLength > mostUnsentBytes) response.destroy();
  else response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
