import { fileURLToPath } from 'node:url';
import { createHttpClient, egressPolicyFromEnv, type EgressPolicy } from '@crossdock/connectors';
import type { Sandbox } from '@crossdock/sandbox';
import type { Logger } from 'pino';
import { ensureHeadlessOwner } from './access/headless-owner.ts';
import { apiServices } from './api-services.ts';
import { createApi } from './api/app.ts';
import { compose, type Composition } from './compose.ts';
import type { Config } from './config.ts';
import { ensureDemo, startDemoSandbox } from './demo/start-demo.ts';
import { startHttpServer } from './http-server.ts';
import { reportReady, reportStep } from './progress.ts';
import { createQueue } from './queue/create-queue.ts';
import { loadMasterKey } from './secrets/master-key.ts';
import { signingKeyOf } from './secrets/signing-key.ts';
import type { Shutdown } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { baseUrlOf, hasHadFlows } from './store/first-start.ts';
import { createListener } from './store/listener.ts';
import { createPool } from './store/pool.ts';
import { startWorker } from './worker/start-worker.ts';

const version = '0.1.0';

export interface ServerOptions {
  config: Config;
  /** A database of this version's schema. */
  databaseUrl: string;
  log: Logger;
  shutdown: Shutdown;
}

/** Starts what a process of its role consists of, on a database that is ready. */
export async function startServer(options: ServerOptions): Promise<void> {
  const { config, log, shutdown } = options;
  const sandbox = await openSandbox(config, shutdown);
  const parts = await openFoundation({ ...options, sandbox });
  const url = await serve(config, parts, shutdown);
  // Before the first run is worked on: the sandbox may have another address than when its orders were accepted.
  if (sandbox && (await ensureDemoReported(parts, sandbox))) log.info('demo installed');
  if (config.role !== 'api') await work(config, parts, shutdown);
  if (url !== undefined) reportReady(url);
  warmUp(parts);
}

/** The sandbox runs beside the server only for the demo. */
async function openSandbox(config: Config, shutdown: Shutdown): Promise<Sandbox | undefined> {
  if (!config.demo || config.role === 'worker') return undefined;
  const sandbox = await startDemoSandbox(config.dataDir);
  shutdown.onClose('sandbox', () => sandbox.close());
  return sandbox;
}

async function openFoundation(
  options: ServerOptions & { sandbox: Sandbox | undefined },
): Promise<Composition> {
  const { config, databaseUrl, sandbox, log, shutdown } = options;
  return reportStep('queue', async (setDetail) => {
    const pool = createPool(databaseUrl, 20, log);
    shutdown.onClose('pool', () => pool.end());
    const listener = await createListener(databaseUrl, log);
    shutdown.onClose('listener', () => listener.close());
    const queue = await createQueue({ redisUrl: config.redisUrl, databaseUrl }, log);
    shutdown.onClose('queue', () => queue.close());
    const http = createHttpClient(egressPolicy(config, sandbox));
    shutdown.onClose('http client', () => http.close());
    const masterKey = await loadMasterKey(process.env, config.dataDir);
    setDetail(config.redisUrl ? 'Redis' : 'PostgreSQL');
    return compose({ pool, listener, queue, http, masterKey, log });
  });
}

function egressPolicy({ egressAllow }: Config, sandbox: Sandbox | undefined): EgressPolicy {
  try {
    return egressPolicyFromEnv(egressAllow, sandbox ? [new URL(sandbox.url).host] : []);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new StartError(message, 'Mend the entry, or leave it out', { cause });
  }
}

async function serve(config: Config, parts: Composition, shutdown: Shutdown): Promise<string | undefined> {
  if (config.role === 'worker') return undefined;
  return reportStep('server', async (setDetail) => {
    await ensureHeadlessOwner(process.env, parts.stores.users);
    const uiFolder = fileURLToPath(new URL('../../designer-ui/dist', import.meta.url));
    const app = createApi(apiServices(parts, { version, uiFolder, trustProxy: config.trustProxy }));
    const server = await startHttpServer(app, config);
    shutdown.onClose('server', () => {
      parts.waitingCallers.letGo();
      return server.close();
    });
    setDetail(server.url);
    return server.url;
  });
}

async function work(config: Config, parts: Composition, shutdown: Shutdown): Promise<void> {
  const { waitingCallers, live } = parts;
  const running = await startWorker(
    {
      ...parts,
      effectKey: signingKeyOf(parts.masterKey),
      observer: {
        ...waitingCallers.observer,
        stepStarted: ({ id, flowId }, nodeId, attempt) =>
          live.tell('step', { runId: id, flowId, nodeId, attempt, status: 'running' }),
      },
    },
    config,
  );
  parts.useLocalWorker(running.local);
  await parts.bulk.continueUnfinished();
  shutdown.onClose('worker', async () => {
    await Promise.all([running.stop(), parts.bulk.stop()]);
  });
}

function ensureDemoReported(parts: Composition, sandbox: Sandbox): Promise<boolean> {
  const { pool } = parts;
  return reportStep('demo', async (setDetail) => {
    const installed = await ensureDemo({
      ...parts,
      sandbox,
      hasHadFlows: () => hasHadFlows(pool),
      baseUrlOf: (name) => baseUrlOf(pool, name),
    });
    setDetail(installed ? 'installed' : 'sandbox company is up');
    return installed;
  });
}

/** Prisma prepares itself at its first query, for as long as the rest of the start takes: not while people wait. */
function warmUp({ stores, log }: Composition): void {
  stores.environments.exists('').catch((error: unknown) => log.debug({ err: error }, 'not warmed up'));
}
