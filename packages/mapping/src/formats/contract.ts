import type { Static, TObject } from 'typebox';

import { checkPlain } from '../schema/plain-check.ts';
import type { Chunk } from './decoding.ts';
import type { DocumentInput } from './input.ts';
import type { DocumentLimits } from './limits.ts';
import { DocumentError } from './position.ts';
import type { Report } from './report.ts';

export interface ParseContext<Options> {
  options: Options;
  /** Of the document, or of each record where it is read record by record. */
  limits: DocumentLimits;
  report: Report;
}

export interface SerializeContext<Options> {
  options: Options;
  /** Of the document, or of each record where it is written record by record. */
  limits: DocumentLimits;
}

/**
 * Reads one document of any length: pieces go in, the records that end in them come out. It is synchronous and
 * keeps no more than a piece and a record; waiting, counting and cancelling are done around it
 * (`record-stream.ts`). Pieces are at most 64 KB long, and cut anywhere; binary formats get bytes.
 */
export interface RecordReader {
  /** @throws DocumentError */
  push(chunk: Chunk): Iterable<unknown>;
  /** The document has ended. @throws DocumentError when it is truncated */
  finish(): Iterable<unknown>;
}

/** Writes one document record by record. Either method may give an empty piece. */
export interface RecordWriter {
  /** @throws DocumentError */
  write(record: unknown): Chunk;
  /** What closes the document; all of it when there was no record. */
  finish(): Chunk;
}

/** What a format brings: adding a format is adding one of these to the registry. */
export interface FormatDriver {
  /** Name for people. */
  title: string;
  /** JSON Schemas of the options, with titles and descriptions for forms. */
  parseOptions: object;
  serializeOptions: object;
  /** Media types in lower case, without parameters. A `+suffix` stands for every type that ends so. */
  contentTypes: readonly string[];
  /** Whether an unlabelled document looks like this format; sees the beginning of the document only. */
  recognises(beginning: string): boolean;
  /** @throws DocumentError */
  parse(input: DocumentInput, context: ParseContext<unknown>): unknown;
  /** Text, or bytes where the format or the encoding asked for is no UTF-8. @throws DocumentError */
  serialize(document: unknown, context: SerializeContext<unknown>): Chunk;
  /** Reads record by record; the options are those of `parse`. @throws DocumentError for wrong options */
  recordReader(context: ParseContext<unknown>): RecordReader;
  /** Writes record by record; the options are those of `serialize`. @throws DocumentError for wrong options */
  recordWriter(context: SerializeContext<unknown>): RecordWriter;
}

interface FormatDefinition<P extends TObject, S extends TObject> {
  title: string;
  parseOptions: P;
  serializeOptions: S;
  contentTypes: readonly string[];
  recognises(beginning: string): boolean;
  parse(input: DocumentInput, context: ParseContext<Static<P>>): unknown;
  serialize(document: unknown, context: SerializeContext<Static<S>>): Chunk;
  recordReader(context: ParseContext<Static<P>>): RecordReader;
  recordWriter(context: SerializeContext<Static<S>>): RecordWriter;
}

/** Makes a driver whose options are checked against its schemas before its code sees them. */
export function defineFormat<P extends TObject, S extends TObject>(
  format: FormatDefinition<P, S>,
): FormatDriver {
  const reading = checked(format.parseOptions);
  const writing = checked(format.serializeOptions);
  return {
    ...format,
    parse: (input, context) => format.parse(input, reading(context)),
    serialize: (document, context) => format.serialize(document, writing(context)),
    recordReader: (context) => format.recordReader(reading(context)),
    recordWriter: (context) => format.recordWriter(writing(context)),
  };
}

/** A context whose options have been checked. @throws DocumentError `options.invalid` */
function checked<T extends TObject>(schema: T) {
  return <Context extends { options: unknown }>(context: Context) => ({
    ...context,
    options: checkOptions(schema, context.options),
  });
}

function checkOptions<T extends TObject>(schema: T, options: unknown): Static<T> {
  const first = checkPlain(schema, options);
  if (first !== undefined) {
    const place = first.path === '' ? 'options' : `option ${first.path}`;
    throw new DocumentError('options.invalid', first.message, {}, place);
  }
  return options as Static<T>;
}
