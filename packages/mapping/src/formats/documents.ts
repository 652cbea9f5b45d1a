import { base64OfBytes } from './base64.ts';
import type { Chunk } from './decoding.ts';
import { DocumentInput } from './input.ts';
import { checkSize, defaultLimits } from './limits.ts';
import type { DocumentLimits } from './limits.ts';
import type { DocumentWarning } from './position.ts';
import { driverOf } from './registry.ts';
import type { DocumentFormat } from './registry.ts';
import { Report } from './report.ts';

/**
 * Options of one format (see `formatOptionSchemas`) and the caller's limits. The limits are not part of the
 * option schemas on purpose: who sends a document must not raise them.
 */
export interface ParseOptions {
  limits?: Partial<DocumentLimits>;
  [option: string]: unknown;
}

/** Options of one format (see `serializeOptionSchemas`) and the caller's limits. */
export type SerializeOptions = ParseOptions;

/**
 * Reads a document.
 * @param content Text, or bytes in the encoding that the options name. Binary formats take bytes, or base64.
 * @returns The document as plain data, and what was odd about it, with positions.
 * @throws DocumentError when it can't be read: malformed, truncated, over a limit, or wrong options
 */
export function parseDocument(
  format: DocumentFormat,
  content: Chunk,
  options: ParseOptions = {},
): { document: unknown; warnings: DocumentWarning[] } {
  const { limits: given, ...rest } = options;
  const limits = { ...defaultLimits, ...given };
  const report = new Report(rest['strict'] === true);
  const input = new DocumentInput(content, report);
  checkSize(input.size, limits);
  const document = driverOf(format).parse(input, { options: rest, limits, report });
  return { document, warnings: report.finish() };
}

/**
 * Writes a document.
 * @returns Text, or base64 of the bytes where the format or the encoding asked for is no UTF-8
 * @throws DocumentError when the data can't be written in that format, or is over a limit
 */
export function serializeDocument(
  format: DocumentFormat,
  document: unknown,
  options: SerializeOptions = {},
): { content: string; encoding: 'utf8' | 'base64' } {
  const { limits: given, ...rest } = options;
  const limits = { ...defaultLimits, ...given };
  const content = driverOf(format).serialize(document, { options: rest, limits });
  checkSize(content.length, limits);
  return typeof content === 'string'
    ? { content, encoding: 'utf8' }
    : { content: base64OfBytes(content), encoding: 'base64' };
}
