import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError, positionAt } from '../position.ts';
import type { Origin } from '../position.ts';

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const zero = 0x30;
const nine = 0x39;
/** . + - e E */
const numberMarks: ReadonlySet<number> = new Set([0x2e, 0x2b, 0x2d, 0x65, 0x45]);

/** Digits that every number keeps, read as double precision. */
const exactDigits = 15;

/** What JSON text holds. */
interface JsonMeasure {
  /** How many values there are. */
  items: number;
  /** Where the numbers begin and end that are long or have an exponent, and so may lose digits. */
  longNumbers: (readonly [start: number, end: number])[];
}

/**
 * Holds JSON text to the limits before it is parsed: nesting, and values counted by their commas and brackets.
 * Takes malformed text as it comes; the parser complains about that.
 * @param origin Where the text begins in its document
 * @throws DocumentError `document.tooDeep` or `document.tooMany`
 */
export function measureJson(text: string, limits: DocumentLimits, origin?: Origin): JsonMeasure {
  const longNumbers: [number, number][] = [];
  let depth = 0;
  let items = 1;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charCodeAt(index);
    if (char === quote) {
      index = endOfString(text, index);
    } else if (char === openBrace || char === openBracket) {
      depth += 1;
      items += 1;
      if (depth > limits.maxDepth) throw tooDeep(text, index, limits, origin);
    } else if (char === closeBrace || char === closeBracket) {
      depth -= 1;
    } else if (char === comma) {
      items += 1;
      if (items > limits.maxItems) throw tooMany('values', limits);
    } else if (char >= zero && char <= nine) {
      const end = endOfNumber(text, index);
      if (end - index > exactDigits || /[eE]/.test(text.slice(index, end))) longNumbers.push([index, end]);
      index = end - 1;
    }
  }
  return { items, longNumbers };
}

/** Behind digits, points, exponents and signs, whether they make a number or not. */
function endOfNumber(text: string, start: number): number {
  for (let end = start + 1; ; end += 1) {
    const char = text.charCodeAt(end);
    const isDigit = char >= zero && char <= nine;
    if (!isDigit && !numberMarks.has(char)) return end;
  }
}

/** Index of the closing quote, or the end of the text. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close !== -1; close = text.indexOf('"', close + 1)) {
    let escapes = 0;
    while (text.charCodeAt(close - 1 - escapes) === backslash) escapes += 1;
    if (escapes % 2 === 0) return close;
  }
  return text.length;
}

function tooDeep(
  text: string,
  offset: number,
  limits: DocumentLimits,
  origin: Origin | undefined,
): DocumentError {
  return new DocumentError(
    'document.tooDeep',
    `nested deeper than the ${limits.maxDepth} levels allowed`,
    positionAt(text, offset, origin),
  );
}
