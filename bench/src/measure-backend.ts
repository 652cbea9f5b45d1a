import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, type ChildProgram } from './child-program.ts';
import { startCrossdock, type Crossdock } from './crossdock.ts';
import { createDatabase, observe, type Observer } from './database.ts';
import { measureNoop, type NoopRound } from './measure-noop.ts';
import { measureAnswers, measureOrders, measureQuietAccepts, type OrderRound } from './measure-orders.ts';
import type { Options } from './options.ts';
import { reportOf } from './report.ts';

const ownRoot = fileURLToPath(new URL('../..', import.meta.url));
/** In each round, one by one. */
const quietPosts = 40;
/** Orders before anything is measured, so that what runs is compiled and connections are open. */
const warmUp = 500;

export interface BackendOptions {
  options: Options;
  folder: string;
  databaseUrl: string;
  redisUrl: string | undefined;
  sandbox: { url: string; erpUrl: string };
  /** Told what is being done. */
  say(text: string): void;
}

interface Contestant {
  name: string;
  server: Crossdock;
  database: Observer;
  rounds: OrderRound[];
  quietAcceptMs: number[];
  answers: { answered: number[]; empty: number[] };
}

/** Measures the servers and BullMQ alone on one back end, in turns, and gives the report. */
export async function measureBackend(backend: BackendOptions): Promise<string> {
  const { options, say } = backend;
  const closing: (() => Promise<void>)[] = [];
  try {
    const contestants = await startServers(backend, closing);
    const noop = await startNoop(backend, closing);
    const [first] = contestants;
    if (!first) throw new Error('There is no server to measure');
    say('warming up');
    const small = { ...options, orders: Math.min(warmUp, options.orders) };
    for (const { server, database } of contestants) await measureOrders(server, database, small);
    await measureNoop(noop, first.database, small);
    const noopRounds = await measureRounds(contestants, noop, backend);
    return reportOf(contestants, noopRounds);
  } finally {
    for (const close of closing.toReversed()) await close();
  }
}

async function measureRounds(
  contestants: readonly Contestant[],
  noop: ChildProgram,
  { options, sandbox, say }: BackendOptions,
): Promise<NoopRound[]> {
  const noopRounds: NoopRound[] = [];
  const [first] = contestants;
  for (let round = 1; round <= options.rounds; round += 1) {
    // Who goes first changes from round to round: what drifts then hits all alike.
    const order = round % 2 === 0 ? contestants.toReversed() : contestants;
    for (const { name, server, database, rounds, quietAcceptMs, answers } of order) {
      say(`round ${round} of ${options.rounds}: orders, ${name}`);
      await fetch(`${sandbox.url}/control/reset`, { method: 'POST' });
      rounds.push(await measureOrders(server, database, options));
      quietAcceptMs.push(...(await measureQuietAccepts(server.client, quietPosts)));
      const { answered, empty } = await measureAnswers(server.client, quietPosts);
      answers.answered.push(...answered);
      answers.empty.push(...empty);
    }
    say(`round ${round} of ${options.rounds}: no-op jobs`);
    if (first) noopRounds.push(await measureNoop(noop, first.database, options));
  }
  return noopRounds;
}

async function startServers(
  backend: BackendOptions,
  closing: (() => Promise<void>)[],
): Promise<Contestant[]> {
  const { options, folder, redisUrl, sandbox } = backend;
  const builds = [
    { name: 'this build', root: ownRoot },
    ...(options.beside === undefined ? [] : [{ name: 'the build beside', root: options.beside }]),
  ];
  const contestants: Contestant[] = [];
  for (const [index, { name, root }] of builds.entries()) {
    const kind = redisUrl === undefined ? 'postgres' : 'redis';
    const databaseUrl = await createDatabase(backend.databaseUrl, `${kind}_${index}`);
    const server = await startCrossdock({
      root,
      folder,
      databaseUrl,
      // Two installations on one Redis would take each other's jobs.
      redisUrl: redisUrl === undefined ? undefined : `${redisUrl}/${index}`,
      sandbox,
      profile: options.profile === undefined ? undefined : join(options.profile, `${kind}-${index}`),
      connections: options.concurrency,
    });
    closing.push(() => server.stop());
    const database = await observe(databaseUrl);
    closing.push(() => database.close());
    const answers = { answered: [], empty: [] };
    contestants.push({ name, server, database, rounds: [], quietAcceptMs: [], answers });
  }
  return contestants;
}

async function startNoop(backend: BackendOptions, closing: (() => Promise<void>)[]): Promise<ChildProgram> {
  const { redisUrl, databaseUrl } = backend;
  const noop = startProgram(fileURLToPath(new URL('noop-jobs.js', import.meta.url)), {
    REDIS_URL: redisUrl === undefined ? '' : `${redisUrl}/15`,
    DATABASE_URL: databaseUrl,
  });
  closing.push(() => noop.stop());
  await noop.message<{ type: 'ready' }>('ready');
  return noop;
}
