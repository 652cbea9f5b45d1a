import type { EdiCode } from './codes.ts';
import type { CompiledEntry, CompiledField, ListField, RepeatedField, ScalarField } from './compiled.ts';
import { brokenConditions } from './conditions.ts';
import type { Data } from './data.ts';
import { readValue } from './read-values.ts';
import type { EdiReport } from './report.ts';
import { firstRepetition, firstText, repetitionsOf } from './segment.ts';
import type { EdiElement, EdiSegment } from './segment.ts';

const controlCharacters = /[\u0000-\u001f\u007f]/;

type Elements = readonly (EdiElement | undefined)[];

/** How values of one document are read. */
export interface FieldStyle {
  codeMeanings: boolean;
  /** `,` where commas and points both mark decimals. */
  decimalMark: string;
}

/** Reads the elements of segments into fields of the parsed data. */
export class FieldReader {
  private readonly report: EdiReport;
  private readonly style: FieldStyle;
  private segment: EdiSegment | undefined;
  private loop: string | undefined;

  constructor(report: EdiReport, style: FieldStyle) {
    this.report = report;
    this.style = style;
  }

  /** @param loop The segment that begins the loop in which the segment stands */
  read(segment: EdiSegment, entry: CompiledEntry, data: Data, loop: string | undefined): void {
    this.segment = segment;
    this.loop = loop;
    const { raw } = segment;
    for (const field of entry.fields) {
      // Segments usually end long before the elements that the standard allows them.
      if (field.position >= raw.length) break;
      this.field(raw, field, 0, data, undefined);
    }
    if (raw.length - 1 > entry.size) this.checkUnknown(raw, entry.size);
    if (entry.requiredFields.length > 0) this.checkRequired(segment, entry);
    for (const { place, kind, reason } of brokenConditions(raw, entry.conditions)) {
      this.report.fault(kind === 'missing' ? 'condition' : 'exclusion', reason, segment, place, loop);
    }
  }

  /** @param element The element that components belong to; undefined outside of composites. */
  private field(values: Elements, field: CompiledField, offset: number, data: Data, element?: number): void {
    if (field.kind === 'repeated') {
      this.repeated(values, field, data);
      return;
    }
    const position = offset + field.position;
    const value = values[position];
    if (value === undefined || value === '') return;
    if (field.kind === 'scalar') {
      if (typeof value !== 'string') this.checkParts(value, position);
      this.scalar(firstText(value), field, values, data, position, element);
    } else if (field.kind === 'list') this.list(value, field, data, element ?? position);
    else this.components(componentsOf(value), field.components, data, position);
  }

  /** A separator of components in an element that has none is often meant as text. */
  private checkParts(value: string[] | string[][], position: number): void {
    const [, second] = firstRepetition(value);
    if (second === undefined && repetitionsOf(value).length < 2) return;
    const reason = 'has one part in the guide; the others are found among the segments only';
    this.fault('unknownElement', reason, position, undefined, firstText(value));
  }

  private components(values: Elements, fields: readonly CompiledField[], data: Data, element: number): void {
    for (const field of fields) {
      if (field.position >= values.length) return;
      this.field(values, field, 0, data, element);
    }
  }

  /** A run of groups; where a group is one element, that may be repeated as well. */
  private repeated(values: Elements, field: RepeatedField, data: Data): void {
    const groups: Data[] = [];
    for (let index = 0; index < field.count; index += 1) {
      const offset = field.position + index * field.size;
      if (offset >= values.length) break;
      const value = values[offset];
      const [only] = field.fields;
      if (field.size === 1 && only?.kind === 'composite' && Array.isArray(value?.[0])) {
        for (const repetition of repetitionsOf(value)) {
          addGroup(groups, (group) => this.components(repetition, only.components, group, offset));
        }
      } else {
        addGroup(groups, (group) => {
          for (const part of field.fields) this.field(values, part, offset, group);
        });
      }
    }
    gather(data, field.name, groups);
  }

