import type { Chunk } from './decoding.ts';
import { checkSize, defaultStreamLimits } from './limits.ts';
import type { StreamLimits } from './limits.ts';
import { DocumentError } from './position.ts';
import type { DocumentWarning } from './position.ts';
import { driverOf } from './registry.ts';
import type { DocumentFormat } from './registry.ts';
import { Report } from './report.ts';

/** Options of one format (see `formatOptionSchemas`) and the caller's limits, of each record and of the whole. */
export interface RecordOptions {
  limits?: Partial<StreamLimits>;
  [option: string]: unknown;
}

/** Long pieces are taken in parts of this size, so that the records of one part are in memory at a time. */
const partLength = 65_536;

/** The records of a document, once, as they are read. Leaving the loop closes the source. */
export interface RecordStream extends AsyncIterable<unknown> {
  /** The same records, those that came with one piece of the document at a time. */
  batches(): AsyncIterable<readonly unknown[]>;
  /** What was odd so far. */
  readonly warnings: readonly DocumentWarning[];
}

/**
 * Reads a document of any length record by record: elements of a JSON list, lines of NDJSON, rows of CSV,
 * elements of XML at a path, transactions of EDI. Memory is bounded by a piece and a record.
 * @param chunks Text or bytes, cut anywhere
 * @returns The stream; reading it throws DocumentError where the document can't be read, after the records
 * of the pieces before
 * @throws DocumentError for wrong options
 */
export function readRecords(
  format: DocumentFormat,
  chunks: AsyncIterable<Chunk> | Iterable<Chunk>,
  options: RecordOptions = {},
): RecordStream {
  const { limits: given, ...rest } = options;
  const limits = { ...defaultStreamLimits, ...given };
  const report = new Report(rest['strict'] === true);
  const reader = driverOf(format).recordReader({ options: rest, limits, report });

  async function* batches(): AsyncGenerator<readonly unknown[]> {
    const counter = new Counter(limits);
    for await (const chunk of chunks) {
      for (const part of partsOf(chunk)) {
        counter.addSize(part.length);
        yield* inBatches(reader.push(part), counter);
      }
    }
    yield* inBatches(reader.finish(), counter);
    report.finish();
  }
  return {
    batches,
    warnings: report.warnings,
    [Symbol.asyncIterator]: () => oneByOne(batches()),
  };
}

/** By hand, as a generator would wait several times for every record. */
function oneByOne(batches: AsyncGenerator<readonly unknown[]>): AsyncIterator<unknown> {
  let batch: readonly unknown[] = [];
  let at = 0;
  const nextBatch = async (): Promise<IteratorResult<unknown>> => {
    const next = await batches.next();
    if (next.done === true) return { done: true, value: undefined };
    batch = next.value;
    at = 1;
    return { done: false, value: batch[0] };
  };
  return {
    next() {
      if (at >= batch.length) return nextBatch();
      const value = batch[at];
      at += 1;
      return Promise.resolve({ done: false, value });
    },
    async return() {
      batch = [];
      await batches.return(undefined);
      return { done: true, value: undefined };
    },
  };
}

/**
 * Writes a document of any length from records as they come.
 * @returns Pieces of the document: text, or bytes where the format or the encoding asked for is no UTF-8
 * @throws DocumentError for wrong options, or a record that can't be written
 */
export async function* writeRecords(
  format: DocumentFormat,
  records: AsyncIterable<unknown> | Iterable<unknown>,
  options: RecordOptions = {},
): AsyncGenerator<Chunk> {
  const { limits: given, ...rest } = options;
  const limits = { ...defaultStreamLimits, ...given };
  const writer = driverOf(format).recordWriter({ options: rest, limits });
  const counter = new Counter(limits);
  let text = '';
  for await (const record of records) {
    counter.addRecord();
    const piece = writer.write(record);
    checkSize(piece.length, limits, 'record');
    counter.addSize(piece.length);
    if (typeof piece !== 'string') {
      if (piece.length > 0) yield piece;
      continue;
    }
    text += piece;
    if (text.length < partLength) continue;
    yield text;
    text = '';
  }
  const end = writer.finish();
  if (typeof end === 'string') text += end;
  if (text !== '') yield text;
  if (typeof end !== 'string') yield end;
}

/** A reader may make its records one by one; they are handed on in lists of bounded length. */
function* inBatches(records: Iterable<unknown>, counter: Counter): Generator<readonly unknown[]> {
  if (Array.isArray(records)) {
    counter.addRecord(records.length);
    if (records.length > 0) yield records;
    return;
  }
  let batch: unknown[] = [];
  for (const record of records) {
    counter.addRecord();
    if (batch.push(record) < 256) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function* partsOf(chunk: Chunk): Generator<Chunk> {
  for (let at = 0; at < chunk.length; at += partLength) {
    const end = at + partLength;
    yield typeof chunk === 'string' ? chunk.slice(at, end) : chunk.subarray(at, end);
  }
}

class Counter {
  private readonly limits: StreamLimits;
  private records = 0;
  private size = 0;

  constructor(limits: StreamLimits) {
    this.limits = limits;
  }

  addRecord(count = 1): void {
    this.records += count;
    if (this.records > this.limits.maxRecords) {
      throw new DocumentError('document.tooMany', `more than the ${this.limits.maxRecords} records allowed`);
    }
  }

  addSize(size: number): void {
    this.size += size;
    checkSize(this.size, { maxBytes: this.limits.maxTotalBytes });
  }
}
