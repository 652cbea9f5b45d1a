import { DocumentError } from './position.ts';

/** What one document may cost. Every format keeps to them; they are the caller's, never the document's. */
export interface DocumentLimits {
  /** Size of the encoded document in bytes (of text: UTF-16 code units). */
  maxBytes: number;
  /** Nesting of objects and arrays. */
  maxDepth: number;
  /** Values of a JSON document, fields of a CSV file, segments of an EDI file. */
  maxItems: number;
}

export const defaultLimits: Readonly<DocumentLimits> = {
  maxBytes: 25 * 1024 * 1024,
  maxDepth: 100,
  maxItems: 5_000_000,
};

/** @throws DocumentError `document.tooLarge` */
export function checkSize(size: number, limits: DocumentLimits): void {
  if (size > limits.maxBytes) {
    throw new DocumentError(
      'document.tooLarge',
      `the document has ${size} bytes, more than the ${limits.maxBytes} allowed`,
    );
  }
}

/** The error for more values than `maxItems`; the reader adds where it gave up. */
export function tooMany(what: string, limits: DocumentLimits): DocumentError {
  return new DocumentError('document.tooMany', `more than the ${limits.maxItems} ${what} allowed`);
}
