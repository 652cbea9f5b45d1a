import type { RecordWriter, SerializeContext } from '../contract.ts';
import type { Chunk } from '../decoding.ts';
import { encodeText } from '../encoding.ts';
import { tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { compileLayout, typeKey } from './layout.ts';
import type { Layout, RecordType } from './layout.ts';
import type { FixedSerializeOptions } from './options.ts';
import { writeValue } from './write-value.ts';

type FixedContext = SerializeContext<FixedSerializeOptions>;
type Data = Readonly<Record<string, unknown>>;

const lineEnds = { crlf: '\r\n', lf: '\n', none: '' } as const;

/** @throws DocumentError when the data is no list, or what `FixedWriter` throws */
export function serializeFixed(document: unknown, context: FixedContext): Chunk {
  if (!Array.isArray(document)) {
    throw new DocumentError('fixed.notRecords', 'a fixed-width document is a list of records');
  }
  const writer = new FixedWriter(context, 'document');
  return encodeText(document.map((record) => writer.text(record)).join(''), context.options.encoding);
}

/**
 * Writes records by a layout, each with those below it, or texts as lines where there is no layout. A value that
 * is not of its field's type, or too long for it, is an error that names record and field.
 */
export class FixedWriter implements RecordWriter {
  private readonly context: FixedContext;
  private readonly scope: 'document' | 'record';
  private readonly layout: Layout | undefined;
  private readonly lineEnd: string;
  private readonly recordLength: number | undefined;
  private records = 0;
  private items = 0;

  /** @param scope What the limits are the limits of */
  constructor(context: FixedContext, scope: 'document' | 'record') {
    const { options } = context;
    this.context = context;
    this.scope = scope;
    this.layout = compileLayout(options);
    this.lineEnd = lineEnds[options.lineEnd ?? 'crlf'];
    this.recordLength = options.recordLength;
  }

  write(record: unknown): Chunk {
    return encodeText(this.text(record), this.context.options.encoding);
  }

  finish(): Chunk {
    return '';
  }

  /** All lines of a record. */
  text(record: unknown): string {
    this.records += 1;
    if (this.scope === 'record') this.items = 0;
    const place = `record ${this.records}`;
    if (this.layout === undefined) return this.plainLine(record, place);
    const data = dataOf(record, place);
    return this.lines(this.typeOf(data, this.layout, place), data, place);
  }

  private plainLine(record: unknown, place: string): string {
    if (typeof record !== 'string' || /[\r\n]/.test(record)) {
      throw new DocumentError(
        'fixed.notRecords',
        'without a layout, a record is the text of a line',
        {},
        place,
      );
    }
    const width = this.recordLength ?? record.length;
    if (record.length > width) throw fault(`the line is longer than ${width} characters`, place);
    this.count(1);
    return record.padEnd(width) + this.lineEnd;
  }

  private typeOf(data: Data, { types, byName, isNamed }: Layout, place: string): RecordType {
    const [first] = types;
    if (!isNamed && first !== undefined) return first;
    const name = Object.hasOwn(data, typeKey) ? data[typeKey] : undefined;
    const type = typeof name === 'string' ? byName.get(name) : undefined;
    if (type !== undefined) return type;
    const reason = `"${typeKey}" must be one of ${types.map((known) => `"${known.name}"`).join(', ')}`;
    throw new DocumentError('fixed.recordType', reason, {}, place);
  }

  private lines(type: RecordType, data: Data, place: string): string {
    this.count(type.fields.length);
    const own = this.line(type, data, place);
    const below = type.children.map((child) => this.below(child, data, `${place}, ${child.list}`));
    return own + below.join('');
  }

  private below(child: RecordType, data: Data, place: string): string {
    const list = Object.hasOwn(data, child.list) ? data[child.list] : [];
    if (!Array.isArray(list)) throw new DocumentError('fixed.notRecords', 'must be a list', {}, place);
    return list
      .map((record, index) => {
        const own = `${place}[${index}]`;
        return this.lines(child, dataOf(record, own), own);
      })
      .join('');
  }

  private line(type: RecordType, data: Data, place: string): string {
    checkNames(type, data, place);
    const width = this.recordLength ?? type.length;
    let line = ' '.repeat(width);
    if (type.when !== undefined) line = over(line, type.when.start, type.when.equals);
    for (const field of type.fields) {
      const value = Object.hasOwn(data, field.name) ? data[field.name] : undefined;
      // What tells the type may be left out of the data.
      if ((value ?? undefined) === undefined && touches(field, type.when)) continue;
      const written = writeValue(field, value);
      if ('fault' in written) throw fault(written.fault, `${place} (${type.name}), "${field.name}"`);
      line = over(line, field.start, written.text);
    }
    const { when } = type;
    if (when !== undefined && line.slice(when.start, when.end) !== when.equals) {
      const reason = `"${line.slice(when.start, when.end)}" stands where "${when.equals}" tells the type`;
      throw fault(reason, `${place} (${type.name})`);
    }
    return line + this.lineEnd;
  }

  private count(fields: number): void {
    this.items += fields;
    if (this.items > this.context.limits.maxItems) throw tooMany('fields', this.context.limits);
  }
}

function dataOf(record: unknown, place: string): Data {
  if (typeof record === 'object' && record !== null && !Array.isArray(record)) return record as Data;
  throw new DocumentError('fixed.notRecords', 'every record must be an object', {}, place);
}

/** A misspelt name would else be an empty field. */
function checkNames(type: RecordType, data: Data, place: string): void {
  const unknown = Object.keys(data).find((name) => !type.names.has(name));
  if (unknown === undefined) return;
  const reason = `the layout has no field "${unknown}"`;
  throw new DocumentError('fixed.unknownField', reason, {}, `${place} (${type.name})`);
}

function touches(field: { start: number; end: number }, when: RecordType['when']): boolean {
  return when !== undefined && field.start < when.end && when.start < field.end;
}

function over(line: string, start: number, text: string): string {
  return line.slice(0, start) + text + line.slice(start + text.length);
}

function fault(reason: string, place: string): DocumentError {
  return new DocumentError('fixed.value', reason, {}, place);
}