  private list(value: EdiElement, field: ListField, data: Data, element: number): void {
    const gathered: unknown[] = [];
    const [only] = field.parts;
    for (const repetition of repetitionsOf(value)) {
      const item: Data = {};
      this.components(repetition, field.parts, item, element);
      if (field.objects) {
        if (Object.keys(item).length > 0) gathered.push(item);
      } else if (only !== undefined && item[only.name] !== undefined) gathered.push(item[only.name]);
    }
    gather(data, field.name, gathered);
  }

  private scalar(
    given: string,
    field: ScalarField,
    values: Elements,
    data: Data,
    position: number,
    element: number | undefined,
  ): void {
    const { name, type } = field;
    let value: string | number | undefined;
    if (type === 'AN' || type === 'ID') {
      value = given.trim();
      if (controlCharacters.test(value)) {
        this.fault('character', 'holds a control character', position, element, value);
      }
    } else {
      const form = field.format === undefined ? '' : firstText(values[field.format.position]).trim();
      const read = readValue(given, type, this.style.decimalMark, form);
      if (read.fault !== undefined) this.fault('value', read.fault, position, element, given);
      if (read.text !== undefined && read.text !== '') data[`${name}Text`] = read.text;
      value = read.value;
    }
    if (field.checked) this.check(given.trim(), field, position, element);
    if (value === undefined || value === '') return;
    data[name] = value;
    if (field.codes === undefined || !this.style.codeMeanings) return;
    const code = String(value);
    if (Object.hasOwn(field.codes, code)) data[`${name}Meaning`] = field.codes[code];
  }

  private check(text: string, field: ScalarField, position: number, element: number | undefined): void {
    // Signs and decimal marks do not count as characters of a number.
    const length = field.type === 'R' ? text.replace(/[-.,]/g, '').length : text.length;
    if (length > field.maxLength) {
      const reason = `"${text.slice(0, 40)}" has ${length} characters, more than the ${field.maxLength} allowed`;
      this.fault('tooLong', reason, position, element, text);
    } else if (length > 0 && length < field.minLength) {
      const reason = `"${text}" has ${length} characters, fewer than the ${field.minLength} needed`;
      this.fault('tooShort', reason, position, element, text);
    }
    if (field.codesClosed && text !== '' && field.codes !== undefined && !Object.hasOwn(field.codes, text)) {
      this.fault(
        'code',
        `"${text.slice(0, 40)}" is not one of the codes of ${field.title}`,
        position,
        element,
        text,
      );
    }
  }

  /** Elements beyond those of the guide. */
  private checkUnknown(raw: Elements, known: number): void {
    const beyond = raw.findIndex((value, index) => index > known && value !== undefined && value !== '');
    if (beyond === -1) return;
    const reason = `the guide knows ${known} elements; the others are found among the segments only`;
    this.fault('unknownElement', reason, beyond, undefined, firstText(raw[beyond]));
  }

  private checkRequired(segment: EdiSegment, entry: CompiledEntry): void {
    for (const { name, element, component } of entry.requiredFields) {
      const value = segment.raw[element];
      const parts = value === undefined || typeof value === 'string' ? [value ?? ''] : firstRepetition(value);
      const isThere = component === undefined ? parts.some((part) => part !== '') : Boolean(parts[component]);
      if (isThere) continue;
      this.report.fault(
        'missingElement',
        `the required ${name} is missing`,
        segment,
        { element, component },
        this.loop,
      );
    }
  }

  private fault(
    code: EdiCode,
    reason: string,
    position: number,
    element: number | undefined,
    value: string,
  ): void {
    if (this.segment === undefined) return;
    const place =
      element === undefined ? { element: position, value } : { element, component: position, value };
    this.report.fault(code, reason, this.segment, place, this.loop);
  }
}

/** Lists of one name go on over several elements and segments. */
function gather(data: Data, name: string, values: unknown[]): void {
  if (values.length === 0) return;
  const list = data[name];
  if (Array.isArray(list)) list.push(...values);
  else data[name] = values;
}

function componentsOf(value: EdiElement): Elements {
  return typeof value === 'string' ? [value] : firstRepetition(value);
}

function addGroup(groups: Data[], fill: (group: Data) => void): void {
  const group: Data = {};
  fill(group);
  if (Object.keys(group).length > 0) groups.push(group);
}
