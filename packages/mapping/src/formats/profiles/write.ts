import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { attributeMark, textName } from '../xml/tree-builder.ts';
import { compileShape } from './compile.ts';
import type { CompiledShape, Entry, ValueEntry } from './compile.ts';
import type { Profile } from './shape.ts';

type Fields = Record<string, unknown>;

/**
 * Turns the data of a profile into elements, in the order that the standard's schema asks for.
 * @returns The document with its root element
 * @throws DocumentError `xml.unknownField` for a field that the profile doesn't have, `xml.value` for a list or an
 * object where the profile has text, `document.tooMany`
 */
export function writeProfile(profile: Profile, data: unknown, limits: DocumentLimits): Fields {
  if (!isFields(data)) throw wrongValue('', 'an object is expected');
  const declarations = Object.entries(profile.prefixes).map(([uri, prefix]) => [
    prefix === '' ? `${attributeMark}xmlns` : `${attributeMark}xmlns:${prefix}`,
    uri,
  ]);
  const root = new ProfileWriter(limits).element(compileShape(profile.shape), data, '');
  return { [profile.root]: { ...Object.fromEntries(declarations), ...root } };
}

/** The depth of the data is bounded by that of the shapes; what it may hold, by the limits. */
class ProfileWriter {
  private readonly limits: DocumentLimits;
  private items = 0;

  constructor(limits: DocumentLimits) {
    this.limits = limits;
  }

  element(shape: CompiledShape, data: Fields, place: string): Fields {
    const other = Object.keys(data).find((name) => !shape.names.has(name));
    if (other === undefined) return this.children(shape, data, place);
    const reason = 'is not a field of the profile';
    throw new DocumentError('xml.unknownField', reason, {}, placeIn(place, other));
  }

  private children(shape: CompiledShape, data: Fields, place: string): Fields {
    const element: Fields = {};
    for (const [name, entry] of shape.entries) {
      const value = this.entry(entry, data, place);
      if (value !== undefined) element[name] = value;
    }
    return element;
  }

  private entry(entry: Entry, data: Fields, place: string): unknown {
    if (entry.type === 'branch') {
      const element = this.children(entry.shape, data, place);
      return Object.keys(element).length === 0 ? undefined : element;
    }
    const value = Object.hasOwn(data, entry.name) ? data[entry.name] : undefined;
    if (value === undefined || value === null) return undefined;
    const here = placeIn(place, entry.name);
    if (entry.type === 'value') return this.value(entry, value, here);
    // Maps give a list of one as that one.
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.map((each, index) => wrapped(entry, this.value(entry, each, `${here}[${index}]`)));
  }

  private value({ kind }: ValueEntry, value: unknown, place: string): unknown {
    this.items += 1;
    if (this.items > this.limits.maxItems) throw tooMany('elements and attributes', this.limits);
    if (typeof kind === 'string') {
      if (typeof value === 'object') throw wrongValue(place, 'text is expected');
      return value;
    }
    if (isFields(value)) return this.element(kind, value, place);
    const text = kind.entries.get(textName);
    if (text?.type === 'value' && typeof value !== 'object') return { [textName]: value };
    throw wrongValue(place, 'an object is expected');
  }
}

function wrapped({ via }: ValueEntry, value: unknown): unknown {
  return via.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value);
}

function placeIn(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrongValue(place: string, reason: string): DocumentError {
  return new DocumentError('xml.value', reason, {}, place);
}
