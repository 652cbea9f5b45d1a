import { fileURLToPath } from 'node:url';
import { pino, type Logger } from 'pino';
import { readConfig, type Config } from './config.ts';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.ts';
import { onLauncherGone, reportStep, wasReported } from './progress.ts';
import { Shutdown } from './shutdown.ts';
import { StartError } from './start-error.ts';
import { applyMigrations } from './store/migrate.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Starts the server step by step; what has been opened is closed again in the opposite order. */
async function start(config: Config, log: Logger, shutdown: Shutdown): Promise<void> {
  // Most of a start is reading the libraries: it goes on while the database comes up.
  const loading = import('./main-server.ts');
  loading.catch(() => undefined);
  const databaseUrl = await openDatabase(config, log, shutdown);
  await migrate(databaseUrl);
  const { startServer } = await loading;
  await startServer({ config, databaseUrl, log, shutdown });
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
