import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { compile } from '@crossdock/mapping';
import jsonata from 'jsonata';
import { spreadOf } from '../statistics.ts';
import { freightByHand, orderByHand } from './hand-written.ts';
import { load, partnerOrder } from './jsonata-documents.ts';
import { FREIGHT_MAP, largeMap, ORDER_MAP } from './jsonata-maps.ts';
import { measureSideBySide, printTable, ratioOf, showSpread } from './side-by-side.ts';

interface Task {
  name: string;
  expression: string;
  input: unknown;
  byHand: () => unknown;
}

type Print = (line: string) => void;

/** Our evaluator beside the reference and beside code written by hand, and how long a compile takes. */
export async function runJsonata(print: Print, options: { rounds: number }): Promise<void> {
  const rows = [['map', 'µs ours', 'µs by hand', 'µs reference', 'times the reference', 'times by hand']];
  for (const task of tasks()) rows.push(await measureTask(task, options.rounds));
  printTable(print, rows);
  print('');
  await measureCompile(print, options.rounds);
}

function tasks(): Task[] {
  const orders = [5, 50].map((lines): Task => {
    const input = partnerOrder(lines);
    return {
      name: `order, 25 fields, ${lines} lines`,
      expression: ORDER_MAP,
      input,
      byHand: () => orderByHand(input),
    };
  });
  const freight = load(20);
  return [
    ...orders,
    {
      name: 'paths, objects, arithmetic',
      expression: FREIGHT_MAP,
      input: freight,
      byHand: () => freightByHand(freight),
    },
  ];
}

async function measureTask({ name, expression, input, byHand }: Task, rounds: number): Promise<string[]> {
  const ours = compile(expression);
  const reference = jsonata(expression);
  const wanted = plain(await reference.evaluate(input));
  if (!isDeepStrictEqual(plain(ours.evaluate(input)), wanted)) throw new Error(`${name}: ours is different`);
  if (!isDeepStrictEqual(plain(byHand()), wanted)) throw new Error(`${name}: by hand it is different`);
  const times = await measureSideBySide(
    [
      { name: 'ours', run: () => ours.evaluate(input) },
      { name: 'reference', run: () => reference.evaluate(input) },
      { name: 'by hand', run: byHand },
    ],
    { rounds },
  );
  return [
    name,
    ...['ours', 'by hand', 'reference'].map((one) =>
      (spreadOf(times.get(one) ?? []).median * 1000).toFixed(1),
    ),
    showSpread(ratioOf(times, 'reference', 'ours')),
    showSpread(ratioOf(times, 'ours', 'by hand')),
  ];
}

/** As it is sent: without absent fields and without marks on lists. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

/** Processes started to see what the very first compile takes. */
const FIRST_COMPILES = 5;

async function measureCompile(print: Print, rounds: number): Promise<void> {
  let version = 0;
  const times = await measureSideBySide(
    [
      { name: 'ours', run: () => compile(largeMap(version++)) },
      { name: 'reference', run: () => jsonata(largeMap(version++)) },
    ],
    { rounds, milliseconds: 300 },
  );
  const program = fileURLToPath(new URL('./first-compile.js', import.meta.url));
  const first: number[] = [];
  for (let run = 0; run < Math.min(rounds, FIRST_COMPILES); run++) {
    const { stdout } = await promisify(execFile)(process.execPath, [program]);
    first.push(Number(stdout));
  }
  print('compile of a 200-field map, ms');
  print(`  warm: ${showSpread(spreadOf(times.get('ours') ?? []))}`);
  print(`  warm, parsing by the reference alone: ${showSpread(spreadOf(times.get('reference') ?? []))}`);
  print(`  first in a process: ${showSpread(spreadOf(first))}`);
}
