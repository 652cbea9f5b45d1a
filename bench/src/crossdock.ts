import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { startProgram } from './child-program.ts';
import { echoFlow, orderFlow } from './flows.ts';
import { clientOf, setUp, type Client } from './installation.ts';

export interface CrossdockOptions {
  /** A built checkout. */
  root: string;
  /** Where its data folder goes. */
  folder: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  sandbox: { url: string; erpUrl: string };
  /** Folder for a CPU profile, written when it stops. */
  profile: string | undefined;
  connections: number;
}

/** A server with production settings, its flows deployed. */
export interface Crossdock {
  client: Client;
  /** Processor time used so far, in seconds. */
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a server as a process of its own and sets it up. */
export async function startCrossdock(options: CrossdockOptions): Promise<Crossdock> {
  const { root, folder, databaseUrl, redisUrl, sandbox, profile } = options;
  const key = randomBytes(32).toString('hex');
  await mkdir(folder, { recursive: true });
  const program = startProgram(
    join(root, 'packages', 'runtime', 'dist', 'main.js'),
    {
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      REDIS_URL: redisUrl ?? '',
      CROSSDOCK_DATA_DIR: await mkdtemp(join(folder, 'data-')),
      CROSSDOCK_DEMO: '0',
      CROSSDOCK_ADMIN_EMAIL: 'bench@example.com',
      CROSSDOCK_ADMIN_PASSWORD: randomBytes(16).toString('hex'),
      CROSSDOCK_API_KEY: key,
      CROSSDOCK_EGRESS_ALLOW: new URL(sandbox.url).host,
    },
    profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
  );
  const { url } = await program.message<{ type: 'ready'; url: string }>('ready');
  const client = clientOf(url, key, options.connections);
  await setUp(client, sandbox.erpUrl, [orderFlow, echoFlow]);
  return {
    client,
    cpuSeconds: async () => readGauge(await client.call('GET', '/metrics'), 'process_cpu_seconds_total'),
    async stop() {
      await client.close();
      await program.stop();
    },
  };
}

function readGauge({ text }: { text: string }, name: string): number {
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  if (value === undefined) throw new Error(`The server's metrics have no ${name}`);
  return Number(value);
}
