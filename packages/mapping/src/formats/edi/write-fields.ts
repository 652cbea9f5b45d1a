import type {
  CompiledEntry,
  CompiledField,
  CompositeField,
  FixedValue,
  ListField,
  RepeatedField,
  ScalarField,
} from './compiled.ts';
import { brokenConditions } from './conditions.ts';
import { isData } from './data.ts';
import type { Data } from './data.ts';
import { writeByForm } from './dates.ts';
import type { EdiElement, RawSegment } from './segment.ts';
import type { WriteFaults } from './write-faults.ts';
import { keptText, writeValue } from './write-values.ts';
import type { ValueStyle } from './write-values.ts';

/** Values of lists that go on over several segments. */
export type ListCursors = Map<string, number>;

/** Makes the elements of segments from fields of named data. */
export class FieldWriter {
  private readonly faults: WriteFaults;
  private readonly style: ValueStyle;

  constructor(faults: WriteFaults, style: ValueStyle) {
    this.faults = faults;
    this.style = style;
  }

  /**
   * One segment.
   * @param path Where the data stands, for messages
   * @param cursors How far lists have been written
   * @param onlyLists For a further segment that goes on with the lists of the one before
   */
  segment(
    entry: CompiledEntry,
    data: Data,
    path: string,
    cursors: ListCursors = new Map(),
    onlyLists = false,
  ): RawSegment {
    const raw: RawSegment = [entry.segment];
    for (const field of entry.fields) {
      if (onlyLists && field.kind !== 'list') continue;
      this.place(raw, field, data, path, cursors);
    }
    this.checkRuns(entry.fields, data, path, cursors);
    for (const fixed of entry.fixed) placeFixed(raw, fixed);
    const { when } = entry;
    if (when !== undefined) placeFixed(raw, { ...when, value: when.usual }, true);
    trim(raw, 1);
    if (onlyLists) return raw;
    this.checkRequired(raw, entry, path);
    for (const { place, reason } of brokenConditions(raw, entry.conditions)) {
      throw this.faults.condition(`${entry.segment}: ${reason}`, `${path}.${place.name}`);
    }
    return raw;
  }

  private place(raw: RawSegment, field: CompiledField, data: Data, path: string, cursors: ListCursors): void {
    if (field.kind === 'repeated') this.repeated(raw, field, data, path, cursors);
    else set(raw, field.position, this.element(field, data, path, cursors));
  }

  private element(
    field: ScalarField | ListField | CompositeField,
    data: Data,
    path: string,
    cursors: ListCursors,
  ): EdiElement {
    if (field.kind === 'scalar') return this.scalar(field, data, path);
    if (field.kind === 'list') return this.list(field, data, path, cursors);
    return simplified(this.components(field.components, data, path, cursors));
  }

  private components(
    fields: readonly CompiledField[],
    data: Data,
    path: string,
    cursors: ListCursors,
  ): string[] {
    const parts: string[] = [];
    const forms: { position: number; form: string }[] = [];
    for (const field of fields) {
      if (field.kind === 'scalar' && field.format !== undefined) {
        const written = this.date(field, field.format.name, data, path);
        if (written !== undefined) forms.push({ position: field.format.position, form: written.form });
        set(parts, field.position, written?.text ?? '');
      } else if (field.kind === 'scalar') set(parts, field.position, this.scalar(field, data, path));
      else if (field.kind === 'list') {
        const value = this.list(field, data, path, cursors);
        set(parts, field.position, typeof value === 'string' ? value : '');
      }
    }
    for (const { position, form } of forms) if ((parts[position] ?? '') === '') set(parts, position, form);
    trim(parts, 0);
    return parts;
  }

  private scalar(field: ScalarField, data: Data, path: string): string {
    const value = own(data, field.name);
    const kept = keptText(value, own(data, `${field.name}Text`), field, '');
    // Kept from an interchange that may have had another decimal mark.
    if (kept !== undefined) return field.type === 'R' ? kept.replace(/[.,]/, this.style.decimalMark) : kept;
    if (value === undefined || value === null || value === '') return '';
    return this.text(value, field, `${path}.${field.name}`);
  }

  private text(value: unknown, field: ScalarField, path: string): string {
    const written = writeValue(value, field, this.style);
    if (written.text !== undefined) return written.text;
    throw this.faults.value(written.fault, path);
  }

  private date(
    field: ScalarField,
    formName: string,
    data: Data,
    path: string,
  ): { text: string; form: string } | undefined {
    const value = own(data, field.name);
    const given = own(data, formName);
    const form = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
    const kept = keptText(value, own(data, `${field.name}Text`), field, form);
    if (kept !== undefined) return { text: kept, form };
    if (value === undefined || value === null || value === '') return undefined;
    const written = typeof value === 'string' ? writeByForm(value.trim(), form) : undefined;
    if (written !== undefined) return written;
    const reason =
      form === '' ? 'is no date, time or period' : `can't be written as a date of the form ${form}`;
    throw this.faults.value(`${JSON.stringify(value).slice(0, 60)} ${reason}`, `${path}.${field.name}`);
  }

