import type { FieldPlace } from './compiled.ts';
import { repetitionsOf } from './segment.ts';
import type { EdiElement, RawSegment } from './segment.ts';

/**
 * What elements ask of one another. The letters are those of X12's syntax notes; the dependency notes of EDIFACT
 * (ISO 9735) are, in this order, D2, D3, D4, D5 and D6:
 *
 * - `P` paired: all of them or none.
 * - `R` required: at least one of them.
 * - `E` exclusion: at most one of them.
 * - `C` conditional: the first one asks for all others.
 * - `L` list: the first one asks for at least one of the others.
 */
export type ConditionKind = 'P' | 'R' | 'E' | 'C' | 'L';

/** A condition as guides write it: `P0304`, `L070809`. */
export interface Condition {
  text: string;
  kind: ConditionKind;
  /** Positions in the segment, the group of elements or the composite, from 1. */
  positions: readonly number[];
}

/** A condition with the places in the segment that it speaks of. */
export interface CompiledCondition {
  text: string;
  kind: ConditionKind;
  places: readonly FieldPlace[];
  /** The first element that it speaks of: segments that end before it can only break an `R`. */
  first: number;
}

/** A condition that a segment does not keep. */
interface BrokenCondition {
  /** What is missing, or what is too much. */
  place: FieldPlace;
  kind: 'missing' | 'excluded';
  reason: string;
}

/** @throws Error when the text is no condition: a fault of the guide's author */
export function parseCondition(text: string): Condition {
  const match = /^([PRECL])((?:\d\d){2,})$/.exec(text);
  const [, kind = '', digits = ''] = match ?? [];
  const positions = digits.match(/\d\d/g)?.map(Number) ?? [];
  if (!isKind(kind) || positions.includes(0) || new Set(positions).size !== positions.length) {
    throw new Error(`guide: "${text}" is no condition such as P0304`);
  }
  return { text, kind, positions };
}

function isKind(letter: string): letter is ConditionKind {
  return letter !== '' && 'PRECL'.includes(letter);
}

/** What a segment does not keep; nothing for most segments. */
export function brokenConditions(
  raw: RawSegment,
  conditions: readonly CompiledCondition[],
): readonly BrokenCondition[] {
  let broken: BrokenCondition[] | undefined;
  for (const condition of conditions) {
    if (isKept(raw, condition)) continue;
    const found = breach(raw, condition);
    if (found !== undefined) (broken ??= []).push(found);
  }
  return broken ?? none;
}

const none: readonly BrokenCondition[] = [];

/** Most conditions of most segments are kept: that is found out without making anything. */
function isKept(raw: RawSegment, { kind, places, first }: CompiledCondition): boolean {
  if (first >= raw.length) return kind !== 'R';
  let count = 0;
  let begins = false;
  for (const place of places) {
    if (!isThere(raw, place)) continue;
    count += 1;
    if (place === places[0]) begins = true;
  }
  if (kind === 'E') return count < 2;
  if (kind === 'R') return count > 0;
  if (count === places.length || count === 0) return true;
  if (kind === 'P') return false;
  return !begins || (kind === 'L' && count > 1);
}

function breach(raw: RawSegment, { text, kind, places }: CompiledCondition): BrokenCondition | undefined {
  const there = places.filter((place) => isThere(raw, place));
  const [given, second] = there;
  if (kind === 'E') {
    if (given === undefined || second === undefined) return undefined;
    return { place: second, kind: 'excluded', reason: `may not come beside ${named(given)} (${text})` };
  }
  const [first] = places;
  const missing = places.find((place) => !there.includes(place));
  if (first === undefined || missing === undefined) return undefined;
  if (kind === 'R') {
    return given === undefined
      ? { place: first, kind: 'missing', reason: `one of ${listed(places)} must be there (${text})` }
      : undefined;
  }
  if (given === undefined || (kind !== 'P' && given !== first)) return undefined;
  if (kind === 'L') {
    const others = places.slice(1);
    const reason = `${named(first)} asks for ${listed(others)} (${text})`;
    return second === undefined ? { place: missing, kind: 'missing', reason } : undefined;
  }
  return { place: missing, kind: 'missing', reason: `is missing beside ${named(given)} (${text})` };
}

function isThere(raw: RawSegment, { element, component }: FieldPlace): boolean {
  const value = raw[element];
  if (value === undefined || value === '') return false;
  if (component === undefined) return hasText(value);
  return repetitionsOf(value).some((parts) => hasText(parts[component] ?? ''));
}

function hasText(value: EdiElement): boolean {
  if (typeof value !== 'string') return value.some(hasText);
  return value.charCodeAt(0) > 0x20 || value.trim() !== '';
}

function listed(places: readonly FieldPlace[]): string {
  return places.map(named).join(' or ');
}

/** `unit (element 3)` */
function named({ name, element, component }: FieldPlace): string {
  return `${name} (element ${element}${component === undefined ? '' : `, component ${component + 1}`})`;
}
