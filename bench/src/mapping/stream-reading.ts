import { Readable } from 'node:stream';

import { readRecords } from '@crossdock/mapping';
import Papa from 'papaparse';
import { SaxesParser } from 'saxes';

import { documentPieces } from './stream-documents.ts';
import type { StreamDocument } from './stream-documents.ts';

/**
 * A process of its own that reads one document as a stream, and tells how many megabytes it read in a second of
 * processor time, and its memory at the most.
 */
const [reader, kind, megabytes] = process.argv.slice(2);
const length = Number(megabytes) * 1e6;

const readers: Readonly<Record<string, () => Promise<number>>> = {
  ours: () => readOurs(false),
  'ours, one by one': () => readOurs(true),
  papaparse: readPapaparse,
  saxes: readSaxes,
  nothing: readNothing,
};

async function readOurs(oneByOne: boolean): Promise<number> {
  const format = kind === 'xml' ? 'xml' : 'csv';
  const options = format === 'xml' ? { records: 'Orders/Order' } : {};
  const stream = readRecords(format, pieces(), options);
  let records = 0;
  if (oneByOne) for await (const _record of stream) records += 1;
  else for await (const batch of stream.batches()) records += batch.length;
  return records;
}

function readPapaparse(): Promise<number> {
  return new Promise((resolve, reject) => {
    let records = 0;
    Papa.parse<unknown>(Readable.from(pieces(), { objectMode: false }), {
      header: true,
      chunk: ({ data }) => {
        records += data.length;
      },
      complete: () => resolve(records),
      error: reject,
    });
  });
}

/** The parser alone, with as little done in its events as can be. */
async function readSaxes(): Promise<number> {
  const parser = new SaxesParser({});
  const decoder = new TextDecoder();
  let records = 0;
  let characters = 0;
  parser.on('opentag', ({ name }) => {
    if (name === 'Order') records += 1;
  });
  parser.on('text', (text) => {
    characters += text.length;
  });
  for (const piece of pieces()) parser.write(decoder.decode(piece, { stream: true }));
  parser.close();
  if (characters === 0) throw new Error('There was no text');
  return records;
}

/** What the process takes without reading anything. */
async function readNothing(): Promise<number> {
  let bytes = 0;
  for (const piece of pieces()) bytes += piece.length;
  if (bytes === 0) throw new Error('There was nothing');
  return 0;
}

function pieces(): Generator<Uint8Array> {
  return documentPieces(kind as StreamDocument, length);
}

const read = readers[reader ?? ''];
if (read === undefined) throw new Error(`No reader is called ${reader ?? ''}`);
const begun = process.cpuUsage();
const records = await read();
const { user, system } = process.cpuUsage(begun);
console.log(
  JSON.stringify({
    records,
    megabytesASecond: length / (user + system),
    memory: process.resourceUsage().maxRSS / 1024,
  }),
);
