import type { RecordReader } from './contract.ts';
import type { TextDecoding } from './decoding.ts';

/** A record reader of a format that is text. */
export interface TextRecordReader {
  /** @throws DocumentError */
  push(text: string): Iterable<unknown>;
  /** @throws DocumentError */
  finish(): Iterable<unknown>;
}

/** Lets a reader of text read documents that come as bytes. */
export function decodedRecords(decoding: TextDecoding, reader: TextRecordReader): RecordReader {
  return {
    push: (chunk) => reader.push(decoding.push(chunk)),
    *finish() {
      yield* reader.push(decoding.finish());
      yield* reader.finish();
    },
  };
}

/** All records of a text at once. */
export function recordsOf(text: string, reader: TextRecordReader): unknown[] {
  return [...reader.push(text), ...reader.finish()];
}
