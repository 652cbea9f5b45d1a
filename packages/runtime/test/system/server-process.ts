import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { ProgressMessage } from '../../src/progress.ts';
import { startChild, type Child } from './child.ts';

const file = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export type Role = 'all' | 'api' | 'worker';

/** A server as its operator starts it. */
export interface ServerProcess extends Child {
  /** Empty for a worker: it takes no requests. */
  readonly url: string;
}

export interface ServerOptions {
  role?: Role;
  env: Readonly<Record<string, string>>;
}

/** Starts a server and waits until it says that it is ready. @throws with its output when it ends instead */
export async function startServer({ role = 'all', env }: ServerOptions): Promise<ServerProcess> {
  await requireBuild();
  const child = startChild({
    file,
    args: ['--role', role],
    env: { HOST: '127.0.0.1', PORT: '0', CROSSDOCK_DEMO: '0', LOG_LEVEL: 'info', ...env },
  });
  try {
    return { ...child, url: await ready(child, role) };
  } catch (error) {
    await child.end('SIGKILL');
    throw error;
  }
}

async function requireBuild(): Promise<void> {
  const response = await fetch(inject('serverBuild'));
  if (!response.ok) throw new Error(`The server could not be built: ${await response.text()}`);
}

/** A worker has no address; it is up once it has its queue. */
function ready(child: Child, role: Role): Promise<string> {
  return new Promise((resolve, reject) => {
    child.process.on('message', (message: ProgressMessage) => {
      if (message.type === 'ready') resolve(message.url);
      else if (role === 'worker' && message.name === 'queue' && message.state === 'done') resolve('');
    });
    child.ended.then(
      ({ code, signal }) => reject(new Error(`The server ended (${signal ?? code}):\n${child.output()}`)),
      reject,
    );
  });
}
