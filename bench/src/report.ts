import type { NoopRound } from './measure-noop.ts';
import type { OrderRound } from './measure-orders.ts';
import { percentile, spreadOf } from './statistics.ts';

/** All that was measured of one server. */
export interface ServerResults {
  name: string;
  rounds: readonly OrderRound[];
  quietAcceptMs: readonly number[];
  answers: { answered: readonly number[]; empty: readonly number[] };
}

/** Tells the results of one back end in words and figures. */
export function reportOf(servers: readonly ServerResults[], noop: readonly NoopRound[]): string {
  const [first, second] = servers;
  return [
    `  ${'median (min to max) of the rounds'.padStart(70)}`,
    ...servers.flatMap((server) => serverLines(server, noop)),
    ...(first && second ? compared(first, second) : []),
    '',
    '  BullMQ alone, jobs that do nothing',
    line(
      'jobs/s, added one by one',
      noop.map(({ single }) => single),
    ),
    line(
      'jobs/s, added 100 at a time',
      noop.map(({ bulk }) => bulk),
    ),
    line(
      'per job: processor time, ms',
      noop.map(({ cpuMs }) => cpuMs),
    ),
    line(
      'per job: commits',
      noop.map(({ commits }) => commits),
    ),
    line(
      'per job: write-ahead log, KB',
      noop.map(({ walKb }) => walKb),
    ),
  ].join('\n');
}

function serverLines(
  { name, rounds, quietAcceptMs, answers }: ServerResults,
  noop: readonly NoopRound[],
): string[] {
  const overhead = percentile(answers.answered, 50) - percentile(answers.empty, 50);
  return [
    '',
    `  ${name}`,
    line(
      'orders/s completed, all steps saved',
      rounds.map(({ completed }) => completed),
    ),
    line(
      'orders/s accepted',
      rounds.map(({ accepted }) => accepted),
    ),
    line(
      'orders completed for each no-op job added one by one',
      ratios(rounds, noop, ({ single }) => single),
    ),
    line(
      'orders completed for each no-op job added in bulk',
      ratios(rounds, noop, ({ bulk }) => bulk),
    ),
    line(
      'per order: processor time of the server, ms',
      rounds.map(({ cpuMs }) => cpuMs),
    ),
    line(
      'per order: commits',
      rounds.map(({ commits }) => commits),
    ),
    line(
      'per order: write-ahead log, KB',
      rounds.map(({ walKb }) => walKb),
    ),
    times('accept latency, quiet, ms', quietAcceptMs),
    times(
      'accept latency at this load, ms',
      rounds.flatMap(({ acceptMs }) => acceptMs),
    ),
    times('flow that answers its caller, ms', answers.answered),
    `  ${'its price over an empty request, p50, ms'.padEnd(54)} ${figure(overhead)}`,
  ];
}

const ratios = (
  rounds: readonly OrderRound[],
  noop: readonly NoopRound[],
  rate: (round: NoopRound) => number,
): number[] =>
  rounds.flatMap(({ completed }, index) => {
    const beside = noop[index];
    return beside ? [completed / rate(beside)] : [];
  });

/** How the first server does against the second, round by round. */
function compared(first: ServerResults, second: ServerResults): string[] {
  const each = (value: (round: OrderRound) => number): number[] =>
    first.rounds.flatMap((round, index) => {
      const other = second.rounds[index];
      return other ? [value(round) / value(other)] : [];
    });
  return [
    '',
    `  ${first.name} ÷ ${second.name}`,
    line(
      'orders/s completed',
      each(({ completed }) => completed),
    ),
    line(
      'orders/s accepted',
      each(({ accepted }) => accepted),
    ),
    line(
      'accept latency at this load, p50',
      each(({ acceptMs }) => percentile(acceptMs, 50)),
    ),
    line(
      'processor time of the server',
      each(({ cpuMs }) => cpuMs),
    ),
    line(
      'commits',
      each(({ commits }) => commits),
    ),
    line(
      'write-ahead log',
      each(({ walKb }) => walKb),
    ),
    `  ${'accept latency, quiet, p50'.padEnd(54)} ${figure(percentile(first.quietAcceptMs, 50) / percentile(second.quietAcceptMs, 50))}`,
    `  ${'flow that answers its caller, p50'.padEnd(54)} ${figure(percentile(first.answers.answered, 50) / percentile(second.answers.answered, 50))}`,
  ];
}

function line(name: string, values: readonly number[]): string {
  const { median, min, max } = spreadOf(values);
  return `  ${name.padEnd(54)} ${figure(median)}  (${figure(min)} to ${figure(max)})`;
}

function times(name: string, values: readonly number[]): string {
  const [p50, p95, p99] = [50, 95, 99].map((share) => figure(percentile(values, share)));
  return `  ${name.padEnd(54)} p50 ${p50}  p95 ${p95}  p99 ${p99}`;
}

/** Three digits that matter are more than any measurement here is good for. */
const figure = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
