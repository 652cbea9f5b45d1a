import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { formatInteger, parseInteger } from '../pictures/integers.ts';
import { formatNumber } from '../pictures/numbers.ts';
import { round } from '../rounding.ts';
import { isNumber } from '../values.ts';

const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
const RADIX = /^(0[xX][0-9A-Fa-f]+|0[oO][0-7]+|0[bB][01]+)$/;

function toNumber(_frame: Frame, value: string | number | boolean): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (DECIMAL.test(value) && Number.isFinite(Number(value))) return Number(value);
  if (RADIX.test(value)) return Number(value);
  throw new ExpressionError('D3030', { value, index: 1 });
}

function total(frame: Frame, numbers: readonly number[]): number {
  frame.run.tick(numbers.length >> 4);
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}

/** The number that wins every comparison; nothing for no numbers. */
function extreme(
  wins: (one: number, other: number) => boolean,
): (frame: Frame, numbers: readonly number[]) => unknown {
  return (frame, numbers) => {
    frame.run.tick(numbers.length >> 4);
    let best = numbers[0];
    for (const number of numbers) if (best === undefined || wins(number, best)) best = number;
    return best;
  };
}

function power(_frame: Frame, base: number, exponent?: number): number {
  const result = exponent === undefined ? NaN : base ** exponent;
  if (!Number.isFinite(result))
    throw new ExpressionError('D3061', { value: base, other: exponent, index: 1 });
  return result;
}

function squareRoot(_frame: Frame, value: number): number {
  if (value < 0) throw new ExpressionError('D3060', { value, index: 1 });
  return Math.sqrt(value);
}

function formatBase(_frame: Frame, value: number, base?: number): string {
  const radix = base === undefined ? 10 : round(base);
  if (radix < 2 || radix > 36) throw new ExpressionError('D3100', { value: radix });
  return round(value).toString(radix);
}

export const NUMBER_FUNCTIONS: readonly Definition[] = [
  {
    name: 'number',
    signature: '<(nsb)-:n>',
    parameters: ['value'],
    help: 'Reads a text as a number; true is 1 and false is 0. Fails when it is not a number.',
    example: '$number("12.50") gives 12.5',
    implement: toNumber,
  },
  {
    name: 'sum',
    signature: '<a<n>:n>',
    parameters: ['numbers'],
    help: 'Sum of numbers.',
    example: '$sum([1, 2, 3.5]) gives 6.5',
    implement: total,
  },
  {
    name: 'max',
    signature: '<a<n>:n>',
    parameters: ['numbers'],
    help: 'The greatest of numbers.',
    example: '$max([3, 9, 4]) gives 9',
    implement: extreme((one, other) => one > other),
  },
  {
    name: 'min',
    signature: '<a<n>:n>',
    parameters: ['numbers'],
    help: 'The least of numbers.',
    example: '$min([3, 9, 4]) gives 3',
    implement: extreme((one, other) => one < other),
  },
  {
    name: 'average',
    signature: '<a<n>:n>',
    parameters: ['numbers'],
    help: 'Mean of numbers.',
    example: '$average([1, 2, 6]) gives 3',
    implement: (frame, numbers: readonly number[]) =>
      numbers.length === 0 ? undefined : total(frame, numbers) / numbers.length,
  },
  {
    name: 'abs',
    signature: '<n-:n>',
    parameters: ['number'],
    help: 'The number without its sign.',
    example: '$abs(-5) gives 5',
    implement: (_frame, value: number) => Math.abs(value),
  },
  {
    name: 'floor',
    signature: '<n-:n>',
    parameters: ['number'],
    help: 'Rounds down to a whole number.',
    example: '$floor(5.9) gives 5',
    implement: (_frame, value: number) => Math.floor(value),
  },
  {
    name: 'ceil',
    signature: '<n-:n>',
    parameters: ['number'],
    help: 'Rounds up to a whole number.',
    example: '$ceil(5.1) gives 6',
    implement: (_frame, value: number) => Math.ceil(value),
  },
  {
    name: 'round',
    signature: '<n-n?:n>',
    parameters: ['number', 'digits'],
    help: 'Rounds to so many digits after the point (0 if left out), halves to the even digit.',
    example: '$round(12.345, 2) gives 12.34',
    implement: (_frame, value: number, digits?: number) => round(value, digits),
  },
  {
    name: 'power',
    signature: '<n-n:n>',
    parameters: ['base', 'exponent'],
    help: 'A number to the power of another.',
    example: '$power(2, 8) gives 256',
    implement: power,
  },
  {
    name: 'sqrt',
    signature: '<n-:n>',
    parameters: ['number'],
    help: 'Square root.',
    example: '$sqrt(16) gives 4',
    implement: squareRoot,
  },
  {
    name: 'random',
    signature: '<:n>',
    parameters: [],
    takesNothing: true,
    help: 'A random number from 0 to below 1.',
    example: '$random() gives 0.3719…',
    implement: (frame) => frame.run.random(),
  },
  {
    name: 'formatNumber',
    signature: '<n-so?:s>',
    parameters: ['number', 'picture', 'options'],
    help: 'Writes a number by a picture: 0 is a digit always shown, # one shown when needed.',
    example: '$formatNumber(12345.6, "#,##0.00") gives "12,345.60"',
    implement: (frame, value: number, picture?: string, options?: Record<string, unknown>) =>
      isNumber(value) ? formatNumber(frame.run, value, picture ?? '', options ?? {}) : 'NaN',
  },
  {
    name: 'formatBase',
    signature: '<n-n?:s>',
    parameters: ['number', 'base'],
    help: 'Writes a whole number in a base from 2 to 36.',
    example: '$formatBase(255, 16) gives "ff"',
    implement: formatBase,
  },
  {
    name: 'formatInteger',
    signature: '<n-s:s>',
    parameters: ['number', 'picture'],
    help: 'Writes a whole number by a picture: digits, roman (I), letters (A), words (w).',
    example: '$formatInteger(2789, "w") gives "two thousand, seven hundred and eighty-nine"',
    implement: (frame, value: number, picture?: string) => formatInteger(frame.run, value, picture ?? ''),
  },
  {
    name: 'parseInteger',
    signature: '<s-s:n>',
    parameters: ['text', 'picture'],
    help: 'Reads a whole number written by a picture.',
    example: '$parseInteger("12,345", "#,##0") gives 12345',
    implement: (frame, text: string, picture?: string) => parseInteger(frame.run, text, picture ?? ''),
  },
];
