import type { DatePicturePart, Marker } from './datePicture.ts';

/** Components that make a moment directly, from the greatest to the least. */
const ORDER = 'YMDHmsf';

/** Reads a part of a text: where it ends, or -1 when it does not fit. */
type Scan = (text: string, from: number, values: number[]) => number;

/** Reads a text as milliseconds since 1970; undefined when it does not fit. */
export type DateScanner = (text: string) => number | undefined;

/**
 * A quick reader for pictures of digits that tell a date from the year down without a gap, such as
 * `[Y0001][M01][D01]` or `[D]/[M]/[Y] [H]:[m]`: they need neither a pattern nor the present time.
 * @returns undefined for any other picture
 */
export function dateScanner(parts: readonly DatePicturePart[]): DateScanner | undefined {
  const scans: Scan[] = [];
  for (const [index, part] of parts.entries()) {
    const scan = typeof part === 'string' ? literal(part) : digits(part, parts[index + 1]);
    if (!scan) return undefined;
    scans.push(scan);
  }
  const components = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.component]));
  const complete =
    components.length > 0 &&
    ORDER.slice(0, components.length)
      .split('')
      .every((name) => components.includes(name));
  return complete ? (text) => scanAll(scans, text) : undefined;
}

function scanAll(scans: readonly Scan[], text: string): number | undefined {
  const values = [NaN, 1, 1, 0, 0, 0, 0];
  let position = 0;
  for (const scan of scans) {
    position = scan(text, position, values);
    if (position < 0) return undefined;
  }
  if (position !== text.length) return undefined;
  const [year = NaN, month = 1, day = 1, hour = 0, minute = 0, second = 0, milli = 0] = values;
  return Date.UTC(year, Math.max(0, month - 1), day, hour, minute, second, milli);
}

function literal(part: string): Scan | undefined {
  // Other characters may have more than two cases.
  if (!/^[\x20-\x7e]*$/.test(part)) return undefined;
  const folded = part.toLowerCase();
  return (text, from) => {
    const end = from + part.length;
    const found = text.slice(from, end);
    return found === part || found.toLowerCase() === folded ? end : -1;
  };
}

function digits(part: Marker, next: DatePicturePart | undefined): Scan | undefined {
  const slot = ORDER.indexOf(part.component);
  const { integer, exactDigits } = part;
  const fraction = part.component === 'f';
  if (slot < 0 || !integer || (!fraction && (integer.kind !== 'digits' || integer.ordinal))) return undefined;
  if (integer.digits.zero !== 0x30 || integer.digits.separators.length > 0) return undefined;
  // Without a fixed width, something that is no digit must end the number.
  const ended = next === undefined || (typeof next === 'string' && !/^[0-9]/.test(next));
  const width = fraction ? undefined : exactDigits;
  if (width === undefined && !ended) return undefined;
  return (text, from, values) => {
    const end = endOfDigits(text, from, width ?? text.length);
    if (end === from || (width !== undefined && end - from !== width)) return -1;
    values[slot] = fraction
      ? Number(`0.${text.slice(from, Math.min(end, from + 3))}`) * 1000
      : Number(text.slice(from, end));
    return end;
  };
}

function endOfDigits(text: string, from: number, most: number): number {
  const limit = Math.min(text.length, from + most);
  let end = from;
  while (end < limit && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  return end;
}
