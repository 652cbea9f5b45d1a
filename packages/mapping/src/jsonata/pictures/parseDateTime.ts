import { RE2JS } from 're2js';
import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import { COMPILE_STEPS, patternSize } from '../patternSize.ts';
import type { Run } from '../run.ts';
import { DAY_NAMES, datePart, MONTH_NAMES } from './dateParts.ts';
import { dateScanner } from './dateScanner.ts';
import { datePicture, type DatePicturePart, type Marker } from './datePicture.ts';
import type { IntegerPicture } from './integerPicture.ts';
import { parseByPicture } from './integers.ts';
import { WORD_VALUES } from './words.ts';
import { shortPicture } from './pictureLength.ts';

/** Longest text read as a date. */
const MAX_TEXT = 1000;

const ISO = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;

/**
 * Reads an ISO 8601 date or time as milliseconds since 1970.
 * @throws ExpressionError D3110 when it is none
 */
export function parseIsoDateTime(text: string): number {
  const millis = text.length <= MAX_TEXT && ISO.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(millis)) throw new ExpressionError('D3110', { value: text });
  return millis;
}

type Components = Map<string, number>;

/** How one part of a picture is read. */
interface Reader {
  regex: string;
  component?: string;
  read?: (text: string) => number | undefined;
}

/** A picture made ready to read texts by it. */
interface DateReader {
  read: (run: Run, text: string) => number | undefined;
  /** Size of its pattern, by which it takes time to make ready and memory. */
  size: number;
}

/** Largest pattern of a picture: number words have about 500 instructions. */
const MAX_PATTERN = 8000;

/** Readers kept take about 45 MB at most. */
const cache = new LruCache<DateReader>({
  entries: 500,
  characters: 100_000,
  weigh: (picture, { size }) => picture.length + size,
});

/**
 * Reads a date or time by a picture as milliseconds since 1970. What the picture leaves out on the
 * left is taken from the time of the run, on the right it is the least possible.
 * @returns undefined when the text does not fit the picture
 * @throws ExpressionError D3132, D3133, D3135, D3136 for a picture that does not work, X1008, X1009 for
 * one that is too large, D1001 for an impossible moment
 */
export function parseDateTime(run: Run, text: string, picture: string): number | undefined {
  if (text.length > MAX_TEXT) throw new ExpressionError('D1001', { value: text });
  run.tick(text.length);
  const reader = cache.get(shortPicture(picture), (fresh) => compileReader(run, fresh));
  const millis = reader.read(run, text);
  if (millis !== undefined && !Number.isFinite(millis)) throw new ExpressionError('D1001', { value: text });
  return millis;
}

function compileReader(run: Run, picture: string): DateReader {
  const parts = datePicture(picture);
  run.tick(picture.length);
  const scan = dateScanner(parts);
  if (scan) return { read: (_run, text) => scan(text), size: 0 };
  const readers = parts.map(readerOf);
  const regex = readers.map((reader) => `(${reader.regex})`).join('');
  const size = patternSize(regex);
  if (size > MAX_PATTERN) throw new ExpressionError('X1009');
  run.tick(size * COMPILE_STEPS);
  const engine = RE2JS.compile(regex, RE2JS.CASE_INSENSITIVE);
  const read: DateReader['read'] = (asked, text) => {
    const components = componentsOf(engine, readers, text);
    return components && components.size > 0 ? momentOf(asked, components) : undefined;
  };
  return { read, size };
}

/** Values of the components of a text; undefined when it does not fit. */
function componentsOf(engine: RE2JS, readers: readonly Reader[], text: string): Components | undefined {
  const match = engine.matcher(text);
  if (!match.matches()) return undefined;
  const components: Components = new Map();
  readers.forEach((reader, index) => {
    if (!reader.read || reader.component === undefined) return;
    const value = reader.read(match.group(index + 1) ?? '');
    if (value === undefined) components.delete(reader.component);
    else components.set(reader.component, value);
  });
  return components;
}

function readerOf(part: DatePicturePart): Reader {
  if (typeof part === 'string') return { regex: RE2JS.quote(part) };
  const { component } = part;
  if (component === 'Z' || component === 'z') return { component, ...zoneReader(part) };
  if (component === 'f')
    return { component, regex: '[0-9]+', read: (text) => Number(`0.${text.slice(0, 3)}`) * 1000 };
  const { integer } = part;
  if (integer) {
    return {
      component,
      regex: integerRegex(integer, part.exactDigits),
      read: (text) => parseByPicture(text, integer),
    };
  }
  const names = namesOf(part);
  return { component, regex: '[a-zA-Z]+', read: (text) => names.get(text) };
}

function integerRegex(picture: IntegerPicture, exactDigits: number | undefined): string {
  const upper = picture.letterCase === 'upper';
  switch (picture.kind) {
    case 'letters':
      return upper ? '[A-Z]+' : '[a-z]+';
    case 'roman':
      return upper ? '[MDCLXVI]+' : '[mdclxvi]+';
    case 'words':
      return `(?:${[...WORD_VALUES.keys(), 'and', '[\\-, ]'].join('|')})+`;
    case 'digits':
      return (exactDigits ? `[0-9]{${exactDigits}}` : '[0-9]+') + (picture.ordinal ? '(?:th|st|nd|rd)' : '');
    default:
      throw new ExpressionError('D3130', { value: picture.token });
  }
}

