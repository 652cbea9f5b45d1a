import { ExpressionError } from '../errors.ts';
import type { Run } from '../run.ts';
import { integerPicture, type DigitLayout, type IntegerPicture } from './integerPicture.ts';
import { fromLetters, fromRoman, toLetters, toRoman } from './numerals.ts';
import { numberToWords, wordsToNumber } from './words.ts';

/**
 * Writes a number, rounded down, by an integer picture.
 * @throws ExpressionError D3130, D3131 for a picture that does not work; D1001 for infinity
 */
export function formatInteger(run: Run, value: number, picture: string): string {
  return formatByPicture(run, Math.floor(value), integerPicture(picture));
}

/**
 * Writes a whole number by an analysed picture.
 * @param mandatory digits to show at least, where not as many as the picture asks for
 */
export function formatByPicture(
  run: Run,
  value: number,
  picture: IntegerPicture,
  mandatory = picture.digits.mandatory,
): string {
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value });
  const text = formatMagnitude(run, Math.abs(value), picture, mandatory);
  return value < 0 ? `-${text}` : text;
}

function formatMagnitude(run: Run, value: number, picture: IntegerPicture, mandatory: number): string {
  const upper = picture.letterCase === 'upper';
  switch (picture.kind) {
    case 'letters':
      return toLetters(value, upper ? 'A' : 'a');
    case 'roman': {
      const roman = toRoman(run, value);
      return upper ? roman.toUpperCase() : roman;
    }
    case 'words': {
      const text = numberToWords(value, picture.ordinal);
      if (picture.letterCase === 'title') return text;
      return upper ? text.toUpperCase() : text.toLowerCase();
    }
    case 'digits': {
      const digits = formatDigits(run, value, picture.digits, mandatory);
      return picture.ordinal ? digits + ordinalEnding(digits) : digits;
    }
    default:
      throw new ExpressionError('D3130', { value: picture.token });
  }
}

function formatDigits(run: Run, value: number, layout: DigitLayout, width: number): string {
  run.charge(width);
  const plain = String(value).padStart(width, '0');
  const digits = layout.zero === 0x30 ? plain : shiftDigits(plain, layout.zero - 0x30);
  return separate(digits, layout);
}

/** Moves the code of each character: from one script's digits to another's. */
function shiftDigits(text: string, distance: number): string {
  return Array.from(text, (sign) =>
    String.fromCodePoint(Math.max(0, (sign.codePointAt(0) ?? 0) + distance)),
  ).join('');
}

function separate(digits: string, layout: DigitLayout): string {
  const { regular } = layout;
  const positions: { position: number; character: string }[] = [];
  if (regular) {
    for (let count = Math.floor((digits.length - 1) / regular.position); count > 0; count--) {
      positions.push({ position: count * regular.position, character: regular.character });
    }
  } else {
    positions.push(...layout.separators.toReversed());
  }
  // From left to right, so that each position still counts from the right end.
  return positions.reduce((text, { position, character }) => {
    // As in the reference, a separator further left than the number is long cuts digits off.
    const at = text.length - position;
    return text.slice(0, Math.max(0, at)) + character + text.slice(at);
  }, digits);
}

function ordinalEnding(digits: string): string {
  const teen = digits.length > 1 && digits.at(-2) === '1';
  const ending = { '1': 'st', '2': 'nd', '3': 'rd' }[digits.slice(-1)];
  return teen || ending === undefined ? 'th' : ending;
}

/**
 * Reads a number written by an integer picture.
 * @throws ExpressionError D3130, D3131 for a picture that does not work, D1001 for what is no number
 */
export function parseInteger(run: Run, text: string, picture: string): number {
  run.charge(text.length);
  const value = parseByPicture(text, integerPicture(picture));
  if (!Number.isFinite(value)) throw new ExpressionError('D1001', { value: text });
  return value;
}

/** Reads a number by an analysed picture; NaN when the text does not fit. */
export function parseByPicture(text: string, picture: IntegerPicture): number {
  const upper = picture.letterCase === 'upper';
  switch (picture.kind) {
    case 'letters':
      return fromLetters(text, upper ? 'A' : 'a');
    case 'roman':
      return fromRoman(upper ? text : text.toUpperCase());
    case 'words':
      return wordsToNumber(text.toLowerCase());
    case 'digits':
      return parseDigits(picture.ordinal ? text.slice(0, -2) : text, picture.digits);
    default:
      throw new ExpressionError('D3130', { value: picture.token });
  }
}

function parseDigits(text: string, layout: DigitLayout): number {
  // The reference takes any regular separator for a comma.
  const separators = layout.regular ? [','] : layout.separators.map((one) => one.character);
  const digits = separators.reduce((left, separator) => left.replaceAll(separator, ''), text);
  return Number.parseInt(layout.zero === 0x30 ? digits : shiftDigits(digits, 0x30 - layout.zero), 10);
}
