import { readDecimal, signFirst } from '../decimal-text.ts';
import type { Field } from './layout.ts';

/** Digits that a number keeps, whatever they are. */
const exactDigits = 15;

/** A value, or why there is none. */
type Reading = { value: unknown; fault?: string };

/** Reads what stands in a field, which may be cut short at the line's end. An empty field that is no text is null. */
export function readValue(field: Field, raw: string): Reading {
  if (field.type === 'text') return { value: field.trim ? withoutPadding(raw, field) : raw };
  const text = withoutBlanks(raw, field);
  if (text === '' || (field.type === 'date' && /^0+$/.test(text))) return { value: null };
  // A number that stands right has lost its last digits: "0001" of "000125" is no one.
  if (field.alignRight && raw.length < field.end - field.start) {
    return { value: text, fault: `"${text}" is cut off at the end of the line; it is kept as text` };
  }
  const value = converters[field.type](text, field);
  if (value === undefined) {
    return { value: text, fault: `"${text}" is not ${typeNames[field.type]}; it is kept as text` };
  }
  if (typeof value === 'string' && field.type === 'number') {
    return { value, fault: `"${text}" has more digits than a number keeps; it is kept as text` };
  }
  return { value };
}

/** By hand, as a pattern anchored at the end would try every run of padding. */
function withoutPadding(text: string, { pad, alignRight }: Field): string {
  let start = 0;
  let end = text.length;
  if (alignRight) while (start < end && text[start] === pad) start += 1;
  else while (end > start && text[end - 1] === pad) end -= 1;
  return text.slice(start, end);
}

/** Zeros are left to numbers, which they don't change. */
function withoutBlanks(raw: string, field: Field): string {
  const text = field.pad === ' ' || field.pad === '0' ? raw : withoutPadding(raw.trim(), field);
  return text.trim();
}

type Type = Exclude<Field['type'], 'text'>;

const typeNames: Record<Type, string> = {
  number: 'a number',
  decimal: 'a decimal number',
  integer: 'a whole number',
  boolean: 'yes or no',
  date: 'a date of the pattern given',
};

const converters: Record<Type, (text: string, field: Field) => unknown> = {
  decimal: decimalOf,
  number(text, field) {
    const plain = decimalOf(text, field);
    return plain === undefined || significantDigits(plain) > exactDigits ? plain : Number(plain) + 0;
  },
  integer(text) {
    const digits = signFirst(text);
    const value = /^[+-]?\d+$/.test(digits) ? Number(digits) + 0 : Number.NaN;
    return Number.isSafeInteger(value) ? value : undefined;
  },
  boolean: (text, { yes, no }) => (text === yes.trim() ? true : text === no.trim() ? false : undefined),
  date: (text, { date }) => date.read(text),
};

function decimalOf(text: string, { implied, decimals = 0 }: Field): string | undefined {
  if (!implied) return withoutZeros(readDecimal(text, '.'));
  const match = /^([+-]?)(\d+)$/.exec(signFirst(text));
  if (match === null) return undefined;
  const [, sign = '', digits = ''] = match;
  const padded = digits.padStart(decimals + 1, '0');
  const point = padded.length - decimals;
  const fraction = decimals === 0 ? '' : `.${padded.slice(point)}`;
  return withoutZeros(`${sign === '-' ? '-' : ''}${padded.slice(0, point)}${fraction}`);
}

function withoutZeros(decimal: string | undefined): string | undefined {
  return decimal?.replace(/^(-?)0+(?=\d)/, '$1');
}

function significantDigits(decimal: string): number {
  const digits = decimal.replace(/[-.]/g, '');
  return digits.replace(/^0+/, '').length;
}