/** Numbers of the names that a component can have. */
function namesOf(part: Marker): ReadonlyMap<string, number> {
  const cut = (name: string): string => (part.mostCharacters ? name.slice(0, part.mostCharacters) : name);
  if (part.component === 'M' || part.component === 'x') {
    return new Map(MONTH_NAMES.map((name, index) => [cut(name), index + 1]));
  }
  if (part.component === 'F') return new Map(DAY_NAMES.map((name, index) => [cut(name), index]));
  if (part.component !== 'P') throw new ExpressionError('D3133', { value: part.component });
  return new Map([
    ['am', 0],
    ['AM', 0],
    ['pm', 1],
    ['PM', 1],
  ]);
}

/** Reads a time zone as minutes from UTC. */
function zoneReader(part: Marker): Pick<Reader, 'regex' | 'read'> {
  const lead = part.component === 'z' ? 'GMT' : '';
  const separator = part.integer?.digits.regular?.character;
  const regex = `${lead}[-+][0-9]+${separator === undefined ? '' : `${RE2JS.quote(separator)}[0-9]+`}`;
  const read = (text: string): number => {
    const value = text.slice(lead.length);
    const cut = separator === undefined ? (value.length <= 3 ? value.length : 3) : value.indexOf(separator);
    const minutes = value.slice(separator === undefined ? cut : cut + separator.length);
    return (
      Number.parseInt(value.slice(0, cut), 10) * 60 + (minutes === '' ? 0 : Number.parseInt(minutes, 10))
    );
  };
  return { regex, read };
}

/** Sets of components that tell a date or a time, as bits in the order YXMxWwdD and PHhmsf. */
const DATE_BY_MONTH = 0b10100001;
const DATE_BY_DAY_OF_YEAR = 0b10000010;
const DATE_BY_WEEK_OF_MONTH = 0b01010100;
const DATE_BY_WEEK = 0b01001000;
const TIME_24 = 0b010111;
const TIME_12 = 0b101111;

function maskOf(components: Components, order: string): number {
  // As in the reference, a component that is zero does not count.
  return Array.from(order).reduce((mask, name) => mask * 2 + (components.get(name) ? 1 : 0), 0);
}

/** Whether only components of the set are given, and one at least. */
function isWithin(mask: number, set: number): boolean {
  return (~set & mask) === 0 && (set & mask) !== 0;
}

function momentOf(run: Run, components: Components): number {
  const dates = maskOf(components, 'YXMxWwdD');
  const byMonth = isWithin(dates, DATE_BY_MONTH);
  const byDayOfYear = !byMonth && isWithin(dates, DATE_BY_DAY_OF_YEAR);
  const byWeekOfMonth = isWithin(dates, DATE_BY_WEEK_OF_MONTH);
  const byWeek = !byWeekOfMonth && isWithin(dates, DATE_BY_WEEK);
  const times = maskOf(components, 'PHhmsf');
  const twelveHours = !isWithin(times, TIME_24) && isWithin(times, TIME_12);
  const dateOrder = byDayOfYear ? 'YD' : byWeekOfMonth ? 'XxwF' : byWeek ? 'XWF' : 'YMD';
  fillGaps(run, components, dateOrder + (twelveHours ? 'Phmsf' : 'Hmsf'));
  // Dates by week are recognised but, as in the reference, not supported.
  if (byWeekOfMonth || byWeek) throw new ExpressionError('D3136');
  const part = (name: string): number => components.get(name) ?? NaN;
  const day = byDayOfYear
    ? dayOfYear(part('Y'), part('d'))
    : { month: Math.max(0, (components.get('M') ?? 0) - 1), day: part('D') };
  const hour = twelveHours ? (part('h') === 12 ? 0 : part('h')) + (part('P') === 1 ? 12 : 0) : part('H');
  const millis = Date.UTC(part('Y'), day.month, day.day, hour, part('m'), part('s'), part('f'));
  return millis - (components.get('Z') || components.get('z') || 0) * 60_000;
}

function dayOfYear(year: number, number: number): { month: number; day: number } {
  const date = new Date(Date.UTC(year, 0) + (number - 1) * 86_400_000);
  return { month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** Fills in what is not given, from the greatest component to the least. */
function fillGaps(run: Run, components: Components, order: string): void {
  const now = new Date(run.now);
  let started = false;
  let ended = false;
  for (const name of order) {
    if (components.has(name)) {
      started = true;
      if (ended) throw new ExpressionError('D3136');
    } else if (started) {
      components.set(name, 'MDd'.includes(name) ? 1 : 0);
      ended = true;
    } else {
      const value = datePart(now, name);
      components.set(name, typeof value === 'number' ? value : 0);
    }
  }
}
