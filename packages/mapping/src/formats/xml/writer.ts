import type { RecordWriter, SerializeContext } from '../contract.ts';
import type { Chunk } from '../decoding.ts';
import { encodeText } from '../encoding.ts';
import { DocumentError } from '../position.ts';
import { ElementWriter } from './element-writer.ts';
import type { XmlSerializeOptions } from './options.ts';
import { attributeMark } from './tree-builder.ts';

type XmlContext = SerializeContext<XmlSerializeOptions>;

/**
 * Writes data of one element, `{ "Order": { … } }`, or a list of records at the path that the options name.
 * @throws DocumentError when the data is neither, or XML can't hold it
 */
export function serializeXml(document: unknown, context: XmlContext): Chunk {
  const { options } = context;
  if (options.records !== undefined && Array.isArray(document)) return writeList(document, context);
  const [root, ...others] = Object.entries(document !== null && typeof document === 'object' ? document : {});
  if (root === undefined || others.length > 0 || Array.isArray(document) || Array.isArray(root[1])) {
    throw new DocumentError('xml.root', 'an XML document is an object with one field, the root element');
  }
  const [name, value] = root;
  const text = elementWriter(context).write(name, withAttributes(value, options.rootAttributes), 0);
  return encodeText(`${prologOf(name, options)}${text.trimStart()}\n`, options.encoding);
}

function writeList(records: readonly unknown[], context: XmlContext): Chunk {
  const writer = new ListWriter(context);
  const text = records.map((record) => writer.write(record, false)).join('');
  return encodeText(text + writer.finish(), context.options.encoding);
}

/** Writes records as they come, between the tags of the elements around them. */
export class XmlListWriter implements RecordWriter {
  private readonly writer: ListWriter;
  private readonly context: XmlContext;

  constructor(context: XmlContext) {
    if (context.options.profile !== undefined) {
      const reason = 'a document of a profile is written as a whole, not record by record';
      throw new DocumentError('options.invalid', reason, {}, 'option profile');
    }
    this.context = context;
    this.writer = new ListWriter(context);
  }

  write(record: unknown): Chunk {
    return encodeText(this.writer.write(record, true), this.context.options.encoding);
  }

  finish(): Chunk {
    return encodeText(this.writer.finish(), this.context.options.encoding);
  }
}

class ListWriter {
  private readonly elements: ElementWriter;
  private readonly options: XmlSerializeOptions;
  /** Names of the elements around the records. */
  private readonly around: readonly string[];
  private readonly record: string;
  private isOpen = false;

  constructor(context: XmlContext) {
    this.options = context.options;
    this.elements = elementWriter(context);
    const names = (context.options.records ?? '').split('/');
    this.record = names.at(-1) ?? '';
    this.around = names.slice(0, -1);
    if (this.around.length === 0 || names.includes('*') || names.includes('')) {
      const reason = 'to write records, the root and the record must be named, such as "Orders/Order"';
      throw new DocumentError('options.invalid', reason, {}, 'option records');
    }
  }

  write(record: unknown, isAlone: boolean): string {
    if (isAlone) this.elements.reset();
    return this.begin() + this.elements.write(this.record, record ?? '', this.around.length);
  }

  finish(): string {
    const closing = this.around.map((name, level) => `${this.elements.lineBreak(level)}</${name}>`);
    return `${this.begin()}${closing.toReversed().join('')}\n`;
  }

  private begin(): string {
    if (this.isOpen) return '';
    this.isOpen = true;
    const tags = this.around.map((name, level) => {
      const attributes = level === 0 ? (this.options.rootAttributes ?? {}) : {};
      return (level === 0 ? '' : this.elements.lineBreak(level)) + this.elements.openTag(name, attributes);
    });
    return prologOf(this.around[0] ?? '', this.options) + tags.join('');
  }
}

function elementWriter({ options, limits }: XmlContext): ElementWriter {
  const { indent = 2, emptyElements = 'short' } = options;
  return new ElementWriter({ indent, emptyElements }, limits);
}

function prologOf(root: string, { declaration, encoding = 'utf-8', doctype }: XmlSerializeOptions): string {
  const name = encoding === 'utf-16le' ? 'UTF-16' : encoding.toUpperCase();
  // A byte-order mark tells the two orders of UTF-16 apart; the standard asks for it.
  const mark = encoding === 'utf-16le' ? '\ufeff' : '';
  const first = declaration === false ? '' : `<?xml version="1.0" encoding="${name}"?>\n`;
  return mark + first + (doctype === undefined ? '' : `<!DOCTYPE ${root} SYSTEM "${doctype}">\n`);
}

function withAttributes(value: unknown, attributes: Readonly<Record<string, string>> | undefined): unknown {
  if (attributes === undefined) return value;
  const added = Object.fromEntries(
    Object.entries(attributes).map(([name, each]) => [attributeMark + name, each]),
  );
  if (typeof value === 'object' && value !== null) return { ...added, ...value };
  return { ...added, '#text': value };
}
