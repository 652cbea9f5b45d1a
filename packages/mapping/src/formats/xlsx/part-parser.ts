import { SaxesParser } from 'saxes';
import type { SaxesOptions } from 'saxes';

import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { entities } from '../xml/reader.ts';

/** Longer than any text of a cell (32,767 characters), escaped. */
const longestText = 1024 * 1024;

/** What is done with the elements of a part; names come without their prefixes. */
export interface PartHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** Reads the XML of one part of a workbook, in pieces. Parts have no document type, and defining one is refused. */
export class PartParser {
  private readonly part: string;
  private readonly limits: DocumentLimits;
  private readonly parser: SaxesParser<SaxesOptions>;
  private depth = 0;
  /** Where the last tag ended. */
  private mark = 0;

  constructor(part: string, limits: DocumentLimits, handler: PartHandler) {
    this.part = part;
    this.limits = limits;
    this.parser = this.connected(new SaxesParser<SaxesOptions>({ xmlns: false, position: false }), handler);
  }

  /** @throws DocumentError `xlsx.syntax`, or over a limit */
  push(text: string): void {
    this.parser.write(text);
    if (this.parser.position - this.mark > longestText) throw this.fault('a text without end');
  }

  /** @throws DocumentError `xlsx.syntax` when the part is cut off */
  finish(): void {
    this.parser.close();
  }

  private connected(parser: SaxesParser<SaxesOptions>, handler: PartHandler): SaxesParser<SaxesOptions> {
    parser.ENTITIES = entities;
    parser.on('error', (error) => {
      throw this.fault(error.message);
    });
    parser.on('doctype', () => {
      throw this.fault('a document type has no place here');
    });
    parser.on('opentag', (tag) => {
      this.depth += 1;
      this.mark = parser.position;
      if (this.depth > this.limits.maxDepth) {
        const reason = `${this.part}: nested deeper than the ${this.limits.maxDepth} levels allowed`;
        throw new DocumentError('document.tooDeep', reason);
      }
      handler.open(localName(tag.name), tag.attributes as Record<string, string>);
    });
    parser.on('closetag', (tag) => {
      this.depth -= 1;
      this.mark = parser.position;
      handler.close?.(localName(tag.name));
    });
    if (handler.text !== undefined) {
      parser.on('text', (text) => handler.text?.(text));
      parser.on('cdata', (text) => handler.text?.(text));
    }
    return parser;
  }

  private fault(reason: string): DocumentError {
    return new DocumentError('xlsx.syntax', `${this.part}: ${reason}`);
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}
