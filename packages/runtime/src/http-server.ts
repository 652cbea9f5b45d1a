import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { answerClientError } from './api/client-error.ts';
import { StartError } from './start-error.ts';

export interface RunningHttpServer {
  url: string;
  /** Takes no new connections and lets answers under way finish; streams are cut after a second. */
  close(): Promise<void>;
}

const streamGraceMs = 1_000;

/** @throws StartError when the port is taken or not permitted, or the machine has no such address */
export async function startHttpServer(
  listener: RequestListener,
  { host, port }: { host: string; port: number },
): Promise<RunningHttpServer> {
  const server = createServer(listener);
  keepBodiesUntilWanted(server, listener);
  answerUnreadable(server);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenProblem(error, host, port)));
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), close: () => close(server) };
}

/** Senders that ask first (`Expect: 100-continue`) are told to go on once somebody reads: not if they are refused. */
function keepBodiesUntilWanted(server: Server, listener: RequestListener): void {
  server.on('checkContinue', (request, response) => {
    request.once('resume', () => {
      if (!response.headersSent) response.writeContinue();
    });
    listener(request, response);
  });
  // Other expectations are not for us: without this, Node answers with an empty 417.
  server.on('checkExpectation', listener);
}

function answerUnreadable(server: Server): void {
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', ({ socket }, response) => latest.set(socket, response));
  server.on('clientError', (error, socket) => {
    const response = latest.get(socket);
    const isAnswering = response?.headersSent === true && !response.writableFinished;
    if (isAnswering || !socket.writable) socket.destroy();
    else answerClientError(error, socket);
  });
}

function listenProblem(error: Error, host: string, port: number): Error {
  switch (Reflect.get(error, 'code')) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} is in use by another program`,
        'Stop that program, or choose another port, for example PORT=3401 npm start',
      );
    case 'EACCES':
      return new StartError(`Port ${port} needs more rights than this user has`, 'Choose a port above 1023');
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`This machine has no address ${host}`, 'Set HOST to one of its addresses');
    default:
      return error;
  }
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), streamGraceMs).unref();
  });
}
