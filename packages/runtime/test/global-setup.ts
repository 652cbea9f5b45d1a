import { createServer, type Server, type ServerResponse } from 'node:http';
import type { TestProject } from 'vitest/node';
import { buildServer } from './build-server.ts';
import { startTestPostgres, type RunningTestPostgres } from './postgres-service.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address that starts the test run's PostgreSQL on first use and says how to reach it. */
    testPostgres: string;
    /** Address that builds the server on first use, and answers when it is built. */
    serverBuild: string;
  }
}

/**
 * Offers one PostgreSQL and one build of the server to all test files. Each is made when the first of them asks, so
 * that a run without such tests does not wait for it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<RunningTestPostgres> | undefined;
  let built: Promise<void> | undefined;
  const desk = createServer((request, response) => {
    if (request.url === '/build') void answer(response, (built ??= buildServer()), () => ({}));
    else void answer(response, (started ??= startTestPostgres()), ({ url, template }) => ({ url, template }));
  });
  const address = await listen(desk);
  project.provide('testPostgres', address);
  project.provide('serverBuild', `${address}build`);
  return async () => {
    desk.close();
    desk.closeAllConnections();
    const server = await started?.catch(() => undefined);
    await server?.stop();
  };
}

async function answer<Made>(
  response: ServerResponse,
  made: Promise<Made>,
  show: (made: Made) => object,
): Promise<void> {
  try {
    const shown = show(await made);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(shown));
  } catch (error) {
    response.writeHead(500).end(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}/`);
      else reject(new Error('The test servers got no port'));
    });
  });
}
