import type { StreamEvents } from '@crossdock/flow-schema';
import { Router, type Response } from 'express';
import type { Authenticator } from '../access/authenticator.ts';
import { authorize } from './security.ts';

/** What happens while people look on, from this process and all others. */
export interface LiveEvents {
  subscribe(
    listener: <Name extends keyof StreamEvents>(name: Name, data: StreamEvents[Name]) => void,
  ): () => void;
}

/** Keeps proxies from closing a quiet stream, in milliseconds. */
const heartbeatMs = 15_000;

/** `GET /stream`: server-sent events. Browsers reconnect by themselves, and read again what they show. */
export function streamRoutes(live: LiveEvents, authenticator: Authenticator): Router {
  const router = Router();
  router.get('/stream', async (request, response) => {
    await authorize(request, authenticator, 'runs:read');
    open(response);
    const stop = live.subscribe((name, data) => send(response, name, data));
    const heartbeat = setInterval(() => response.write(':\n\n'), heartbeatMs);
    response.once('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  });
  return router;
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
