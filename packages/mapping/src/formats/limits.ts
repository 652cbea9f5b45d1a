import { DocumentError } from './position.ts';

/**
 * What one document may cost, or one record where a document is read record by record. Every format keeps to
 * them; they are the caller's, never the document's.
 */
export interface DocumentLimits {
  /** Size of the encoded document in bytes (of text: UTF-16 code units). */
  maxBytes: number;
  /** Nesting of objects, arrays and elements. */
  maxDepth: number;
  /** Values of a JSON document, fields of a CSV file, nodes of XML, segments of an EDI file. */
  maxItems: number;
}

/** What a document read or written record by record may cost: the limits of each record, and of the whole. */
export interface StreamLimits extends DocumentLimits {
  /** How many records; no bound unless given. */
  maxRecords: number;
  /** Size of the whole in bytes (of text: UTF-16 code units); no bound unless given. */
  maxTotalBytes: number;
}

export const defaultLimits: Readonly<DocumentLimits> = {
  maxBytes: 25 * 1024 * 1024,
  maxDepth: 100,
  maxItems: 5_000_000,
};

export const defaultStreamLimits: Readonly<StreamLimits> = {
  maxBytes: 10 * 1024 * 1024,
  maxDepth: 100,
  maxItems: 1_000_000,
  maxRecords: Number.POSITIVE_INFINITY,
  maxTotalBytes: Number.POSITIVE_INFINITY,
};

/** @throws DocumentError `document.tooLarge` */
export function checkSize(size: number, limits: Pick<DocumentLimits, 'maxBytes'>, what = 'document'): void {
  if (size > limits.maxBytes) {
    throw new DocumentError(
      'document.tooLarge',
      `the ${what} has ${size} bytes, more than the ${limits.maxBytes} allowed`,
    );
  }
}

/** The error for more values than `maxItems`; the reader adds where it gave up. */
export function tooMany(what: string, limits: DocumentLimits): DocumentError {
  return new DocumentError('document.tooMany', `more than the ${limits.maxItems} ${what} allowed`);
}
