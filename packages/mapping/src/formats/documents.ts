import { DocumentInput } from './input.ts';
import { checkSize, defaultLimits } from './limits.ts';
import type { DocumentLimits } from './limits.ts';
import { DocumentError } from './position.ts';
import type { DocumentWarning } from './position.ts';
import { formats } from './registry.ts';
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
 * @param content Text, or bytes in the encoding that the options name.
 * @returns The document as plain data, and what was odd about it, with positions.
 * @throws DocumentError when it can't be read: malformed, truncated, over a limit, or wrong options
 */
export function parseDocument(
  format: DocumentFormat,
  content: string | Uint8Array,
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
 * @throws DocumentError when the data can't be written in that format, or is over a limit
 */
export function serializeDocument(
  format: DocumentFormat,
  document: unknown,
  options: SerializeOptions = {},
): { content: string; encoding: 'utf8' } {
  const { limits: given, ...rest } = options;
  const limits = { ...defaultLimits, ...given };
  const content = driverOf(format).serialize(document, { options: rest, limits });
  checkSize(content.length, limits);
  return { content, encoding: 'utf8' };
}

function driverOf(format: DocumentFormat) {
  if (!Object.hasOwn(formats, format)) {
    throw new DocumentError('format.unknown', `no format is called "${String(format)}"`);
  }
  return formats[format];
}
