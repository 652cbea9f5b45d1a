import { checkSize } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import type { PartHandler } from './part-parser.ts';
import { unescapeText } from './text.ts';

/** What a text costs beyond its characters. */
const overhead = 16;
/** How large the texts may be, in documents of the largest size allowed: they are kept while sheets are read. */
const keptDocuments = 4;

/** Collects a text that may come in runs of different fonts; how it is pronounced is no part of it. */
export class RichText {
  private parts: string[] = [];
  private inText = false;
  private phonetic = 0;

  open(name: string): void {
    if (name === 'rPh') this.phonetic += 1;
    this.inText = name === 't' && this.phonetic === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic -= 1;
    this.inText = false;
  }

  text(text: string): void {
    if (this.inText) this.parts.push(text);
  }

  /** The text so far, which begins anew. */
  take(): string {
    const text = unescapeText(this.parts.join(''));
    this.parts = [];
    return text;
  }
}

/** Reads the table of texts that cells refer to. */
export class SharedStrings implements PartHandler {
  readonly strings: string[] = [];
  private readonly limits: DocumentLimits;
  private readonly rich = new RichText();
  private size = 0;

  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  open(name: string): void {
    this.rich.open(name);
  }

  close(name: string): void {
    this.rich.close(name);
    if (name !== 'si') return;
    const text = this.rich.take();
    this.size += text.length + overhead;
    checkSize(this.size, { maxBytes: this.limits.maxBytes * keptDocuments }, 'table of texts');
    this.strings.push(text);
  }

  text(text: string): void {
    this.rich.text(text);
  }
}
