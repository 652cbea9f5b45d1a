import { DocumentError } from '../position.ts';
import type { Report } from '../report.ts';
import type { TextRecordReader } from '../text-records.ts';
import { attributeMark, textName } from '../xml/tree-builder.ts';
import { compileShape } from './compile.ts';
import type { CompiledShape, Entry, ListPlace, ValueEntry } from './compile.ts';
import type { Profile, TextKind } from './shape.ts';

type Fields = Record<string, unknown>;

const patterns: Readonly<Record<TextKind, RegExp>> = {
  text: /^/,
  decimal: /^[+-]?(?:\d+\.?\d*|\.\d+)$/,
  date: /^\d{4}-\d{2}-\d{2}(?:T[\d:.]+)?(?:Z|[+-]\d{2}:?\d{2})?$/,
};

const kindNames: Readonly<Record<TextKind, string>> = {
  text: 'text',
  decimal: 'a decimal number',
  date: 'a date',
};

/** Turns the elements of a document into the data of its profile. */
export class ProfileReader {
  private readonly profile: Profile;
  private readonly report: Report;
  private readonly ignored: ReadonlySet<string>;

  constructor(profile: Profile, report: Report) {
    this.profile = profile;
    this.report = report;
    this.ignored = new Set(profile.ignored.map((name) => attributeMark + name));
  }

  /** @throws DocumentError `xml.profile` when the document is of another type */
  document(root: string, element: unknown): Fields {
    if (root !== this.profile.root) {
      const reason = `the document is a ${root}, the profile wants ${this.profile.root}`;
      throw new DocumentError('xml.profile', `${reason} (also its namespace counts)`);
    }
    return this.element(compileShape(this.profile.shape), element, root);
  }

  /** The value of one element of a list; undefined for an element without any. */
  listElement(entry: ValueEntry, element: unknown, place: string): unknown {
    let inner = element;
    for (const step of entry.via) {
      const children = fieldsOf(inner);
      for (const name of Object.keys(children)) if (name !== step) this.unknown(`${place}/${name}`, name);
      inner = this.single(children[step], `${place}/${step}`);
    }
    return inner === undefined ? undefined : this.value(entry.kind, inner, place);
  }

  private element(shape: CompiledShape, element: unknown, place: string): Fields {
    const data: Fields = {};
    this.addFields(shape, element, place, data);
    return data;
  }

  private addFields(shape: CompiledShape, element: unknown, place: string, data: Fields): void {
    const children = fieldsOf(element);
    for (const [name, entry] of shape.entries) {
      const child = children[name];
      if (child !== undefined) this.addEntry(entry, child, `${place}/${name}`, data);
    }
    for (const name of Object.keys(children)) {
      if (!shape.entries.has(name)) this.unknown(`${place}/${name}`, name);
    }
  }

  private addEntry(entry: Entry, child: unknown, place: string, data: Fields): void {
    if (entry.type === 'branch') {
      this.addFields(entry.shape, this.single(child, place), place, data);
    } else if (entry.type === 'value') {
      data[entry.name] = this.value(entry.kind, this.single(child, place), place);
    } else {
      const elements: unknown[] = Array.isArray(child) ? child : [child];
      data[entry.name] = elements
        .map((each, index) => this.listElement(entry, each, `${place}[${index + 1}]`))
        .filter((value) => value !== undefined);
    }
  }

  private single(child: unknown, place: string): unknown {
    if (!Array.isArray(child)) return child;
    this.report.fault('xml.repeated', 'may stand once only; the first one counts', {}, place);
    return child[0];
  }

  private value(kind: TextKind | CompiledShape, element: unknown, place: string): unknown {
    if (typeof kind !== 'string') return this.element(kind, element, place);
    const children = fieldsOf(element);
    for (const name of Object.keys(children)) if (name !== textName) this.unknown(`${place}/${name}`, name);
    const written = children[textName];
    const text = typeof written === 'string' ? written : '';
    if (!patterns[kind].test(text)) {
      this.report.fault('xml.value', `"${text}" is not ${kindNames[kind]}; it is kept as it is`, {}, place);
    }
    return text;
  }

  private unknown(place: string, name: string): void {
    if (this.ignored.has(name) || name.startsWith(`${attributeMark}xmlns`)) return;
    this.report.fault('xml.unknown', 'is not known to the profile, and left out', {}, place);
  }
}

/** An element that has text only is that text. */
function fieldsOf(element: unknown): Readonly<Fields> {
  if (typeof element === 'object' && element !== null) return element as Fields;
  return element === '' || element === undefined ? {} : { [textName]: element };
}

/** Reads the elements of one list of the profile as they come. */
export class ProfileListReader implements TextRecordReader {
  private readonly list: ListPlace;
  private readonly elements: TextRecordReader;
  private readonly profile: ProfileReader;
  private count = 0;

  /** @param elements Gives the elements of the list */
  constructor(list: ListPlace, elements: TextRecordReader, profile: ProfileReader) {
    this.list = list;
    this.elements = elements;
    this.profile = profile;
  }

  push(text: string): unknown[] {
    return this.read(this.elements.push(text));
  }

  finish(): unknown[] {
    return this.read(this.elements.finish());
  }

  private read(elements: Iterable<unknown>): unknown[] {
    const records: unknown[] = [];
    for (const element of elements) {
      this.count += 1;
      const place = `${this.list.path}[${this.count}]`;
      const record = this.profile.listElement(this.list.entry, element, place);
      if (record !== undefined) records.push(record);
    }
    return records;
  }
}
