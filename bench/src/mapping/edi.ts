import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { spreadOf } from '../statistics.ts';
import { printTable, showSpread } from './side-by-side.ts';

interface Reading {
  records: number;
  megabytesASecond: number;
  elapsedMegabytesASecond: number;
  memory: number;
}

const MEGABYTES = 50;
const TASKS = [
  { kind: 'x12', depth: 'segments', name: 'X12 850 into segments' },
  { kind: 'x12', depth: 'loops', name: 'X12 850 into loops' },
  { kind: 'x12', depth: 'lines', name: 'one X12 850, line by line' },
  { kind: 'edifact', depth: 'segments', name: 'EDIFACT ORDERS into segments' },
  { kind: 'edifact', depth: 'loops', name: 'EDIFACT ORDERS into loops' },
] as const;

/** Interchanges of 50 MB read as streams of transactions, each in a process of its own. */
export async function runEdi(print: (line: string) => void, options: { rounds: number }): Promise<void> {
  const program = fileURLToPath(new URL('./edi-reading.js', import.meta.url));
  const readings = new Map<string, Reading[]>(TASKS.map(({ name }) => [name, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const { kind, depth, name } of TASKS) {
      const { stdout } = await promisify(execFile)(process.execPath, [
        program,
        kind,
        depth,
        String(MEGABYTES),
      ]);
      readings.get(name)?.push(JSON.parse(stdout) as Reading);
    }
  }
  const rows = [['50 MB', 'records', 'MB/s of processor time', 'MB/s elapsed', 'memory at most, MB']];
  for (const [name, of] of readings) {
    rows.push([
      name,
      String(of[0]?.records ?? 0),
      showSpread(spreadOf(of.map(({ megabytesASecond }) => megabytesASecond))),
      showSpread(spreadOf(of.map(({ elapsedMegabytesASecond }) => elapsedMegabytesASecond))),
      showSpread(spreadOf(of.map(({ memory }) => memory))),
    ]);
  }
  printTable(print, rows);
}
