import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '@crossdock/runtime';
import { startProgram } from './child-program.ts';
import { measureBackend } from './measure-backend.ts';
import { readOptions, usage, type Backend, type Options } from './options.ts';
import { startRedis } from './redis.ts';

interface Site {
  options: Options;
  folder: string;
  databaseUrl: string;
  sandbox: { url: string; erpUrl: string };
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return console.log(usage);
  // PostgreSQL may run as a user of its own, who has to get at the folder.
  const folder = await mkdtemp(join(tmpdir(), 'crossdock-bench-'));
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
  const sandbox = startProgram(fileURLToPath(new URL('main.js', import.meta.resolve('@crossdock/sandbox'))), {
    SANDBOX_PORT: '0',
  });
  try {
    const addresses = JSON.parse(await sandbox.firstLine) as Site['sandbox'];
    const site = { options, folder, databaseUrl: postgres.url, sandbox: addresses };
    console.log(
      `${options.orders} purchase orders a round, ${options.concurrency} posts at once, ${options.rounds} rounds`,
    );
    for (const backend of options.backends) await measure(backend, site);
  } finally {
    await sandbox.stop();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(backend: Backend, site: Site): Promise<void> {
  if (backend === 'postgres') {
    console.log('\nQueue on PostgreSQL');
    console.log(await measureBackend({ ...site, redisUrl: undefined, say }));
    return;
  }
  console.log('\nQueue on Redis');
  const redis = await startRedis(site.folder);
  if ('missing' in redis) return console.log(`  left out: ${redis.missing}`);
  try {
    console.log(await measureBackend({ ...site, redisUrl: redis.url, say }));
  } finally {
    await redis.stop();
  }
}

function say(text: string): void {
  console.error(`  … ${text}`);
}

await main();
