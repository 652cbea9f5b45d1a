import { fullYear, isoDate } from './calendar.ts';
import { readByForm } from './dates.ts';
import type { ElementType } from './guide.ts';
import type { ReadValue } from './read-value.ts';

/** Digits that a double-precision number always keeps. */
const exactDigits = 15;

/**
 * Reads the text of an element by its type. Blanks that pad a value are no part of it.
 * @param decimalMark `,` where commas and points both mark decimals (EDIFACT); else points only
 * @param form For dates by a code: the code
 */
export function readValue(given: string, type: ElementType, decimalMark: string, form = ''): ReadValue {
  const text = given.trim();
  if (type === 'AN' || type === 'ID') return { value: text };
  if (type === 'R') return readDecimal(text, decimalMark);
  if (type === 'DT') return readDate(text);
  if (type === 'TM') return readTime(text);
  if (type === 'DTM') return readByForm(text, form);
  return readImplied(text, Number(type[1]));
}

const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,2})?$/;
/** Zeros at the end tell how precise a number is (ISO 9735); X12 has them left out. */
const endsWithZero = /\.\d*0$/;
const integerPattern = /^([+-]?)(\d+)$/;

function readDecimal(text: string, decimalMark: string): ReadValue {
  const pointed = decimalMark === ',' ? text.replace(',', '.') : text;
  if (!decimalPattern.test(pointed)) return { text, fault: `"${text}" is not a number` };
  const value = Number(pointed);
  return isExact(pointed) && !(decimalMark === ',' && endsWithZero.test(pointed))
    ? { value }
    : { value, text };
}

/** `2350` with two implied decimals is 23.5; written with a point, it is taken as written. */
function readImplied(text: string, decimals: number): ReadValue {
  const match = integerPattern.exec(text);
  if (match === null) {
    const read = readDecimal(text, '.');
    return read.fault === undefined && decimals > 0
      ? {
          ...read,
          fault: `"${text}" has a decimal point where ${decimals} decimals are implied; taken as written`,
        }
      : read;
  }
  const [, sign = '', digits = ''] = match;
  const padded = digits.padStart(decimals + 1, '0');
  const point = padded.length - decimals;
  const value = Number(`${sign}${padded.slice(0, point)}.${padded.slice(point)}`);
  return isExact(text) ? { value } : { value, text };
}

function isExact(text: string): boolean {
  return text.length <= exactDigits || text.replace(/^[+-]?0*|\D/g, '').length <= exactDigits;
}

/** CCYYMMDD, or YYMMDD with the century that is nearer. */
function readDate(text: string): ReadValue {
  if (/^\d{8}$/.test(text)) {
    const iso = isoDate(text.slice(0, 4), text.slice(4, 6), text.slice(6));
    if (iso !== undefined) return { value: iso };
  } else if (/^\d{6}$/.test(text)) {
    const iso = isoDate(fullYear(text.slice(0, 2)), text.slice(2, 4), text.slice(4));
    if (iso !== undefined) return { value: iso, text };
  }
  return { text, fault: `"${text}" is not a date` };
}

/** HHMM, HHMMSS, or with fractions of a second. */
function readTime(text: string): ReadValue {
  const match = /^([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(\d{1,2})?)?$/.exec(text);
  if (match === null) return { text, fault: `"${text}" is not a time` };
  const [, hours = '', minutes = '', seconds, fraction] = match;
  const tail = seconds === undefined ? '' : `:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  return { value: `${hours}:${minutes}${tail}` };
}
