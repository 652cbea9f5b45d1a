import { plainDecimal } from '../decimal-text.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { attributeMark, contentName, textName } from './tree-builder.ts';

export interface Layout {
  /** Spaces per level; 0 for one line. */
  indent: number;
  emptyElements: 'short' | 'pair';
}

interface Parts {
  attributes: string;
  text: string;
  /** Child elements by name, in order. */
  elements: [name: string, value: unknown][];
  content: readonly unknown[] | undefined;
}

/** Names as XML has them (the productions Name and NameChar of XML 1.0, fifth edition, section 2.3). */
const nameStart =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const xmlName = new RegExp(
  `^[${nameStart}][${nameStart}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F-\\u2040]*$`,
  'u',
);

/** What no XML 1.0 document can hold, not even escaped. */
const impossible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** Writes elements from data of the kind that reading gives. */
export class ElementWriter {
  private readonly layout: Layout;
  private readonly limits: DocumentLimits;
  /** Elements and attributes written so far. */
  private items = 0;
  private readonly checkedNames = new Set<string>();

  constructor(layout: Layout, limits: DocumentLimits) {
    this.layout = layout;
    this.limits = limits;
  }

  /** Begins a new record: the limits are those of each. */
  reset(): void {
    this.items = 0;
  }

  /**
   * Writes an element, or several where the value is a list.
   * @param level How deep it is, for indentation
   * @throws DocumentError `xml.name`, `xml.character`, `xml.notPlain`, `document.tooDeep`, `document.tooMany`
   */
  write(name: string, value: unknown, level: number): string {
    if (value === undefined) return '';
    if (!Array.isArray(value)) return this.element(name, value, level);
    let text = '';
    for (const each of value as readonly unknown[]) {
      if (Array.isArray(each)) throw this.notPlain(name, 'a list in a list');
      if (each !== undefined) text += this.element(name, each, level);
    }
    return text;
  }

  /** `<name attribute="…">` */
  openTag(name: string, attributes: Readonly<Record<string, unknown>>): string {
    this.checkName(name);
    const written = Object.entries(attributes).map(([attribute, value]) => this.attribute(attribute, value));
    return `<${name}${written.join('')}>`;
  }

  /** Line break and indentation before what stands at a level. */
  lineBreak(level: number): string {
    return this.layout.indent === 0 ? '' : `\n${' '.repeat(this.layout.indent * level)}`;
  }

  private element(name: string, value: unknown, level: number): string {
    if (level >= this.limits.maxDepth) {
      throw new DocumentError(
        'document.tooDeep',
        `the data is nested deeper than ${this.limits.maxDepth} levels`,
      );
    }
    return this.lineBreak(level) + this.inline(name, value, level);
  }

  private inline(name: string, value: unknown, level: number): string {
    this.checkName(name);
    this.count();
    const parts = this.partsOf(name, value);
    const inside = this.inside(parts, level);
    if (inside === '' && this.layout.emptyElements === 'short') return `<${name}${parts.attributes}/>`;
    return `<${name}${parts.attributes}>${inside}</${name}>`;
  }

  private inside({ text, elements, content }: Parts, level: number): string {
    if (content !== undefined) return content.map((part) => this.contentPart(part, level)).join('');
    let inside = '';
    for (const [name, value] of elements) inside += this.write(name, value, level + 1);
    return text + inside + (inside === '' ? '' : this.lineBreak(level));
  }

  /** Blanks between texts and elements would change the content, so that none are put in. */
  private contentPart(part: unknown, level: number): string {
    if (typeof part !== 'object' || part === null) return this.scalar(contentName, part);
    const flat = new ElementWriter({ ...this.layout, indent: 0 }, this.limits);
    const parts = Object.entries(part).map(([name, value]) => flat.write(name, value, level + 1));
    this.count(flat.items);
    return parts.join('');
  }

  private partsOf(name: string, value: unknown): Parts {
    const parts: Parts = { attributes: '', text: '', elements: [], content: undefined };
    if (typeof value !== 'object' || value === null) return { ...parts, text: this.scalar(name, value) };
    for (const [key, each] of Object.entries(value) as [string, unknown][]) {
      if (key === textName) parts.text = this.scalar(name, each);
      else if (key === contentName) parts.content = this.contentOf(name, each);
      else if (key.startsWith(attributeMark)) parts.attributes += this.attribute(key.slice(1), each);
      else parts.elements.push([key, each]);
    }
    return parts;
  }

  private contentOf(name: string, value: unknown): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    throw this.notPlain(`${name}/${contentName}`, 'what is no list');
  }

  private attribute(name: string, value: unknown): string {
    if (value === undefined || value === null) return '';
    this.checkName(name);
    this.count();
    const text = this.plain(`@${name}`, value);
    return ` ${name}="${text.replace(/[&<"\t\n\r]/g, (char) => escapes[char] ?? char)}"`;
  }

  private scalar(name: string, value: unknown): string {
    return this.plain(name, value).replace(/[&<>\r]/g, (char) => escapes[char] ?? char);
  }

  private plain(name: string, value: unknown): string {
    if (value === undefined || value === null) return '';
    if (typeof value === 'boolean') return String(value);
    if (typeof value === 'number' && Number.isFinite(value)) return plainDecimal(value);
    if (typeof value !== 'string') throw this.notPlain(name, kindOf(value));
    const found = impossible.exec(value);
    if (found === null) return value;
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    throw new DocumentError('xml.character', `XML can't hold the character U+${code}`, {}, name);
  }

  private checkName(name: string): void {
    if (this.checkedNames.has(name)) return;
    if (!xmlName.test(name)) {
      throw new DocumentError('xml.name', `"${name}" can't be the name of an element or attribute`);
    }
    if (this.checkedNames.size < 1_000) this.checkedNames.add(name);
  }

  private count(items = 1): void {
    this.items += items;
    if (this.items > this.limits.maxItems) throw tooMany('elements and attributes', this.limits);
  }

  private notPlain(name: string, what: string): DocumentError {
    return new DocumentError('xml.notPlain', `${what} can't be written as XML`, {}, name);
  }
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return `the number ${value}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
