import { DocumentError, positionAt } from '../position.ts';

/** Comments and CDATA, in which an ampersand means itself, or an ampersand that begins no reference. */
const bare = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|&(?!#\d+;|#x[\dA-Fa-f]+;|[\p{L}_][\p{L}\d_.-]{0,40};)/gu;

/**
 * Says of a text that ended too early where the ampersand stands that was not escaped: as the beginning of a
 * reference without an end, it swallowed all that follows. The most frequent fault of XML that was put together by
 * hand ("Pine & Sons").
 * @returns The error as it was, where that is not the cause
 */
export function explainTruncation(text: string, error: unknown): unknown {
  if (!(error instanceof DocumentError) || !error.message.includes('unclosed tag')) return error;
  for (const { 0: found, index } of text.matchAll(bare)) {
    if (!found.startsWith('&')) continue;
    const reason = 'this "&" begins no reference such as "&amp;", and must be written so itself';
    return new DocumentError('xml.syntax', reason, positionAt(text, index));
  }
  return error;
}
