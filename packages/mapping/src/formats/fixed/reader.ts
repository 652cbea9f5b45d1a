import type { ParseContext } from '../contract.ts';
import { checkSize, tooMany } from '../limits.ts';
import { LineSplitter } from '../lines.ts';
import type { Line } from '../lines.ts';
import { DocumentError } from '../position.ts';
import type { TextRecordReader } from '../text-records.ts';
import { LengthSplitter } from './cut.ts';
import { Grouping, named } from './grouping.ts';
import type { FixedRecord } from './grouping.ts';
import { compileLayout } from './layout.ts';
import type { Field, Layout, RecordType } from './layout.ts';
import type { FixedParseOptions } from './options.ts';
import { readValue } from './read-value.ts';

type FixedContext = ParseContext<FixedParseOptions>;

/** Blank lines, and the end-of-file character that old systems write. */
const nothing = /^[ \t\r\n\u001a]*$/;

/** Reads records by a layout, or lines as they are where there is none. */
export class FixedReader implements TextRecordReader {
  private readonly context: FixedContext;
  private readonly scope: 'document' | 'record';
  private readonly layout: Layout | undefined;
  private readonly splitter: LineSplitter | LengthSplitter;
  private readonly grouping = new Grouping();
  private items = 0;
  private size = 0;

  /** @param scope What the limits are the limits of */
  constructor(context: FixedContext, scope: 'document' | 'record') {
    const { options, limits } = context;
    this.context = context;
    this.scope = scope;
    this.layout = compileLayout(options);
    const { recordLength } = options;
    const isCut = options.lineEnd === 'none' && recordLength !== undefined;
    this.splitter = isCut ? new LengthSplitter(recordLength) : new LineSplitter(limits);
  }

  push(text: string): unknown[] {
    return this.read(this.splitter.push(text));
  }

  finish(): unknown[] {
    const records = this.read(this.splitter.finish());
    const last = this.grouping.finish();
    if (last !== undefined) records.push(last);
    return records;
  }

  private read(lines: Iterable<Line>): unknown[] {
    const records: unknown[] = [];
    for (const line of lines) {
      if (this.layout === undefined) {
        this.count(1, line, true);
        records.push(line.text);
      } else if (!nothing.test(line.text)) {
        const record = this.record(line, this.layout);
        if (record !== undefined) records.push(record);
      }
    }
    return records;
  }

  /** @returns The record that this line ends */
  private record(line: Line, layout: Layout): FixedRecord | undefined {
    const type = typeOf(line.text, layout);
    if (type === undefined) return this.tellUnknown(line);
    const begins = this.grouping.begins(type);
    this.count(type.fields.length, line, begins);
    const record = this.fields(type, line);
    this.tellLength(type, line, layout);
    if (!begins) {
      this.grouping.add(type, record);
      return undefined;
    }
    if (type.parent !== undefined) {
      const reason = `"${type.name}" stands without a "${type.parent.name}" before it; it is kept on its own`;
      this.context.report.fault('fixed.orphan', reason, placeOf(line));
    }
    return this.grouping.begin(type, layout.isNamed ? named(type, record) : record);
  }

  private fields(type: RecordType, line: Line): FixedRecord {
    const record: FixedRecord = {};
    for (const field of type.fields) {
      const { value, fault } = readValue(field, line.text.slice(field.start, field.end));
      if (fault !== undefined) this.tellValue(fault, field, line);
      record[field.name] = value;
    }
    for (const child of type.children) record[child.list] = [];
    return record;
  }

  private tellValue(fault: string, field: Field, line: Line): void {
    const { start, end, name } = field;
    const place = `line ${line.number}, columns ${start + 1}–${end}, "${name}"`;
    this.context.report.fault('fixed.type', fault, placeOf(line, start), place);
  }

  private tellLength(type: RecordType, line: Line, { recordLength }: Layout): void {
    const { length } = line.text;
    const wanted = recordLength ?? type.length;
    if (length < wanted) {
      const reason = `${length} characters where there should be ${wanted}; the rest is taken for empty`;
      this.context.report.fault('fixed.short', reason, placeOf(line, length));
    } else if (line.text.slice(wanted).trim() !== '') {
      const reason = `${length} characters where there should be ${wanted}; the rest is left out`;
      this.context.report.fault('fixed.long', reason, placeOf(line, wanted));
    }
  }

  private tellUnknown(line: Line): undefined {
    const { options, report } = this.context;
    const reason = `"${line.text.slice(0, 20)}…" is of no record type of the layout`;
    if (options.unknownRecords !== 'skip')
      throw new DocumentError('fixed.unknownRecord', reason, placeOf(line));
    report.notice('fixed.unknownRecord', `${reason}; it is left out`, placeOf(line));
  }

  /** @param begins Whether the line begins a record, as far as limits are those of records */
  private count(fields: number, line: Line, begins: boolean): void {
    const { limits } = this.context;
    if (begins && this.scope === 'record') this.items = this.size = 0;
    this.items += fields;
    this.size += line.text.length;
    if (this.items > limits.maxItems) throw tooMany('fields', limits);
    checkSize(this.size, limits, this.scope);
  }
}

function typeOf(line: string, { types }: Layout): RecordType | undefined {
  const told = types.find(
    ({ when }) =>
      when !== undefined && line.slice(when.start, when.end).padEnd(when.equals.length) === when.equals,
  );
  return told ?? types.find(({ when }) => when === undefined);
}

function placeOf({ number, offset }: Line, before = 0) {
  return { line: number, column: before + 1, offset: offset + before };
}
