import { fullYear, isoDate } from './calendar.ts';
import type { ReadValue } from './read-value.ts';

/**
 * Dates, times, periods and durations in the forms that the codes of UN/EDIFACT data element 2379 name, and in
 * ISO 8601. A picture has a letter for each digit: C and Y year, M month, D day, H hour, m minute, S second,
 * W week; `-` stands for itself.
 */
const pictures: Readonly<Record<string, string>> = {
  '2': 'DDMMYY',
  '3': 'MMDDYY',
  '4': 'DDMMCCYY',
  '101': 'YYMMDD',
  '102': 'CCYYMMDD',
  '103': 'YYWWD',
  '105': 'YYDDD',
  '106': 'MMDD',
  '201': 'YYMMDDHHmm',
  '202': 'YYMMDDHHmmSS',
  '203': 'CCYYMMDDHHmm',
  '204': 'CCYYMMDDHHmmSS',
  '303': 'CCYYMMDDHHmm',
  '304': 'CCYYMMDDHHmmSS',
  '401': 'HHmm',
  '402': 'HHmmSS',
  '602': 'CCYY',
  '609': 'YYMM',
  '610': 'CCYYMM',
  '615': 'YYWW',
  '616': 'CCYYWW',
  '711': 'CCYYMMDD-CCYYMMDD',
  '713': 'YYMMDDHHmm-YYMMDDHHmm',
  '715': 'YYWW-YYWW',
  '716': 'CCYYWW-CCYYWW',
  '717': 'YYMMDD-YYMMDD',
  '718': 'CCYYMMDD-CCYYMMDD',
  '719': 'CCYYMMDDHHmm-CCYYMMDDHHmm',
};

/** Numbers of units: `30` in the form 804 (days) is `P30D`. */
const durations: Readonly<Record<string, readonly [before: string, after: string]>> = {
  '801': ['P', 'Y'],
  '802': ['P', 'M'],
  '803': ['P', 'W'],
  '804': ['P', 'D'],
  '805': ['PT', 'H'],
  '806': ['PT', 'M'],
  '807': ['PT', 'S'],
};

/** These are followed by a time zone, which the value does not say. */
const zoned: ReadonlySet<string> = new Set(['303', '304']);

/** The forms tried where the code is missing or does not fit. */
const guessedForms: readonly string[] = ['102', '203', '204', '718', '719', '101'];

/** The forms that values are written in, where the data names none. */
const usualForms: readonly string[] = ['102', '203', '204', '718', '719', '610', '616', '602', '401', '402'];

/** Reads a value in the form of a code. One that fits another usual form is read by that, and reported. */
export function readByForm(text: string, form: string): ReadValue {
  const read = readForm(text, form);
  if (read !== undefined) return read;
  if (!Object.hasOwn(pictures, form) && !Object.hasOwn(durations, form) && form !== '') return { text };
  for (const other of guessedForms) {
    const value = readForm(text, other)?.value;
    if (value === undefined) continue;
    const fault = form === '' ? {} : { fault: `"${text}" is not of the form ${form}, but of ${other}` };
    return { value, text, ...fault };
  }
  return { text, fault: `"${text}" is not a date of the form ${form === '' ? '102' : form}` };
}

function readForm(text: string, form: string): ReadValue | undefined {
  const duration = durations[form];
  if (duration !== undefined) {
    if (!/^\d+$/.test(text)) return undefined;
    return { value: `${duration[0]}${Number(text)}${duration[1]}` };
  }
  const picture = pictures[form];
  if (picture === undefined) return undefined;
  const hasZone = zoned.has(form) && text.length > picture.length;
  const digits = hasZone ? text.slice(0, picture.length) : text;
  const value = readPicture(digits, picture);
  if (value === undefined) return undefined;
  return hasZone || picture.includes('Y') !== picture.includes('C') ? { value, text } : { value };
}

function readPicture(text: string, picture: string): string | undefined {
  const dash = picture.indexOf('-');
  if (dash === -1) return readMoment(text, picture);
  // Some senders leave out the dash between the two dates.
  const second = text[dash] === '-' ? dash + 1 : dash;
  const from = readMoment(text.slice(0, dash), picture.slice(0, dash));
  const to = readMoment(text.slice(second), picture.slice(dash + 1));
  return from === undefined || to === undefined ? undefined : `${from}/${to}`;
}

function readMoment(text: string, picture: string): string | undefined {
  if (text.length !== picture.length || !/^\d+$/.test(text)) return undefined;
  const part = (letters: string): string => {
    const at = picture.indexOf(letters);
    return at === -1 ? '' : text.slice(at, at + letters.length);
  };
  const time = readClock(part('HH'), part('mm'), part('SS'));
  if (time === undefined) return undefined;
  const day = readDay(part, picture);
  if (day === undefined || day === '') return day === '' && time !== '' ? time : undefined;
  return time === '' ? day : `${day}T${time}`;
}

