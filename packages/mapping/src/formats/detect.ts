import type { Chunk } from './decoding.ts';
import { DocumentInput } from './input.ts';
import { findFormat } from './registry.ts';
import type { DocumentFormat } from './registry.ts';
import { DocumentError } from './position.ts';
import { Report } from './report.ts';

/** Enough to see a header row or an interchange header. */
const beginningLength = 8_192;

/**
 * Finds the format of a message: by its content type when that is telling, else by how the content begins.
 * @returns undefined when neither says anything
 */
export function detectFormat(contentType: string | undefined, content: Chunk): DocumentFormat | undefined {
  return formatOfContentType(contentType) ?? formatOfContent(content);
}

function formatOfContentType(contentType: string | undefined): DocumentFormat | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === undefined || mediaType === '') return undefined;
  return (
    findFormat((driver) => driver.contentTypes.includes(mediaType)) ??
    findFormat((driver) =>
      driver.contentTypes.some((known) => known.startsWith('+') && mediaType.endsWith(known)),
    )
  );
}

function formatOfContent(content: Chunk): DocumentFormat | undefined {
  const start = content.slice(0, beginningLength);
  // Windows-1252 has a character for every byte, so that binary formats are recognised by their first bytes.
  const beginning = textOf(start)?.trimStart();
  return beginning === undefined ? undefined : findFormat((driver) => driver.recognises(beginning));
}

/** The text of the beginning; undefined where it is none, as of UTF-16 that is damaged or cut within a character. */
function textOf(start: Chunk): string | undefined {
  try {
    return new DocumentInput(start, new Report()).text('auto');
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}
