import { DocumentError } from '../position.ts';
import { attributeMark, textName } from '../xml/tree-builder.ts';
import { compileShape } from './compile.ts';
import type { CompiledShape, Entry, ValueEntry } from './compile.ts';
import type { Profile } from './shape.ts';

type Fields = Record<string, unknown>;

/** Data deeper than this is no document of any profile; a cycle would have no end. */
const deepest = 60;

/**
 * Turns the data of a profile into elements, in the order that the standard's schema asks for.
 * @returns The document with its root element
 * @throws DocumentError `xml.unknownField` for a field that the profile doesn't have, `xml.value` for a list or an
 * object where the profile has text
 */
export function writeProfile(profile: Profile, data: unknown): Fields {
  if (!isFields(data)) throw wrongValue('', 'an object is expected');
  const declarations = Object.entries(profile.prefixes).map(([uri, prefix]) => [
    prefix === '' ? `${attributeMark}xmlns` : `${attributeMark}xmlns:${prefix}`,
    uri,
  ]);
  const shape = compileShape(profile.shape);
  checkNames(shape, data, '');
  return { [profile.root]: { ...Object.fromEntries(declarations), ...elementOf(shape, data, '', 0) } };
}

function elementOf(shape: CompiledShape, data: Fields, place: string, depth: number): Fields {
  if (depth > deepest)
    throw new DocumentError('document.tooDeep', 'the data is nested too deep for a document');
  const element: Fields = {};
  for (const [name, entry] of shape.entries) {
    const value = entryOf(entry, data, place, depth);
    if (value !== undefined) element[name] = value;
  }
  return element;
}

function entryOf(entry: Entry, data: Fields, place: string, depth: number): unknown {
  if (entry.type === 'branch') {
    const element = elementOf(entry.shape, data, place, depth + 1);
    return Object.keys(element).length === 0 ? undefined : element;
  }
  const value = Object.hasOwn(data, entry.name) ? data[entry.name] : undefined;
  if (value === undefined || value === null) return undefined;
  const here = place === '' ? entry.name : `${place}.${entry.name}`;
  if (entry.type === 'value') return valueOf(entry, value, here, depth);
  // Maps give a list of one as that one.
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.map((each, index) => wrapped(entry, valueOf(entry, each, `${here}[${index}]`, depth)));
}

function wrapped({ via }: ValueEntry, value: unknown): unknown {
  return via.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
}

function valueOf({ kind }: ValueEntry, value: unknown, place: string, depth: number): unknown {
  if (typeof kind === 'string') {
    if (typeof value === 'object') throw wrongValue(place, 'text is expected');
    return value;
  }
  if (isFields(value)) {
    checkNames(kind, value, place);
    return elementOf(kind, value, place, depth + 1);
  }
  const text = kind.entries.get(textName);
  if (text?.type === 'value' && typeof value !== 'object') return { [textName]: value };
  throw wrongValue(place, 'an object is expected');
}

function checkNames({ names }: CompiledShape, data: Fields, place: string): void {
  const other = Object.keys(data).find((name) => !names.has(name));
  if (other === undefined) return;
  const where = place === '' ? other : `${place}.${other}`;
  throw new DocumentError('xml.unknownField', 'is not a field of the profile', {}, where);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongValue(place: string, reason: string): DocumentError {
  return new DocumentError('xml.value', reason, {}, place);
}
