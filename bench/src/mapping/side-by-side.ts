import { spreadOf, type Spread } from '../statistics.ts';

/** Something to be measured against others that do the same work. */
export interface Contender {
  name: string;
  /** Does the work once. */
  run: () => unknown;
}

export interface SideBySide {
  rounds: number;
  /** Processor time that each contender gets in each round, in milliseconds (150). */
  milliseconds?: number;
}

/** Milliseconds of processor time that one piece of work took, by contender, one entry a round. */
type Times = ReadonlyMap<string, readonly number[]>;

/**
 * Measures contenders in turns: in every round each one works for the same time, one after the
 * other. Processor time is counted, so that other programs on the machine matter less.
 *
 * @returns milliseconds for one piece of work, by name, one entry a round
 */
export async function measureSideBySide(
  contenders: readonly Contender[],
  options: SideBySide,
): Promise<Times> {
  const slice = options.milliseconds ?? 150;
  const counts = new Map<string, number>();
  for (const contender of contenders) counts.set(contender.name, await fillingCount(contender, slice));
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const contender of contenders) {
      const count = counts.get(contender.name) ?? 1;
      times.get(contender.name)?.push((await timeOf(contender, count)) / count);
    }
  }
  return times;
}

/** How often each contender must run to fill its slice, found while the engine warms up. */
async function fillingCount(contender: Contender, slice: number): Promise<number> {
  let count = 1;
  for (;;) {
    const spent = await timeOf(contender, count);
    if (spent >= slice) return Math.max(1, Math.round((count * slice) / spent));
    count *= 2;
  }
}

async function timeOf({ run }: Contender, count: number): Promise<number> {
  const begun = process.cpuUsage();
  for (let done = 0; done < count; done++) {
    const result = run();
    // Waiting for what is no promise would cost more than small pieces of work do.
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

/** How many times as long one contender took as another, round by round. */
export function ratioOf(times: Times, slower: string, faster: string): Spread {
  const other = times.get(faster) ?? [];
  return spreadOf((times.get(slower) ?? []).map((time, round) => time / (other[round] ?? NaN)));
}

/** "12.3 (11.9–12.8)": the median and the range over the rounds. */
export function showSpread(spread: Spread): string {
  return `${short(spread.median)} (${short(spread.min)}–${short(spread.max)})`;
}

function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}

/** Prints lines of cells as columns. */
export function printTable(print: (line: string) => void, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  for (const row of rows) print(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   '));
}
