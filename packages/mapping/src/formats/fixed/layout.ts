import { DatePattern } from '../date-pattern.ts';
import { DocumentError } from '../position.ts';
import type { FieldOptions, FixedParseOptions, RecordTypeOptions } from './options.ts';

/** A field with all its defaults. `start` and `end` are offsets in the line. */
export interface Field {
  name: string;
  start: number;
  end: number;
  type: NonNullable<FieldOptions['type']>;
  alignRight: boolean;
  pad: string;
  trim: boolean;
  decimals: number | undefined;
  implied: boolean;
  date: DatePattern;
  yes: string;
  no: string;
}

export interface RecordType {
  name: string;
  /** Name of the list in the record above. */
  list: string;
  when: { start: number; end: number; equals: string } | undefined;
  fields: readonly Field[];
  /** Names that a record may have: its fields, its lists, and the key of its type. */
  names: Set<string>;
  children: RecordType[];
  parent: RecordType | undefined;
  /** Characters up to the end of the last field. */
  length: number;
}

export interface Layout {
  types: readonly RecordType[];
  byName: ReadonlyMap<string, RecordType>;
  /** Whether records say of which type they are. */
  isNamed: boolean;
  /** Characters of every record, where all have the same. */
  recordLength: number | undefined;
}

/** Which key says of which type a record is. */
export const typeKey = 'record';

/**
 * The layout with its defaults, checked for what a schema can't say.
 * @returns undefined where the options have none
 * @throws DocumentError `options.invalid` names the record type and the field
 */
export function compileLayout(
  options: Pick<FixedParseOptions, 'layout' | 'recordLength' | 'lineEnd'>,
): Layout | undefined {
  const { layout, recordLength, lineEnd } = options;
  if (lineEnd === 'none' && recordLength === undefined) {
    throw new DocumentError('options.invalid', 'is missing, as no line ends are', {}, 'option recordLength');
  }
  if (layout === undefined) return undefined;
  const isNamed = layout.length > 1;
  const types = layout.map((type) => compileType(type, isNamed, recordLength));
  const byName = new Map(types.map((type) => [type.name, type]));
  if (byName.size < types.length) throw invalid('two record types have the same name');
  if (types.filter((type) => type.when === undefined).length > 1) {
    throw invalid('only one record type may be without "when"');
  }
  for (const [index, { children = [] }] of layout.entries()) adopt(types[index], children, byName);
  for (const type of types) checkTree(type);
  return { types, byName, isNamed, recordLength };
}

function compileType(
  type: RecordTypeOptions,
  isNamed: boolean,
  recordLength: number | undefined,
): RecordType {
  const fields = type.fields.map((field) => compileField(type.name, field));
  checkFields(type.name, fields, isNamed);
  const { when } = type;
  const width = when?.length ?? when?.equals.length ?? 0;
  if (when !== undefined && when.equals.length > width) {
    throw invalid(`"${when.equals}" is longer than the ${width} characters compared`, type.name);
  }
  const told = when && {
    start: when.at - 1,
    end: when.at - 1 + width,
    equals: when.equals.padEnd(width),
  };
  const length = Math.max(told?.end ?? 0, ...fields.map(({ end }) => end));
  if (recordLength !== undefined && length > recordLength) {
    throw invalid(`goes to position ${length}, beyond the record length ${recordLength}`, type.name);
  }
  const { name, list = name } = type;
  const names = new Set([typeKey, ...fields.map((field) => field.name)]);
  return { name, list, when: told, fields, names, children: [], parent: undefined, length };
}

function compileField(record: string, options: FieldOptions): Field {
  const { name, at, length, type = 'text', implied = false, trim = true, yes = 'Y', no = 'N' } = options;
  const place = `field "${name}"`;
  const isNumber = type === 'number' || type === 'decimal' || type === 'integer';
  if (implied && (!isNumber || type === 'integer'))
    throw invalid(`${place}: only a number or a decimal has implied decimals`, record);
  if (implied && options.decimals === undefined)
    throw invalid(`${place}: "decimals" is missing: how many are implied`, record);
  if (type === 'boolean' && Math.max(yes.length, no.length) > length)
    throw invalid(`${place}: "${yes}" and "${no}" don't fit into ${length} characters`, record);
  if (type !== 'text' && options.pad !== undefined && /[1-9+.-]/.test(options.pad))
    throw invalid(`${place}: "${options.pad}" can't be told from the value it pads`, record);
  if (isNumber && options.pad === '0' && options.align === 'left')
    throw invalid(`${place}: zeros behind a number would change it`, record);
  return {
    ...{ name, type, implied, trim, yes, no },
    ...{ start: at - 1, end: at - 1 + length, decimals: options.decimals },
    alignRight: (options.align ?? (isNumber ? 'right' : 'left')) === 'right',
    pad: options.pad ?? (implied ? '0' : ' '),
    date: new DatePattern(options.datePattern ?? 'yyyyMMdd'),
  };
}

function checkFields(record: string, fields: readonly Field[], isNamed: boolean): void {
  const names = new Set<string>(isNamed ? [typeKey, '__proto__'] : ['__proto__']);
  for (const { name } of fields) {
    if (names.has(name)) throw invalid(`a field can't be called "${name}" here, or not twice`, record);
    names.add(name);
  }
  let before: Field | undefined;
  for (const field of fields.toSorted((a, b) => a.start - b.start)) {
    if (before !== undefined && field.start < before.end) {
      throw invalid(`fields ${described(before)} and ${described(field)} overlap`, record);
    }
    before = field;
  }
}

function described({ name, start, end }: Field): string {
  return `"${name}" (${start + 1}–${end})`;
}

function adopt(
  parent: RecordType | undefined,
  children: readonly string[],
  byName: ReadonlyMap<string, RecordType>,
): void {
  if (parent === undefined) return;
  for (const name of children) {
    const child = byName.get(name);
    if (child === undefined) throw invalid(`there is no record type "${name}" to be below it`, parent.name);
    if (child.parent !== undefined)
      throw invalid(`"${name}" is below "${child.parent.name}" already`, parent.name);
    if (child.list === '__proto__' || parent.names.has(child.list))
      throw invalid(`"${child.list}" is taken: the list needs a name`, parent.name);
    parent.names.add(child.list);
    child.parent = parent;
    parent.children.push(child);
  }
}

function checkTree(type: RecordType): void {
  const seen = new Set([type]);
  for (let above = type.parent; above !== undefined; above = above.parent) {
    if (seen.has(above)) throw invalid('is below itself', above.name);
    seen.add(above);
  }
}

function invalid(reason: string, record?: string): DocumentError {
  const place = record === undefined ? 'option layout' : `option layout, record "${record}"`;
  return new DocumentError('options.invalid', reason, {}, place);
}
