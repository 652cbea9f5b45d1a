const dayMs = 86_400_000;

/** Day 0 of the usual system, as days count after the 29 February 1900 that there never was. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999. */
const lastDay = 2_958_465;

export type DateKind = 'date' | 'time' | 'moment';

/**
 * A day counted by a spreadsheet as ISO 8601, to the second: "2026-11-04", "2026-11-04T09:30:00", or "09:30:00".
 * @param since The workbook's year of day 0
 * @returns undefined for a number that is no day
 */
export function isoOfSerial(serial: number, kind: DateKind, since: 1900 | 1904): string | undefined {
  if (!(serial >= 0) || serial > lastDay + 1) return undefined;
  // Days of 1900 up to the false 29 February are one further from day 0.
  const shift = since === 1900 && serial < 60 ? 1 : 0;
  const seconds = Math.round((serial + shift) * 86_400);
  const at = new Date((since === 1904 ? epoch1904 : epoch1900) + seconds * 1_000).toISOString();
  if (kind === 'time') return serial < 1 ? at.slice(11, 19) : undefined;
  return kind === 'date' && seconds % 86_400 === 0 ? at.slice(0, 10) : at.slice(0, 19);
}

const isoPattern = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}))?$/;

/**
 * The number of a day, or of a moment, in the system of 1900.
 * @returns undefined for other text, days that there are none, and those before March 1900, which programs count
 * differently
 */
export function serialOfIso(iso: string): { serial: number; kind: 'date' | 'moment' } | undefined {
  const match = isoPattern.exec(iso);
  if (match === null) return undefined;
  const [, day = '', time] = match;
  const ms = Date.parse(`${day}T${time ?? '00:00:00'}Z`);
  // Also 31 February, which some engines take for a day of March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(`${day}T${time ?? ''}`)) return undefined;
  const serial = (ms - epoch1900) / dayMs;
  return serial < 61 ? undefined : { serial, kind: time === undefined ? 'date' : 'moment' };
}

/** Number formats that every workbook has (ECMA-376 part 1, 18.8.30). */
export function kindOfBuiltin(id: number): DateKind | undefined {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if (id === 22) return 'moment';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : undefined;
}

/** What a number format shows; its first section counts, quoted texts, escapes and colours aside. */
export function kindOfFormat(code: string): DateKind | undefined {
  const [section = ''] = code
    .slice(0, 255)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .split(';', 1);
  // [h] and the like count hours beyond a day: they are durations, and stay numbers.
  if (/\[(?:h+|m+|s+)\]/i.test(section)) return undefined;
  const letters = section.replace(/\[[^\]]*\]/g, '').toLowerCase();
  if (/general/.test(letters) || /[#?]/.test(letters)) return undefined;
  const hasTime = /[hs]/.test(letters);
  const hasDay = /[yd]/.test(letters) || (!hasTime && /m/.test(letters));
  if (!hasDay) return hasTime ? 'time' : undefined;
  return hasTime ? 'moment' : 'date';
}
