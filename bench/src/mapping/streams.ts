import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { spreadOf } from '../statistics.ts';
import { printTable, showSpread } from './side-by-side.ts';
import type { StreamDocument } from './stream-documents.ts';

interface Reading {
  records: number;
  megabytesASecond: number;
  memory: number;
}

interface Comparison {
  kind: StreamDocument;
  title: string;
  megabytes: number;
  /** Name of the library beside which ours is measured. */
  other: string;
}

const program = fileURLToPath(new URL('./stream-reading.js', import.meta.url));

/** Reads the same document by ours and by another library in turns, each time in a process of its own. */
export async function compareStreams(
  print: (line: string) => void,
  { kind, title, megabytes, other }: Comparison,
  rounds: number,
): Promise<void> {
  const readers = ['ours', 'ours, one by one', other, 'nothing'];
  const readings = new Map<string, Reading[]>(readers.map((reader) => [reader, []]));
  for (let round = 0; round < rounds; round++) {
    for (const reader of readers) readings.get(reader)?.push(await readingOf(reader, kind, megabytes));
  }
  const others = readings.get(other) ?? [];
  const rows = [[title, 'records', 'MB/s of processor time', `times ${other}`, 'memory at most, MB']];
  for (const [reader, of] of readings) {
    const ratios = of.map(({ megabytesASecond }, round) => {
      return megabytesASecond / (others[round]?.megabytesASecond ?? NaN);
    });
    rows.push([
      reader,
      String(of[0]?.records ?? 0),
      showSpread(spreadOf(of.map(({ megabytesASecond }) => megabytesASecond))),
      showSpread(spreadOf(ratios)),
      showSpread(spreadOf(of.map(({ memory }) => memory))),
    ]);
  }
  printTable(print, rows);
}

async function readingOf(reader: string, kind: StreamDocument, megabytes: number): Promise<Reading> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, reader, kind, String(megabytes)]);
  return JSON.parse(stdout) as Reading;
}
