import type { ElementType } from './guide.ts';

/** An element's value in the parsed data. */
export interface ReadValue {
  /** Left out when the text is no value of its type. */
  value?: string | number;
  /** The text as given, where the value doesn't say all of it. */
  text?: string;
  /** What is wrong with the text. */
  fault?: string;
}

/** Digits that a double-precision number always keeps. */
const exactDigits = 15;
/** Two-digit years below this are of this century. */
const centuryPivot = 70;

/** Reads the text of an element by its type. Blanks that pad a value are no part of it. */
export function readValue(given: string, type: ElementType): ReadValue {
  return readers[type](given.trim());
}

const readers: Readonly<Record<ElementType, (text: string) => ReadValue>> = {
  AN: (text) => ({ value: text }),
  ID: (text) => ({ value: text }),
  DT: readDate,
  TM: readTime,
  R: readDecimal,
  N0: (text) => readImplied(text, 0),
  N1: (text) => readImplied(text, 1),
  N2: (text) => readImplied(text, 2),
  N3: (text) => readImplied(text, 3),
  N4: (text) => readImplied(text, 4),
};

const decimalPattern = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d{1,2})?$/;
const integerPattern = /^([+-]?)(\d+)$/;

function readDecimal(text: string): ReadValue {
  if (!decimalPattern.test(text)) return { text, fault: `"${text}" is not a number` };
  const value = Number(text);
  return isExact(text) ? { value } : { value, text };
}

/** `2350` with two implied decimals is 23.5; written with a point, it is taken as written. */
function readImplied(text: string, decimals: number): ReadValue {
  const match = integerPattern.exec(text);
  if (match === null) {
    const read = readDecimal(text);
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

function readDate(text: string): ReadValue {
  if (/^\d{8}$/.test(text)) {
    const iso = isoDate(text.slice(0, 4), text.slice(4, 6), text.slice(6));
    if (iso !== undefined) return { value: iso };
  } else if (/^\d{6}$/.test(text)) {
    const century = Number(text.slice(0, 2)) < centuryPivot ? '20' : '19';
    const iso = isoDate(century + text.slice(0, 2), text.slice(2, 4), text.slice(4));
    if (iso !== undefined) return { value: iso, text };
  }
  return { text, fault: `"${text}" is not a date` };
}

function isoDate(year: string, month: string, day: string): string | undefined {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year));
  const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return exists ? `${year}-${month}-${day}` : undefined;
}

/** HHMM, HHMMSS, or with fractions of a second. */
function readTime(text: string): ReadValue {
  const match = /^([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(\d{1,2})?)?$/.exec(text);
  if (match === null) return { text, fault: `"${text}" is not a time` };
  const [, hours = '', minutes = '', seconds, fraction] = match;
  const tail = seconds === undefined ? '' : `:${seconds}${fraction === undefined ? '' : `.${fraction}`}`;
  return { value: `${hours}:${minutes}${tail}` };
}
