import { bytesOfBase64 } from './base64.ts';
import { TextDecoding } from './decoding.ts';
import type { Chunk, Encoding } from './decoding.ts';
import type { Report } from './report.ts';

/** The document as it came in; a format reads it as text or as bytes. */
export class DocumentInput {
  private readonly content: Chunk;
  private readonly report: Report;

  constructor(content: Chunk, report: Report) {
    this.content = content;
    this.report = report;
  }

  /** Size before decoding. */
  get size(): number {
    return this.content.length;
  }

  /**
   * The bytes of a binary document. A text is taken as base64, which is how bytes travel in JSON.
   * @throws DocumentError `document.encoding` when the text is no base64
   */
  bytes(): Uint8Array {
    return typeof this.content === 'string' ? bytesOfBase64(this.content) : this.content;
  }

  /**
   * The text without its byte-order mark.
   * @param declared Finds the encoding that a document names in its first characters
   * @throws DocumentError `document.encoding` when the bytes are no text of that encoding
   */
  text(encoding: Encoding = 'utf-8', declared?: (beginning: string) => Encoding | undefined): string {
    const decoding = new TextDecoding(encoding, this.report, declared);
    const text = decoding.push(this.content);
    return text + decoding.finish();
  }
}
