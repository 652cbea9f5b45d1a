import { ExpressionError } from '../errors.ts';
import type { Run } from '../run.ts';
import { round } from '../rounding.ts';
import { ownField } from '../values.ts';
import { numberPicture, type Signs, type SubPicture } from './numberPicture.ts';

/** Digits after the point that the engine can write. */
const MAX_FRACTION = 100;

/**
 * Writes a number by a picture (XPath functions, 4.7).
 * @param options other signs: "decimal-separator", "grouping-separator", "zero-digit" and so on
 * @throws ExpressionError D3080 to D3093 for a picture that does not work
 */
export function formatNumber(run: Run, value: number, picture: string, options: object): string {
  const signs = signsFrom(options);
  run.charge(picture.length * 2);
  const [positive, negative] = numberPicture(picture, signs);
  if (!positive) throw new ExpressionError('D3085');
  const part = value >= 0 ? positive : (negative ?? { ...positive, prefix: signs.minus + positive.prefix });
  const [mantissa, exponent] = scale(adjusted(value, part, signs), part);
  const digits = layOut(mantissa, part, signs);
  return part.prefix + digits + exponentText(exponent, part, signs) + part.suffix;
}

function signsFrom(options: object): Signs {
  const sign = (name: string, usual: string): string => {
    const given = ownField(options, name);
    return typeof given === 'string' ? given : usual;
  };
  const zero = sign('zero-digit', '0');
  const first = zero.charCodeAt(0);
  return {
    decimal: sign('decimal-separator', '.'),
    grouping: sign('grouping-separator', ','),
    exponent: sign('exponent-separator', 'e'),
    minus: sign('minus-sign', '-'),
    percent: sign('percent', '%'),
    perMille: sign('per-mille', '\u2030'),
    zero,
    digit: sign('digit', '#'),
    separator: sign('pattern-separator', ';'),
    digits: Array.from({ length: 10 }, (_, offset) => String.fromCharCode(first + offset)),
  };
}

function adjusted(value: number, part: SubPicture, signs: Signs): number {
  if (part.text.includes(signs.percent)) return value * 100;
  return part.text.includes(signs.perMille) ? value * 1000 : value;
}

/** Mantissa and exponent; without an exponent in the picture it is undefined. */
function scale(value: number, part: SubPicture): [number, number | undefined] {
  if (part.leastExponent === 0) return [value, undefined];
  const most = 10 ** part.scaling;
  const least = 10 ** (part.scaling - 1);
  let mantissa = value;
  let exponent = 0;
  if (value === 0) return [0, 0];
  for (; Math.abs(mantissa) < least; exponent--) mantissa *= 10;
  for (; Math.abs(mantissa) > most && Number.isFinite(mantissa); exponent++) mantissa /= 10;
  return [mantissa, exponent];
}

/** The absolute value with so many digits after the point, in the digits asked for. */
function digitsOf(value: number, fraction: number, signs: Signs): string {
  if (fraction > MAX_FRACTION) throw new ExpressionError('D3091');
  const text = Math.abs(value).toFixed(fraction);
  return signs.zero === '0' ? text : text.replace(/[0-9]/g, (digit) => signs.digits[Number(digit)] ?? digit);
}

function layOut(mantissa: number, part: SubPicture, signs: Signs): string {
  const text = digitsOf(round(mantissa, part.mostFraction), part.mostFraction, signs);
  const [rawInteger = '', rawFraction = ''] = text.split('.');
  const integer = trimStart(rawInteger, signs.zero).padStart(part.leastInteger, signs.zero);
  const fraction = trimEnd(rawFraction, signs.zero).padEnd(part.leastFraction, signs.zero);
  const grouped = groupFraction(fraction, part, signs);
  const whole = groupInteger(integer, part, signs);
  if (grouped === '') return whole;
  const written = whole + signs.decimal + grouped;
  // As in the reference, a picture without a point takes off just one character behind it.
  return part.text.includes(signs.decimal) ? written : written.slice(0, -1);
}

function trimStart(text: string, sign: string): string {
  let start = 0;
  while (start < text.length && text.charAt(start) === sign) start += 1;
  return text.slice(start);
}

function trimEnd(text: string, sign: string): string {
  let end = text.length;
  while (end > 0 && text.charAt(end - 1) === sign) end -= 1;
  return text.slice(0, end);
}

function groupInteger(integer: string, part: SubPicture, signs: Signs): string {
  const distance = part.regularGroups;
  const positions =
    distance > 0
      ? Array.from(
          { length: Math.max(0, Math.floor((integer.length - 1) / distance)) },
          (_, index) => (index + 1) * distance,
        )
      : part.integerGroups;
  const total = integer.length;
  // Positions count digits from the right end; greater ones come first so that the rest stays put.
  return positions
    .filter((position) => position <= total)
    .toSorted((one, other) => other - one)
    .reduce((text, position, done) => {
      const at = total - position + done;
      return text.slice(0, at) + signs.grouping + text.slice(at);
    }, integer);
}

function groupFraction(fraction: string, part: SubPicture, signs: Signs): string {
  return part.fractionGroups.reduce(
    (text, position) => text.slice(0, position) + signs.grouping + text.slice(position),
    fraction,
  );
}

function exponentText(exponent: number | undefined, part: SubPicture, signs: Signs): string {
  if (exponent === undefined) return '';
  const digits = digitsOf(exponent, 0, signs).padStart(part.leastExponent, signs.zero);
  return signs.exponent + (exponent < 0 ? signs.minus : '') + digits;
}
