import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import type { Run } from '../run.ts';
import { DAY_NAMES, datePart, MONTH_NAMES, numberPart } from './dateParts.ts';
import { datePicture, type Marker } from './datePicture.ts';
import { formatByPicture, formatInteger } from './integers.ts';
import type { LetterCase } from './integerPicture.ts';
import { shortPicture } from './pictureLength.ts';

const ISO = '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]';

/** Difference of a time zone from UTC. */
interface Offset {
  hours: number;
  minutes: number;
}

/**
 * Writes a moment.
 * @param millis milliseconds since 1970
 * @param picture date picture; ISO 8601 when left out
 * @param timezone difference from UTC as `+hhmm`
 * @throws ExpressionError D3132 to D3135 for a picture that does not work, D1001 for an impossible moment,
 * D3211 for a time zone that is none
 */
export function formatDateTime(run: Run, millis: number, picture?: string, timezone?: string): string {
  if (picture === undefined && timezone === undefined) {
    const date = new Date(millis);
    if (date.getUTCFullYear() >= 0 && date.getUTCFullYear() <= 9999) return date.toISOString();
  }
  return formatMoment(run, millis, picture ?? ISO, offsetOf(timezone));
}

/** Writes a moment by a picture, as a clock that differs from UTC shows it; throws like formatDateTime. */
export function formatMoment(run: Run, millis: number, picture: string, offset: Offset): string {
  const local = new Date(millis + (60 * offset.hours + offset.minutes) * 60_000);
  if (Number.isNaN(local.getTime())) throw new ExpressionError('D1001', { value: millis });
  let text = '';
  for (const write of cache.get(shortPicture(picture), compileWriters)) text += write(run, local, offset);
  run.charge(text.length);
  return text;
}

/** Writes one part of a picture. */
type Writer = (run: Run, date: Date, offset: Offset) => string;

const cache = new LruCache<readonly Writer[]>({ entries: 500 });

function compileWriters(picture: string): Writer[] {
  return datePicture(picture).map((part) => {
    if (typeof part === 'string') return () => part;
    return digitsWriter(part) ?? ((run, date, offset) => formatPart(run, date, part, offset));
  });
}

/** Most digits that are filled up with zeros without being charged one by one. */
const FEW_DIGITS = 10;

/** The usual component: a number in plain digits. */
function digitsWriter({ component, names, integer, mandatory, yearDigits }: Marker): Writer | undefined {
  if (names !== undefined || integer?.kind !== 'digits' || integer.ordinal) return undefined;
  const { zero, regular, separators } = integer.digits;
  const plain = zero === 0x30 && !regular && separators.length === 0 && mandatory <= FEW_DIGITS;
  const read = numberPart(component);
  if (!plain || !read) return undefined;
  const limit = component === 'Y' && yearDigits !== -1 ? 10 ** yearDigits : Infinity;
  return (_run, date) => {
    const value = read(date) % limit;
    const text = String(Math.abs(value)).padStart(mandatory, '0');
    return value < 0 ? `-${text}` : text;
  };
}

function offsetOf(timezone: string | undefined): Offset {
  if (timezone === undefined) return { hours: 0, minutes: 0 };
  const value = Number.parseInt(timezone, 10);
  if (Number.isNaN(value)) throw new ExpressionError('D3211', { value: timezone });
  return { hours: Math.floor(value / 100), minutes: value % 100 };
}

function formatPart(run: Run, date: Date, part: Marker, offset: Offset): string {
  if (part.component === 'Z' || part.component === 'z') return formatZone(run, part, offset);
  const value = datePart(date, part.component);
  if (typeof value !== 'number') {
    return part.component === 'P' && part.names === 'upper' ? String(value).toUpperCase() : String(value);
  }
  if (part.names !== undefined && part.component !== 'f') return formatName(value, part, part.names);
  // The year shows its last digits only where the picture has few.
  const shown = part.component === 'Y' && part.yearDigits !== -1 ? value % 10 ** part.yearDigits : value;
  return part.integer ? formatByPicture(run, shown, part.integer, part.mandatory) : String(shown);
}

function formatName(value: number, part: Marker, letterCase: LetterCase): string {
  const name = nameOf(value, part.component);
  const cased =
    letterCase === 'upper' ? name.toUpperCase() : letterCase === 'lower' ? name.toLowerCase() : name;
  return part.mostCharacters === undefined ? cased : cased.slice(0, part.mostCharacters);
}

function nameOf(value: number, component: string): string {
  if (component === 'M' || component === 'x') return MONTH_NAMES[value - 1] ?? '';
  if (component === 'F') return DAY_NAMES[value] ?? '';
  throw new ExpressionError('D3133', { value: component });
}

function formatZone(run: Run, part: Marker, offset: Offset): string {
  const total = offset.hours * 100 + offset.minutes;
  if (total === 0 && part.zulu) return 'Z';
  const text = (total >= 0 ? '+' : '') + zoneDigits(run, part, offset, total);
  return part.component === 'z' ? `GMT${text}` : text;
}

function zoneDigits(run: Run, part: Marker, offset: Offset, total: number): string {
  const { integer } = part;
  if (!integer) return String(total);
  const digits = integer.digits.mandatory;
  if (integer.digits.regular || digits === 3 || digits === 4) return formatByPicture(run, total, integer);
  if (digits !== 1 && digits !== 2) throw new ExpressionError('D3134', { value: digits });
  const hours = formatByPicture(run, offset.hours, integer);
  return offset.minutes === 0 ? hours : `${hours}:${formatInteger(run, offset.minutes, '00')}`;
}