function readClock(hours: string, minutes: string, seconds: string): string | undefined {
  if (hours === '') return '';
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  return seconds === '' ? `${hours}:${minutes}` : `${hours}:${minutes}:${seconds}`;
}

function readDay(part: (letters: string) => string, picture: string): string | undefined {
  const year = picture.includes('C') ? part('CCYY') : part('YY') === '' ? '' : fullYear(part('YY'));
  if (picture.includes('W')) return readWeek(year, part('WW'), picture.includes('D') ? part('D') : '');
  if (picture.includes('DDD')) return readDayOfYear(year, part('DDD'));
  const month = part('MM');
  if (month === '') return year;
  if (year === '') return isoDate('2000', month, part('DD'))?.replace('2000', '-');
  if (!picture.includes('DD'))
    return Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month}` : undefined;
  return isoDate(year, month, part('DD'));
}

function readWeek(year: string, week: string, day: string): string | undefined {
  if (Number(week) < 1 || Number(week) > 53 || (day !== '' && !/^[1-7]$/.test(day))) return undefined;
  return day === '' ? `${year}-W${week}` : `${year}-W${week}-${day}`;
}

function readDayOfYear(year: string, day: string): string | undefined {
  return Number(day) >= 1 && Number(day) <= 366 ? `${year}-${day}` : undefined;
}

/** What `writeByForm` gives: text and code, or undefined where the value can't be written. */
export interface WrittenDate {
  text: string;
  form: string;
}

/**
 * Writes an ISO 8601 date, time, period or duration.
 * @param form The code that the data names; chosen by the value when there is none
 */
export function writeByForm(value: string, form: string): WrittenDate | undefined {
  if (form !== '') {
    const text = writeForm(value, form);
    return text === undefined ? undefined : { text, form };
  }
  const plain = value.replace(/(T\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/, '$1');
  for (const each of [...usualForms, ...Object.keys(durations)]) {
    const text = writeForm(plain, each);
    if (text !== undefined && readForm(text, each)?.value === plain) return { text, form: each };
  }
  return undefined;
}

function writeForm(value: string, form: string): string | undefined {
  const duration = durations[form];
  if (duration !== undefined) {
    const [before, after] = duration;
    const number = value.slice(before.length, value.length - after.length);
    return value === `${before}${number}${after}` && /^\d+$/.test(number) ? number : undefined;
  }
  const picture = pictures[form];
  if (picture === undefined) return undefined;
  const fitting = fit(value, picture);
  const text = digitsOf(fitting, picture);
  return text !== undefined && readForm(text, form)?.value === fitting ? text : undefined;
}

/** A moment as far as a picture goes: `2026-11-04T09:30:15Z` is `2026-11-04` in CCYYMMDD. */
function fit(value: string, picture: string): string {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?)?$/.exec(value);
  if (match === null || picture.includes('-') || !picture.includes('DD')) return value;
  const [, day = '', clock = '00:00', seconds = ':00'] = match;
  if (picture.includes('SS')) return `${day}T${clock}${seconds}`;
  return picture.includes('HH') ? `${day}T${clock}` : day;
}

/** The digits of a value in the order of a picture. */
function digitsOf(value: string, picture: string): string | undefined {
  const dash = picture.indexOf('-');
  if (dash !== -1) {
    const [from = '', to = ''] = value.split('/');
    const first = digitsOf(from, picture.slice(0, dash));
    const second = digitsOf(to, picture.slice(dash + 1));
    return first === undefined || second === undefined ? undefined : `${first}-${second}`;
  }
  const digits = value.replace(/\D/g, '');
  const order = orderOf(picture);
  if (digits.length !== order.length) return undefined;
  return Array.from(picture, (_letter, index) => digits[positionIn(order, picture, index)] ?? '').join('');
}

/** The letters of a picture in the order of ISO 8601, the year in full. */
function orderOf(picture: string): string {
  const year = picture.includes('Y') ? 'CCYY' : '';
  const rest = ['MM', 'WW', 'DDD', 'DD', 'HH', 'mm', 'SS'].filter((part) => picture.includes(part));
  const days = rest.includes('DDD') ? rest.filter((part) => part !== 'DD') : rest;
  const weekday = picture.includes('WWD') ? 'D' : '';
  return year + days.join('') + weekday;
}

function positionIn(order: string, picture: string, index: number): number {
  const letter = picture[index] ?? '';
  const nth = index - picture.indexOf(letter);
  return order.indexOf(letter) + nth;
}
