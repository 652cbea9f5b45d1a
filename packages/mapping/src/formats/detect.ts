import { documentFormats, formats } from './registry.ts';
import type { DocumentFormat } from './registry.ts';

/** Enough to see a header row or an interchange header. */
const beginningLength = 8_192;

/**
 * Finds the format of a message: by its content type when that is telling, else by how the content begins.
 * @returns undefined when neither says anything
 */
export function detectFormat(contentType: string | undefined, content: string): DocumentFormat | undefined {
  return formatOfContentType(contentType) ?? formatOfContent(content);
}

function formatOfContentType(contentType: string | undefined): DocumentFormat | undefined {
  const mediaType = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType === undefined || mediaType === '') return undefined;
  return documentFormats.find((format) =>
    formats[format].contentTypes.some((known) =>
      known.startsWith('+') ? mediaType.endsWith(known) : mediaType === known,
    ),
  );
}

function formatOfContent(content: string): DocumentFormat | undefined {
  const start = content.charCodeAt(0) === 0xfeff ? 1 : 0;
  const beginning = content.slice(start, start + beginningLength).trimStart();
  return (['x12', 'json', 'csv'] as const).find((format) => formats[format].recognises(beginning));
}
