import { plainDecimal, readDecimal } from '../decimal-text.ts';
import type { Field } from './layout.ts';

/** The text of a field, in its full length, or what is wrong with the value. */
type Writing = { text: string } | { fault: string };

/** A value as its field wants it: converted, aligned and padded. */
export function writeValue(field: Field, value: unknown): Writing {
  const width = field.end - field.start;
  if (value === undefined || value === null)
    return { text: (field.type === 'text' ? field.pad : ' ').repeat(width) };
  const text = textOf(field, value);
  if (text === undefined) return { fault: `${said(value)} is not ${typeNames[field.type]}` };
  if (/[\r\n]/.test(text)) return { fault: 'a line break would end the record' };
  if (text.length > width) return { fault: `${said(value)} is longer than ${width} characters` };
  return { text: padded(text, width, field) };
}

function said(value: unknown): string {
  const text = plainText(value);
  if (text === undefined) return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function padded(text: string, width: number, { type, alignRight, pad }: Field): string {
  if (!alignRight) return text.padEnd(width, pad);
  // Zeros stand between a sign and its digits.
  if (pad === '0' && type !== 'text' && text.startsWith('-'))
    return `-${text.slice(1).padStart(width - 1, pad)}`;
  return text.padStart(width, pad);
}

const typeNames: Record<Field['type'], string> = {
  text: 'a text',
  number: 'a number that its decimals can hold',
  decimal: 'a number that its decimals can hold',
  integer: 'a whole number',
  boolean: 'true or false',
  date: 'a date like 2026-11-04',
};

function textOf(field: Field, value: unknown): string | undefined {
  switch (field.type) {
    case 'text':
      return plainText(value);
    case 'number':
    case 'decimal':
      return numberText(field, value);
    case 'integer': {
      const digits = digitsOf(value);
      return digits !== undefined && /^-?\d+$/.test(digits) ? digits : undefined;
    }
    case 'boolean':
      return typeof value === 'boolean' ? (value ? field.yes : field.no) : undefined;
    case 'date':
      return typeof value === 'string' ? dateText(field, value) : undefined;
  }
}

/** A date that reads back as the same day, or nothing. */
function dateText({ date }: Field, value: string): string | undefined {
  const text = date.write(value);
  return text !== undefined && date.read(text) !== undefined ? text : undefined;
}

function numberText({ decimals, implied }: Field, value: unknown): string | undefined {
  const digits = digitsOf(value);
  if (digits === undefined || decimals === undefined) return digits;
  const [whole = '', given = ''] = digits.split('.');
  const fraction = given.replace(/0+$/, '').padEnd(decimals, '0');
  // Rounding is the map's to decide.
  if (fraction.length > decimals) return undefined;
  if (decimals === 0) return whole;
  return implied ? whole + fraction : `${whole}.${fraction}`;
}

function digitsOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? plainDecimal(value) : undefined;
  return typeof value === 'string' ? readDecimal(value.trim(), '.') : undefined;
}
