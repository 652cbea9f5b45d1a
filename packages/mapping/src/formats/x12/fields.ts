import type { Report } from '../report.ts';
import type { CompiledField, CompositeField, RepeatedField, ScalarField } from './compile-guide.ts';
import { namePlace, placeOf } from './segments.ts';
import type { X12Element, X12Segment } from './segments.ts';
import { readValue } from './values.ts';

type Data = Record<string, unknown>;
type Elements = readonly (X12Element | undefined)[];

/** Reads the elements of segments into fields of the parsed data. */
export class SegmentFields {
  private readonly report: Report;
  private readonly codeMeanings: boolean;
  private segment: X12Segment | undefined;

  constructor(report: Report, codeMeanings: boolean) {
    this.report = report;
    this.codeMeanings = codeMeanings;
  }

  read(segment: X12Segment, fields: readonly CompiledField[], data: Data): void {
    this.segment = segment;
    for (const field of fields) {
      // Segments usually end long before the elements that the standard allows them.
      if (field.position >= segment.raw.length) return;
      this.field(segment.raw, field, 0, data, undefined);
    }
  }

  /** @param element The element that components belong to; undefined outside of composites. */
  private field(
    values: Elements,
    field: CompiledField,
    offset: number,
    data: Data,
    element: number | undefined,
  ) {
    if (field.kind === 'repeated') {
      this.repeated(values, field, data);
      return;
    }
    const position = offset + field.position;
    const value = values[position];
    if (value === undefined || value === '') return;
    if (field.kind === 'composite') this.composite(value, field, position, data);
    else this.scalar(value, field, data, element ?? position);
  }

  private repeated(values: Elements, field: RepeatedField, data: Data): void {
    const groups: Data[] = [];
    for (let index = 0; index < field.count; index += 1) {
      const offset = field.position + index * field.size;
      if (offset >= values.length) break;
      const group: Data = {};
      for (const part of field.fields) this.field(values, part, offset, group, undefined);
      if (Object.keys(group).length > 0) groups.push(group);
    }
    if (groups.length > 0) data[field.name] = groups;
  }

  private composite(value: X12Element, field: CompositeField, element: number, data: Data): void {
    const components: Elements = typeof value === 'string' ? [value] : firstRepetition(value);
    for (const component of field.components) this.field(components, component, 0, data, element);
  }

  private scalar(value: X12Element, field: ScalarField, data: Data, element: number): void {
    if (field.list) {
      const list = data[field.name];
      const text = plainText(value).trim();
      if (text === '') return;
      if (Array.isArray(list)) list.push(text);
      else data[field.name] = [text];
      return;
    }
    const read = readValue(plainText(value), field.type);
    if (read.fault !== undefined) this.fault(read.fault, element);
    if (read.text !== undefined) data[`${field.name}Text`] = read.text;
    if (read.value === undefined || read.value === '') return;
    data[field.name] = read.value;
    if (field.codes === undefined || !this.codeMeanings) return;
    const code = String(read.value);
    if (Object.hasOwn(field.codes, code)) data[`${field.name}Meaning`] = field.codes[code];
  }

  private fault(reason: string, element: number): void {
    const { segment } = this;
    if (segment === undefined) return;
    this.report.fault('x12.value', reason, placeOf(segment, element), namePlace(segment, element));
  }
}

function firstRepetition(value: string[] | string[][]): string[] {
  const [first] = value;
  return Array.isArray(first) ? first : (value as string[]);
}

/** Where one value is expected, the first component of the first repetition; the rest stays in the segments. */
function plainText(value: X12Element): string {
  if (typeof value === 'string') return value;
  return firstRepetition(value)[0] ?? '';
}
