import { createServer, type Server, type ServerResponse } from 'node:http';
import type { TestProject } from 'vitest/node';
import { startTestPostgres, type RunningTestPostgres } from './postgres-service.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address that starts the test run's PostgreSQL on first use and says how to reach it. */
    testPostgres: string;
  }
}

/**
 * Offers one PostgreSQL to all test files. It starts when the first of them asks, so that a run without database
 * tests does not wait for it.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<RunningTestPostgres> | undefined;
  const desk = createServer((_request, response) => {
    started ??= startTestPostgres();
    void answer(response, started);
  });
  project.provide('testPostgres', await listen(desk));
  return async () => {
    desk.close();
    desk.closeAllConnections();
    const server = await started?.catch(() => undefined);
    await server?.stop();
  };
}

async function answer(response: ServerResponse, started: Promise<RunningTestPostgres>): Promise<void> {
  try {
    const { url, template } = await started;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ url, template }));
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
