import { readRecords } from '@crossdock/mapping';

import { ediPieces, hugeOrderPieces } from './edi-documents.ts';
import type { EdiKind } from './edi-documents.ts';

/**
 * A process of its own that reads one generated interchange as a stream of transactions, and tells what it took:
 * how many megabytes in a second of processor time, and its memory at the most.
 */
const [kind, depth, megabytes] = process.argv.slice(2);
const length = Number(megabytes) * 1e6;

/** Each piece is made when it is read; the time of making them does not count. */
let making = 0;
function* pieces(): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const source = depth === 'lines' ? hugeOrderPieces(length) : ediPieces(kind as EdiKind, length);
  for (;;) {
    const begun = processorTime();
    const next = source.next();
    const bytes = next.done === true ? undefined : encoder.encode(next.value);
    making += processorTime() - begun;
    if (bytes === undefined) return;
    yield bytes;
  }
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const begun = processorTime();
const began = performance.now();
let records = 0;
const options = {
  named: depth !== 'segments',
  // The huge order has more lines than the guide lets one have.
  strict: depth !== 'lines',
  ...(depth === 'lines' ? { records: 'lines' } : {}),
};
const stream = readRecords(kind as EdiKind, pieces(), options);
for await (const batch of stream.batches()) records += batch.length;
const seconds = processorTime() - begun - making;
const elapsed = (performance.now() - began) / 1000 - making;
const { maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({
    records,
    megabytesASecond: length / 1e6 / seconds,
    elapsedMegabytesASecond: length / 1e6 / elapsed,
    memory: maxRSS / 1024,
  }),
);
