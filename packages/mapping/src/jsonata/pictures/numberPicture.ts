import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import { regularDistance } from './integerPicture.ts';
import { shortPicture } from './pictureLength.ts';

/** Signs that a number picture is made of; options of `$formatNumber` change them. */
export interface Signs {
  decimal: string;
  grouping: string;
  exponent: string;
  minus: string;
  percent: string;
  perMille: string;
  zero: string;
  digit: string;
  separator: string;
  /** The ten digits, from the zero on. */
  digits: readonly string[];
}

/** One part of a number picture, analysed (XPath functions, 4.7.4). */
export interface SubPicture {
  text: string;
  prefix: string;
  suffix: string;
  integerGroups: readonly number[];
  fractionGroups: readonly number[];
  /** Distance of regular groups in the integer part; 0 when they are not regular. */
  regularGroups: number;
  leastInteger: number;
  scaling: number;
  leastFraction: number;
  mostFraction: number;
  leastExponent: number;
}

const cache = new LruCache<readonly SubPicture[]>({ entries: 500, characters: 200_000 });

/**
 * Analyses a number picture: one part, or two for positive and negative numbers.
 * @throws ExpressionError D3080 to D3093 for a picture that does not work
 */
export function numberPicture(picture: string, signs: Signs): readonly SubPicture[] {
  const { digits, ...single } = signs;
  const key = [...Object.values(single), digits.length, shortPicture(picture)].join('\u0000');
  return cache.get(key, () => {
    const parts = picture.split(signs.separator);
    if (parts.length > 2) throw new ExpressionError('D3080');
    return parts.map((part) => analyse(splitParts(part, signs), signs));
  });
}

interface Parts {
  text: string;
  prefix: string;
  suffix: string;
  active: string;
  mantissa: string;
  exponent: string | undefined;
  integer: string;
  fraction: string;
}

function splitParts(text: string, signs: Signs): Parts {
  const edges = new Set([...signs.digits, signs.decimal, signs.grouping, signs.digit, signs.separator]);
  edges.delete(signs.exponent);
  const characters = text.split('');
  const first = characters.findIndex((sign) => edges.has(sign));
  const last = characters.findLastIndex((sign) => edges.has(sign));
  const prefix = first < 0 ? '' : text.slice(0, first);
  const suffix = last < 0 ? '' : text.slice(last + 1);
  const active = text.slice(prefix.length, text.length - suffix.length);
  const at = text.indexOf(signs.exponent, prefix.length);
  const hasExponent = at !== -1 && at <= text.length - suffix.length;
  // As in the reference, the position within the whole picture is used within its active part.
  const mantissa = hasExponent ? active.slice(0, at) : active;
  const exponent = hasExponent ? active.slice(at + 1) : undefined;
  const point = mantissa.indexOf(signs.decimal);
  const integer = point < 0 ? mantissa : mantissa.slice(0, point);
  const fraction = point < 0 ? suffix : mantissa.slice(point + 1);
  return { text, prefix, suffix, active, mantissa, exponent, integer, fraction };
}

function occursTwice(text: string, sign: string): boolean {
  return text.indexOf(sign) !== text.lastIndexOf(sign);
}

function countDigits(text: string, signs: Signs): number {
  return text.split('').filter((sign) => signs.digits.includes(sign)).length;
}

