import { DocumentError } from './position.ts';
import type { Report } from './report.ts';

/** Character sets that can be asked for; `auto` takes UTF-8 and falls back to Windows-1252. */
export const encodings = ['auto', 'utf-8', 'utf-16le', 'iso-8859-1', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

/** The document as it came in; a format reads it as text or as bytes. */
export class DocumentInput {
  private readonly content: string | Uint8Array;
  private readonly report: Report;

  constructor(content: string | Uint8Array, report: Report) {
    this.content = content;
    this.report = report;
  }

  /** Size before decoding. */
  get size(): number {
    return this.content.length;
  }

  bytes(): Uint8Array {
    return typeof this.content === 'string' ? new TextEncoder().encode(this.content) : this.content;
  }

  /**
   * The text without its byte-order mark.
   * @throws DocumentError `document.encoding` when the bytes are no text of that encoding
   */
  text(encoding: Encoding = 'utf-8'): string {
    const text = typeof this.content === 'string' ? this.content : this.decode(this.content, encoding);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  private decode(bytes: Uint8Array, encoding: Encoding): string {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeAs(bytes, 'utf-16le');
    if (encoding !== 'auto') return decodeAs(bytes, encoding);
    try {
      return decodeAs(bytes, 'utf-8');
    } catch {
      this.report.notice('document.encoding', 'not UTF-8, read as Windows-1252');
      return decodeAs(bytes, 'windows-1252');
    }
  }
}

function decodeAs(bytes: Uint8Array, encoding: Exclude<Encoding, 'auto'>): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DocumentError('document.encoding', `the document is not valid ${encoding.toUpperCase()} text`);
  }
}
