import { SaxesParser } from 'saxes';
import type { SaxesOptions, SaxesTag } from 'saxes';

import type { ParseContext } from '../contract.ts';
import { checkSize, tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { DocumentPosition } from '../position.ts';
import type { TextRecordReader } from '../text-records.ts';
import { startOfPaths } from './element-paths.ts';
import type { PathState } from './element-paths.ts';
import { nameReader } from './names.ts';
import type { NameReader } from './names.ts';
import type { XmlParseOptions } from './options.ts';
import { TreeBuilder } from './tree-builder.ts';

export interface XmlReaderSettings extends ParseContext<XmlParseOptions> {
  /** Path of the elements that are records. */
  records: string;
  /** What the limits are the limits of. */
  scope: 'document' | 'record';
}

/** An open element, as the paths see it. */
interface Place {
  records: PathState;
  lists: PathState;
  ordered: PathState;
}

/** The only entities: no document defines others here. Without a prototype, `&constructor;` is none. */
export const entities: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, {
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  apos: "'",
});

/**
 * Reads the elements at a path, one after the other, without keeping the document. The document type declaration
 * is read over, never fetched; one that defines anything is refused.
 */
export class XmlReader implements TextRecordReader {
  /** Name of the root element, once it has been read. */
  rootName = '';
  private readonly settings: XmlReaderSettings;
  private readonly parser: SaxesParser<SaxesOptions>;
  private readonly names: NameReader;
  private readonly builder: TreeBuilder;
  private readonly open: Place[] = [];
  private place: Place;
  /** How deep the record is that is being read; 0 outside of records. */
  private recordDepth = 0;
  private records: unknown[] = [];
  private items = 0;
  /** Where the record began, or what came last outside of records. */
  private mark = 0;
  private found = false;

  constructor(settings: XmlReaderSettings) {
    const { options } = settings;
    this.settings = settings;
    this.names = nameReader(options);
    this.builder = new TreeBuilder(options);
    this.place = {
      records: startOfPaths([settings.records]),
      lists: startOfPaths(options.lists ?? []),
      ordered: startOfPaths(options.ordered ?? []),
    };
    this.parser = this.connected(new SaxesParser<SaxesOptions>({ xmlns: this.names.resolves }));
  }

  push(text: string): unknown[] {
    this.records = [];
    this.parser.write(text);
    checkSize(this.parser.position - this.mark, this.settings.limits, 'record');
    return this.records;
  }

  finish(): unknown[] {
    this.records = [];
    this.parser.close();
    if (!this.found) {
      const reason = `there is no element at "${this.settings.records}"`;
      this.settings.report.fault('xml.noRecords', reason, {});
    }
    return this.records;
  }

  private connected(parser: SaxesParser<SaxesOptions>): SaxesParser<SaxesOptions> {
    parser.ENTITIES = entities;
    parser.on('error', (error) => {
      throw this.syntaxError(error);
    });
    parser.on('doctype', (doctype) => this.doctype(doctype));
    parser.on('opentag', (tag) => this.openTag(tag));
    parser.on('closetag', () => this.closeTag());
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
    return parser;
  }

  private openTag(tag: SaxesTag): void {
    const name = this.names.element(tag);
    const { records, lists, ordered } = this.place;
    this.open.push(this.place);
    if (this.open.length === 1) this.rootName = name;
    const { limits, scope } = this.settings;
    if (this.open.length > limits.maxDepth) {
      const reason = `nested deeper than the ${limits.maxDepth} levels allowed`;
      throw new DocumentError('document.tooDeep', reason, this.position());
    }
    const place = {
      records: records.enter(name),
      lists: lists.enter(name),
      ordered: ordered.enter(name),
    };
    this.place = place;
    if (this.recordDepth === 0) {
      this.mark = this.parser.position;
      if (!place.records.matches) return;
      this.recordDepth = this.open.length;
      this.found = true;
      if (scope === 'record') this.items = 0;
    }
    this.builder.start(name, place.lists, place.ordered);
    this.count(1);
    this.attributes(tag);
  }

  private attributes({ attributes }: SaxesTag): void {
    for (const written in attributes) {
      const attribute = attributes[written];
      if (attribute === undefined) continue;
      this.count(1);
      const name = this.names.attribute(written, attribute, attributes);
      if (name === undefined) continue;
      this.builder.attribute(name, typeof attribute === 'string' ? attribute : attribute.value);
    }
  }

  private closeTag(): void {
    const depth = this.open.length;
    const around = this.open.pop();
    if (around !== undefined) this.place = around;
    if (this.recordDepth > 0) {
      const { value, isMixed } = this.builder.end();
      if (isMixed) this.tellMixed();
      if (depth > this.recordDepth) return;
      this.recordDepth = 0;
      this.records.push(value);
      checkSize(this.parser.position - this.mark, this.settings.limits, 'record');
    }
    this.mark = this.parser.position;
  }

  private text(text: string): void {
    if (this.recordDepth > 0) this.builder.text(text);
    else this.mark = this.parser.position;
  }

  private tellMixed(): void {
    const reason =
      'text and elements are mixed here; where the text stands among them is lost, unless the option "ordered" keeps it';
    this.settings.report.notice('xml.mixed', reason, this.position());
  }

  private doctype(doctype: string): void {
    if (!doctype.includes('[')) return;
    const reason = 'the document type declaration defines entities or elements, which is not allowed';
    throw new DocumentError('xml.doctype', reason, this.position());
  }

  private count(items: number): void {
    this.items += items;
    if (this.items > this.settings.limits.maxItems)
      throw tooMany('elements and attributes', this.settings.limits);
  }

  private position(): DocumentPosition {
    // The parser stands behind the character, and counts columns from 0.
    const { line, column, position } = this.parser;
    return { line, column: Math.max(1, column), offset: Math.max(0, position - 1) };
  }

  private syntaxError(error: Error): DocumentError {
    const reason = error.message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    return new DocumentError('xml.syntax', reason, this.position());
  }
}
