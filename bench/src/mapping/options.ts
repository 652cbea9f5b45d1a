import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

interface Options {
  /** Benchmarks to run, in this order. */
  names: readonly string[];
  rounds: number;
}

export function usage(names: readonly string[]): string {
  return `npm run bench:mapping -- [names] [options]

  names          of ${names.join(', ')}; all if left out
  --rounds <n>   rounds in which the contenders take turns (9)

Runs on this machine alone (${availableParallelism()} processors); ratios hold within a run.`;
}

/** @throws with a plain message when an option can't be used */
export function readOptions(args: readonly string[], known: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { rounds: { type: 'string', default: '9' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) return 'help';
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds must be a whole number above 0`);
  const strange = positionals.find((name) => !known.includes(name));
  if (strange !== undefined) throw new Error(`There is no benchmark "${strange}", only ${known.join(', ')}`);
  return { names: positionals.length > 0 ? positionals : known, rounds };
}
