import { encodings, utf16ByZeros } from '../decoding.ts';
import type { Encoding } from '../decoding.ts';
import { DocumentError } from '../position.ts';

const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']/;

/** Encodings by the names that documents give them. UTF-8 that is none is read as Windows-1252, with a warning. */
const known: ReadonlyMap<string, Encoding> = new Map<string, Encoding>([
  ...encodings.map((name) => [name, name] as const),
  ['utf-8', 'auto'],
  ['utf8', 'auto'],
  ['us-ascii', 'auto'],
  ['ascii', 'auto'],
  ['utf-16', 'utf-16le'],
  ['latin1', 'iso-8859-1'],
  ['cp1252', 'windows-1252'],
  ['gb2312', 'gb18030'],
  ['gbk', 'gb18030'],
]);

/**
 * The encoding that XML declares; of UTF-16 without a byte-order mark, the one that its first character shows.
 * @param beginning The first bytes, one character each
 * @returns undefined when it declares none
 * @throws DocumentError `document.encoding` for a declared encoding that is not known here
 */
export function declaredEncoding(beginning: string): Encoding | undefined {
  const wide = utf16ByZeros(beginning);
  if (wide !== undefined) return wide;
  const name = declaration.exec(beginning)?.[1]?.toLowerCase();
  if (name === undefined) return undefined;
  const encoding = known.get(name);
  // A declaration that could be read byte by byte is not that of UTF-16, whatever it says.
  if (encoding?.startsWith('utf-16') === true) return 'auto';
  if (encoding !== undefined) return encoding;
  throw new DocumentError(
    'document.encoding',
    `the document declares the encoding ${name}, which is not known`,
  );
}