/** Rules that a part must keep, with the code of the error; the last one broken is reported. */
const RULES: readonly (readonly [string, (parts: Parts, signs: Signs) => boolean])[] = [
  ['D3081', ({ text }, signs) => occursTwice(text, signs.decimal)],
  ['D3082', ({ text }, signs) => occursTwice(text, signs.percent)],
  ['D3083', ({ text }, signs) => occursTwice(text, signs.perMille)],
  ['D3084', ({ text }, signs) => text.includes(signs.percent) && text.includes(signs.perMille)],
  ['D3085', ({ mantissa }, signs) => !mantissa.split('').some((sign) => isPlace(sign, signs))],
  ['D3086', ({ active }, signs) => active.split('').some((sign) => !isActive(sign, signs))],
  ['D3087', ({ text }, signs) => groupingBesidePoint(text, signs)],
  ['D3088', ({ text, integer }, signs) => !text.includes(signs.decimal) && integer.slice(-1) === signs.grouping],
  ['D3089', ({ text }, signs) => text.includes(signs.grouping + signs.grouping)],
  ['D3090', ({ integer }, signs) => countDigits(integer.slice(0, Math.max(0, integer.indexOf(signs.digit))), signs) > 0],
  ['D3091', ({ fraction }, signs) => fraction.includes(signs.digit) && digitAfterOptional(fraction, signs)],
  ['D3092', ({ text, exponent }, signs) => Boolean(exponent) && [signs.percent, signs.perMille].some((s) => text.includes(s))],
  ['D3093', ({ exponent }, signs) => exponent !== undefined && (exponent === '' || countDigits(exponent, signs) !== exponent.length)],
]; // prettier-ignore

function isPlace(sign: string, signs: Signs): boolean {
  return sign === signs.digit || signs.digits.includes(sign);
}

function isActive(sign: string, signs: Signs): boolean {
  return (
    isPlace(sign, signs) || [signs.decimal, signs.exponent, signs.grouping, signs.separator].includes(sign)
  );
}

function groupingBesidePoint(text: string, signs: Signs): boolean {
  const point = text.indexOf(signs.decimal);
  return (
    point !== -1 && (text.charAt(point - 1) === signs.grouping || text.charAt(point + 1) === signs.grouping)
  );
}

function digitAfterOptional(fraction: string, signs: Signs): boolean {
  return countDigits(fraction.slice(fraction.lastIndexOf(signs.digit)), signs) > 0;
}

function analyse(parts: Parts, signs: Signs): SubPicture {
  const broken = RULES.findLast(([, breaks]) => breaks(parts, signs));
  if (broken) throw new ExpressionError(broken[0]);
  const integerGroups = groupPositions(parts.integer, parts.integer, false, signs);
  return {
    text: parts.text,
    prefix: parts.prefix,
    suffix: parts.suffix,
    integerGroups,
    fractionGroups: groupPositions(parts.fraction, parts.integer, true, signs),
    regularGroups: regularDistance(integerGroups),
    ...sizes(parts, signs),
  };
}

type Sizes = Pick<
  SubPicture,
  'leastInteger' | 'scaling' | 'leastFraction' | 'mostFraction' | 'leastExponent'
>;

/** How many digits are shown at least and at most (XPath functions, 4.7.4). */
function sizes(parts: Parts, signs: Signs): Sizes {
  const hasExponent = parts.exponent !== undefined;
  const scaling = countDigits(parts.integer, signs);
  let leastInteger = scaling;
  let leastFraction = countDigits(parts.fraction, signs);
  let mostFraction = parts.fraction.split('').filter((sign) => isPlace(sign, signs)).length;
  if (leastInteger === 0 && mostFraction === 0) {
    if (hasExponent) {
      leastFraction = 1;
      mostFraction = 1;
    } else {
      leastInteger = 1;
    }
  }
  if (hasExponent && leastInteger === 0 && parts.integer.includes(signs.digit)) leastInteger = 1;
  if (leastInteger === 0 && leastFraction === 0) leastFraction = 1;
  const leastExponent = countDigits(parts.exponent ?? '', signs);
  return { leastInteger, scaling, leastFraction, mostFraction, leastExponent };
}

/**
 * Digits between each grouping sign and the point. As in the reference, after the first sign of
 * a part the following ones are looked for in the integer part.
 */
function groupPositions(part: string, integer: string, before: boolean, signs: Signs): number[] {
  const positions: number[] = [];
  let at = part.indexOf(signs.grouping);
  while (at !== -1) {
    const side = before ? part.slice(0, at) : part.slice(at);
    positions.push(side.split('').filter((sign) => isPlace(sign, signs)).length);
    at = integer.indexOf(signs.grouping, at + 1);
  }
  return positions;
}
