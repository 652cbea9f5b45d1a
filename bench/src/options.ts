import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface Options {
  /** Orders, and no-op jobs, of one round. */
  orders: number;
  /** Posts under way at once. */
  concurrency: number;
  rounds: number;
  /** Back ends of the queue to measure. */
  backends: readonly Backend[];
  /** Another built checkout, to be measured in turns with this one. */
  beside: string | undefined;
  /** Folder for CPU profiles of the servers. */
  profile: string | undefined;
}

export type Backend = 'postgres' | 'redis';

export const usage = `npm run bench -- [options]

  --orders <n>         purchase orders of a round (2000)
  --concurrency <n>    posts under way at once (64)
  --rounds <n>         rounds, in turns with BullMQ's no-op jobs (3)
  --backend <name>     postgres or redis; both if left out
  --beside <folder>    another checkout, already built, measured in turns with this one
  --profile <folder>   write CPU profiles of the servers there

Runs on this machine alone (${availableParallelism()} processors): load, server, sandbox and database share it.`;

/** @throws with a plain message when an option can't be used */
export function readOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      orders: { type: 'string', default: '2000' },
      concurrency: { type: 'string', default: '64' },
      rounds: { type: 'string', default: '3' },
      backend: { type: 'string' },
      beside: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    orders: count('orders', values.orders),
    concurrency: count('concurrency', values.concurrency),
    rounds: count('rounds', values.rounds),
    backends: values.backend === undefined ? ['postgres', 'redis'] : [backend(values.backend)],
    beside: values.beside === undefined ? undefined : resolve(values.beside),
    profile: values.profile === undefined ? undefined : resolve(values.profile),
  };
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new Error(`--${name} must be a whole number above 0, not "${text}"`);
}

function backend(text: string): Backend {
  if (text === 'postgres' || text === 'redis') return text;
  throw new Error(`--backend must be postgres or redis, not "${text}"`);
}
