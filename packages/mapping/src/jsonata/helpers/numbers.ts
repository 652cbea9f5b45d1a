import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';

/** A number in decimal notation, taken apart. */
interface Decimal {
  negative: boolean;
  /** All digits without the point. */
  digits: string;
  /** How many of the digits stand after the point; may be negative or more than there are. */
  scale: number;
}

const DECIMAL = /^\s*([-+]?)(\d*)\.?(\d*)(?:[eE]([-+]?\d{1,4}))?\s*$/;

/** Most digits that a number may have when written out: more are a mistake, not an amount. */
const MAX_DIGITS = 400;

function parseDecimal(value: string | number): Decimal | undefined {
  const match = DECIMAL.exec(String(value));
  const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (!match || whole.length + fraction.length === 0) return undefined;
  return { negative: sign === '-', digits: whole + fraction, scale: fraction.length - Number(exponent) };
}

/** Brings a number to so many digits after the point, halves away from zero as in accounting. */
function rescale(decimal: Decimal, scale: number): bigint {
  const value = BigInt(decimal.digits);
  const excess = decimal.scale - scale;
  if (excess <= 0) return value * 10n ** BigInt(-excess);
  const unit = 10n ** BigInt(excess);
  return (value + unit / 2n) / unit;
}

function writeDecimal(value: bigint, scale: number, negative: boolean): string {
  const digits = value.toString().padStart(scale + 1, '0');
  const cut = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`;
  return negative && value !== 0n ? `-${text}` : text;
}

function decimal(frame: Frame, value: string | number, digits?: number): string {
  const parsed = parseDecimal(value);
  if (!parsed || parsed.digits.length + Math.abs(parsed.scale) > MAX_DIGITS) {
    throw new ExpressionError('D3203', { value, index: 1 });
  }
  if (digits !== undefined && (!Number.isInteger(digits) || digits < 0 || digits > 100)) {
    throw new ExpressionError('D3204', { value: digits, index: 2 });
  }
  const scale = digits ?? Math.max(0, parsed.scale);
  frame.run.charge(MAX_DIGITS);
  return writeDecimal(rescale(parsed, scale), scale, parsed.negative);
}

/** A number wherever one can be read, else 0. */
function numberOrZero(_frame: Frame, value: unknown): number {
  const number = typeof value === 'string' && value.trim() === '' ? 0 : plainNumber(value);
  return Number.isFinite(number) ? number : 0;
}

function plainNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'string' && DECIMAL.test(value) ? Number(value) : NaN;
}

export const NUMBER_HELPERS: readonly Definition[] = [
  {
    name: 'number0',
    signature: '<x-:n>',
    parameters: ['value'],
    takesNothing: true,
    help: 'Reads a value as a number like $number, but gives 0 where there is none instead of failing.',
    example: '$number0("") gives 0',
    implement: numberOrZero,
  },
  {
    name: 'decimal',
    signature: '<(ns)-n?:s>',
    parameters: ['value', 'digits'],
    help: 'Writes a number or numeric text as an exact decimal text with so many digits after the point, halves rounded away from zero. Without digits nothing is rounded.',
    example: '$decimal("1.005", 2) gives "1.01"',
    implement: decimal,
  },
];
