import { fileURLToPath } from 'node:url';
import { createHttpClient, egressPolicyFromEnv } from '@crossdock/connectors';
import type { Sandbox } from '@crossdock/sandbox';
import { pino, type Logger } from 'pino';
import { ensureHeadlessOwner } from './access/headless-owner.ts';
import { apiServices } from './api-services.ts';
import { createApi } from './api/app.ts';
import { compose, type Composition } from './compose.ts';
import { readConfig, type Config } from './config.ts';
import { ensureDemo, startDemoSandbox } from './demo/start-demo.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { startHttpServer } from './http-server.ts';
import { onLauncherGone, reportReady, reportStep, wasReported } from './progress.ts';
import { createQueue } from './queue/create-queue.ts';
import { loadMasterKey } from './secrets/master-key.ts';
import { signingKeyOf } from './secrets/signing-key.ts';
import { Shutdown } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { hasHadFlows } from './store/first-start.ts';
import { createListener } from './store/listener.ts';
import { applyMigrations } from './store/migrate.ts';
import { createPool } from './store/pool.ts';
import { startWorker } from './worker/start-worker.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const version = '0.1.0';

/** Starts the server step by step; what has been opened is closed again in the opposite order. */
async function start(config: Config, log: Logger, shutdown: Shutdown): Promise<void> {
  const databaseUrl = await openDatabase(config, log, shutdown);
  await migrate(databaseUrl);
  const sandbox = await openSandbox(config, shutdown);
  const parts = await openFoundation({ config, databaseUrl, sandbox, log, shutdown });
  const url = await serve(config, parts, shutdown);
  if (config.role !== 'api') await work(config, parts, shutdown);
  if (sandbox && (await ensureDemoReported(parts, sandbox))) log.info('demo installed');
  if (url !== undefined) reportReady(url);
}

async function openDatabase(config: Config, log: Logger, shutdown: Shutdown): Promise<string> {
  const { databaseUrl } = config;
  if (databaseUrl !== undefined) return databaseUrl;
  return reportStep('database', async (setDetail) => {
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, log: (line) => log.debug(line) });
    shutdown.onClose('database', () => postgres.stop());
    setDetail('embedded PostgreSQL');
    return postgres.url;
  });
}

async function migrate(databaseUrl: string): Promise<void> {
  await reportStep('migrations', async (setDetail) => {
    const folder = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));
    const applied = await applyMigrations(databaseUrl, folder, ({ position, total }) =>
      setDetail(`${position} of ${total}`),
    );
    setDetail(applied.length === 0 ? 'up to date' : `${applied.length} applied`);
  });
}

/** The sandbox runs beside the server only for the demo. */
async function openSandbox(config: Config, shutdown: Shutdown): Promise<Sandbox | undefined> {
  if (!config.demo || config.role === 'worker') return undefined;
  const sandbox = await startDemoSandbox(config.dataDir);
  shutdown.onClose('sandbox', () => sandbox.close());
  return sandbox;
}

interface FoundationOptions {
  config: Config;
  databaseUrl: string;
  sandbox: Sandbox | undefined;
  log: Logger;
  shutdown: Shutdown;
}

async function openFoundation(options: FoundationOptions): Promise<Composition> {
  const { config, databaseUrl, sandbox, log, shutdown } = options;
  return reportStep('queue', async (setDetail) => {
    const pool = createPool(databaseUrl, 20, log);
    shutdown.onClose('pool', () => pool.end());
    const listener = await createListener(databaseUrl, log);
    shutdown.onClose('listener', () => listener.close());
    const queue = await createQueue({ redisUrl: config.redisUrl, databaseUrl }, log);
    shutdown.onClose('queue', () => queue.close());
    const sandboxHost = sandbox ? [new URL(sandbox.url).host] : [];
    const http = createHttpClient(egressPolicyFromEnv(config.egressAllow, sandboxHost));
    shutdown.onClose('http client', () => http.close());
    const masterKey = await loadMasterKey(process.env, config.dataDir);
    setDetail(config.redisUrl ? 'Redis' : 'PostgreSQL');
    return compose({ pool, listener, queue, http, masterKey, log });
  });
}

async function serve(config: Config, parts: Composition, shutdown: Shutdown): Promise<string | undefined> {
  if (config.role === 'worker') return undefined;
  return reportStep('server', async (setDetail) => {
    await ensureHeadlessOwner(process.env, parts.stores.users);
    const uiFolder = fileURLToPath(new URL('../../designer-ui/dist', import.meta.url));
    const app = createApi(apiServices(parts, { version, uiFolder, trustProxy: config.trustProxy }));
    const server = await startHttpServer(app, config);
    shutdown.onClose('server', () => server.close());
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
  return reportStep('demo', async (setDetail) => {
    const installed = await ensureDemo({ ...parts, sandbox, hasHadFlows: () => hasHadFlows(parts.pool) });
    setDetail(installed ? 'installed' : 'sandbox company is up');
    return installed;
  });
}

async function main(): Promise<void> {
  // Until the server is ready, the steps of the start say what goes on.
  const log = pino({ level: 'warn' }, pino.destination({ dest: 1, sync: false }));
  const shutdown = new Shutdown(log);
  try {
    const config = readConfig(process.env, process.argv.slice(2), root);
    shutdown.onSignals();
    onLauncherGone(() => void shutdown.closeAndExit());
    await start(config, log, shutdown);
    log.level = config.logLevel;
  } catch (error) {
    reportFailure(error, log);
    await shutdown.close();
    process.exitCode = 1;
    if (process.connected) process.disconnect();
  }
}

function reportFailure(error: unknown, log: Logger): void {
  if (wasReported(error)) return;
  if (error instanceof StartError) process.stderr.write(`${error.message}. ${error.advice}.\n`);
  else log.fatal({ err: error }, 'could not start');
}

await main();