  /** The next values of a list: one, or as many repetitions as the element may have. */
  private list(field: ListField, data: Data, path: string, cursors: ListCursors): EdiElement {
    const values = listOf(own(data, field.name));
    const from = cursors.get(field.name) ?? 0;
    const to = Math.min(values.length, from + field.repeats);
    cursors.set(field.name, to);
    const parts = values.slice(from, to).map((value, index) => {
      const place = `${path}.${field.name}[${from + index}]`;
      return this.listed(field, value, place);
    });
    const [only = []] = parts;
    return parts.length > 1 ? parts : simplified(only);
  }

  private listed(field: ListField, value: unknown, path: string): string[] {
    const [only] = field.parts;
    if (!field.objects && only?.kind === 'scalar') {
      return [value === null || value === undefined ? '' : this.text(value, only, path)];
    }
    if (!isData(value)) throw this.faults.value('must be an object', path);
    return this.components(field.parts, value, path, new Map());
  }

  /** The next groups of a list, as many as the run has room for. */
  private repeated(
    raw: RawSegment,
    field: RepeatedField,
    data: Data,
    path: string,
    cursors: ListCursors,
  ): void {
    const from = cursors.get(field.name) ?? 0;
    const values = listOf(own(data, field.name)).slice(from, from + field.count);
    cursors.set(field.name, from + values.length);
    values.forEach((value, index) => {
      const place = `${path}.${field.name}[${from + index}]`;
      if (!isData(value)) throw this.faults.value('must be an object', place);
      const offset = field.position + index * field.size;
      for (const part of field.fields) {
        if (part.kind === 'repeated') continue;
        set(raw, offset + part.position, this.element(part, value, place, new Map()));
      }
    });
  }

  /** Groups that the runs of a segment had no room for. */
  private checkRuns(fields: readonly CompiledField[], data: Data, path: string, cursors: ListCursors): void {
    for (const { kind, name } of fields) {
      const written = cursors.get(name) ?? 0;
      if (kind !== 'repeated' || written >= listOf(own(data, name)).length) continue;
      throw this.faults.tooMany(`no more than ${written} can be written`, `${path}.${name}[${written}]`);
    }
  }

  private checkRequired(raw: RawSegment, entry: CompiledEntry, path: string): void {
    for (const { name, element, component } of entry.requiredFields) {
      const value = raw[element] ?? '';
      const part = component === undefined || typeof value === 'string' ? value : value[component];
      const there = typeof value === 'string' && component !== undefined && component > 0 ? '' : (part ?? '');
      if (there.length === 0) throw this.faults.missing(`${entry.segment} needs it`, `${path}.${name}`);
    }
  }
}

/** How many values of lists are still to be written. */
export function listsLeft(entry: CompiledEntry, data: Data, cursors: ListCursors): string | undefined {
  for (const name of listNames(entry.fields)) {
    if ((cursors.get(name) ?? 0) < listOf(own(data, name)).length) return name;
  }
  return undefined;
}

function listNames(fields: readonly CompiledField[]): string[] {
  return fields.flatMap((field) => {
    if (field.kind === 'composite') return listNames(field.components);
    return field.kind === 'list' ? [field.name] : [];
  });
}

/** A list of values. Maps often give a single value in place of a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function own(data: Data, name: string): unknown {
  return Object.hasOwn(data, name) ? data[name] : undefined;
}

/** Sets a position, with nothing in the positions before it that have no value. */
function set<T>(list: (T | string)[], position: number, value: T | string): void {
  if (value === '') return;
  while (list.length < position) list.push('');
  list[position] = value;
}

function placeFixed(raw: RawSegment, fixed: FixedValue, onlyIfEmpty = false): void {
  const { element, component, value } = fixed;
  const existing = raw[element] ?? '';
  if (component === undefined) {
    if (!onlyIfEmpty || existing === '') set(raw, element, value);
    return;
  }
  const parts = typeof existing === 'string' ? [existing] : existing.map((part) => String(part));
  if (onlyIfEmpty && (parts[component] ?? '') !== '') return;
  set(parts, component, value);
  set(raw, element, simplified(parts));
}

function trim(list: readonly unknown[] & { pop(): unknown }, least: number): void {
  while (list.length > least && (list[list.length - 1] === '' || list[list.length - 1] === undefined))
    list.pop();
}

/** A composite with its first component alone is written as a simple element. */
function simplified(parts: string[]): EdiElement {
  return parts.length > 1 ? parts : (parts[0] ?? '');
}
