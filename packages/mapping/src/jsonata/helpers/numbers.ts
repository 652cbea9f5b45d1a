import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import {
  DECIMAL,
  exactly,
  MAX_DIGITS,
  parseDecimal,
  rescaled,
  writeDecimal,
  type Scaled,
} from './decimal.ts';

type NumberLike = string | number;

/** @throws ExpressionError D3203 when the argument is no decimal number */
function scaledOf(frame: Frame, value: NumberLike, index = 1): Scaled {
  const parsed = parseDecimal(value);
  if (!parsed) throw new ExpressionError('D3203', { value, index });
  frame.run.charge(MAX_DIGITS);
  frame.run.tick(10);
  return exactly(parsed);
}

/** @throws ExpressionError D3204 for an impossible number of digits */
function withDigits(value: Scaled, digits: number | undefined): Scaled {
  if (digits === undefined) return value;
  if (!Number.isInteger(digits) || digits < 0 || digits > 100)
    throw new ExpressionError('D3204', { value: digits });
  return rescaled(value, digits);
}

function decimal(frame: Frame, value: NumberLike, digits?: number): string {
  return writeDecimal(withDigits(scaledOf(frame, value), digits));
}

function decimalSum(frame: Frame, values: readonly unknown[], digits?: number): string {
  let sum: Scaled = { value: 0n, scale: 0 };
  for (const value of values) {
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new ExpressionError('D3203', { value, index: 1 });
    const one = scaledOf(frame, value);
    const scale = Math.max(sum.scale, one.scale);
    sum = { value: rescaled(sum, scale).value + rescaled(one, scale).value, scale };
  }
  return writeDecimal(withDigits(sum, digits));
}

function decimalProduct(frame: Frame, first: NumberLike, second?: NumberLike, digits?: number): unknown {
  if (second === undefined) return undefined;
  const one = scaledOf(frame, first);
  const other = scaledOf(frame, second, 2);
  const product = { value: one.value * other.value, scale: one.scale + other.scale };
  return writeDecimal(withDigits(product, digits));
}

function roundHalfUp(frame: Frame, value: NumberLike, digits = 0): number {
  return Number(decimal(frame, value, digits));
}

/** The multiple of a step at or beyond a value in one direction. */
function multiple(direction: 'up' | 'down'): (frame: Frame, value: NumberLike, step?: NumberLike) => unknown {
  return (frame, value, step) => {
    if (step === undefined) return undefined;
    const one = scaledOf(frame, value);
    const other = scaledOf(frame, step, 2);
    const scale = Math.max(one.scale, other.scale);
    const whole = rescaled(one, scale).value;
    const unit = rescaled(other, scale).value;
    if (unit <= 0n) throw new ExpressionError('D3205', { value: step, index: 2 });
    const rest = ((whole % unit) + unit) % unit;
    const result = direction === 'down' || rest === 0n ? whole - rest : whole - rest + unit;
    return Number(writeDecimal({ value: result, scale }));
  };
}

/** Signs that group digits: point, comma, apostrophes and blanks of several widths. */
const GROUPING = /[.,'’ \u00a0\u2009\u202f]/;

/** A number written for people; groups and a sign at the end are fine. */
function parseNumber(_frame: Frame, text: string, decimalSign = '.'): number | undefined {
  const written = text.trim();
  if (written === '') return undefined;
  const match = /^([-+]?)\s*(\S.*?)\s*([-+]?)$/.exec(written);
  const [, before = '', body = '', after = ''] = match ?? [];
  const parts = body.split(decimalSign);
  const whole = (parts[0] ?? '').split(GROUPING);
  const grouped =
    whole.length === 1 || whole.every((part, index) => (index === 0 ? part !== '' : part.length === 3));
  const digits = `${whole.join('')}${parts.length === 2 ? `.${parts[1]}` : ''}`;
  const sound = /^(\d+\.?\d*|\.\d+)$/.test(digits) && grouped && parts.length <= 2 && !(before && after);
  if (!sound) throw new ExpressionError('D3203', { value: text, index: 1 });
  return Number(`${before || after}${digits}`);
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
    name: 'parseNumber',
    signature: '<s-s?:n>',
    parameters: ['text', 'decimalSign'],
    help: 'Reads a number as people write it, with digits in groups and the sign in front or behind. The decimal sign is a point unless told otherwise. Fails when it is no number; gives nothing for an empty text.',
    example: '$parseNumber("1.234,56", ",") gives 1234.56',
    implement: parseNumber,
  },
  {
    name: 'decimal',
    signature: '<(ns)-n?:s>',
    parameters: ['value', 'digits'],
    help: 'Writes a number or numeric text as an exact decimal text with so many digits after the point, halves rounded away from zero. Without digits nothing is rounded.',
    example: '$decimal("1.005", 2) gives "1.01"',
    implement: decimal,
  },
  {
    name: 'decimalSum',
    signature: '<an?:s>',
    parameters: ['values', 'digits'],
    help: 'Adds numbers or numeric texts exactly and gives a decimal text, rounded to so many digits after the point if told.',
    example: '$decimalSum(["0.10", "0.20"]) gives "0.30"',
    implement: decimalSum,
  },
  {
    name: 'decimalProduct',
    signature: '<(ns)(ns)n?:s>',
    parameters: ['first', 'second', 'digits'],
    help: 'Multiplies two numbers or numeric texts exactly and gives a decimal text, rounded to so many digits after the point if told.',
    example: '$decimalProduct("4.35", 100, 2) gives "435.00"',
    implement: decimalProduct,
  },
  {
    name: 'roundHalfUp',
    signature: '<(ns)-n?:n>',
    parameters: ['value', 'digits'],
    help: 'Rounds to so many digits after the point, halves away from zero as invoices do ($round takes them to the even digit).',
    example: '$roundHalfUp(2.345, 2) gives 2.35',
    implement: roundHalfUp,
  },
  {
    name: 'roundUpTo',
    signature: '<(ns)-(ns):n>',
    parameters: ['value', 'step'],
    help: 'The next multiple of a step at or above a value, such as whole cases for an ordered quantity.',
    example: '$roundUpTo(17, 12) gives 24',
    implement: multiple('up'),
  },
  {
    name: 'roundDownTo',
    signature: '<(ns)-(ns):n>',
    parameters: ['value', 'step'],
    help: 'The next multiple of a step at or below a value, such as the whole cases in stock.',
    example: '$roundDownTo(17, 12) gives 12',
    implement: multiple('down'),
  },
];
