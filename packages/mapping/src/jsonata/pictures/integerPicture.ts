import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import { shortPicture } from './pictureLength.ts';

/** Character put between digits, so many digits from the right. */
export interface Separator {
  position: number;
  character: string;
}

/** What the digits of a picture ask for. */
export interface DigitLayout {
  /** Code of the zero of the script to use. */
  zero: number;
  mandatory: number;
  optional: number;
  /** Separators that repeat at a regular distance. */
  regular: Separator | undefined;
  /** All separators of the picture, from the right. */
  separators: readonly Separator[];
}

export type LetterCase = 'upper' | 'lower' | 'title';

/** An analysed picture of a whole number. */
export interface IntegerPicture {
  kind: 'digits' | 'letters' | 'roman' | 'words' | 'unsupported';
  letterCase: LetterCase;
  ordinal: boolean;
  digits: DigitLayout;
  /** The picture itself, for the message about an unsupported one. */
  token: string;
}

const NO_DIGITS: DigitLayout = { zero: 0x30, mandatory: 0, optional: 0, regular: undefined, separators: [] };

/** Zeros of the decimal digits of the scripts that XPath knows. */
const ZEROS = [
  0x30, 0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66,
  0x0de6, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
  0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
];

const NAMED: Readonly<Record<string, readonly [IntegerPicture['kind'], LetterCase]>> = {
  A: ['letters', 'upper'],
  a: ['letters', 'lower'],
  I: ['roman', 'upper'],
  i: ['roman', 'lower'],
  W: ['words', 'upper'],
  w: ['words', 'lower'],
  Ww: ['words', 'title'],
};

const cache = new LruCache<IntegerPicture>({ entries: 500 });

/**
 * Analyses a picture such as `#,##0`, `I`, `Ww` or `1;o` (ordinal).
 * @throws ExpressionError D3131 when it mixes the digits of several scripts
 */
export function integerPicture(picture: string): IntegerPicture {
  return cache.get(shortPicture(picture), analyse);
}

function analyse(picture: string): IntegerPicture {
  const semicolon = picture.lastIndexOf(';');
  const token = semicolon < 0 ? picture : picture.slice(0, semicolon);
  const ordinal = semicolon >= 0 && picture[semicolon + 1] === 'o';
  const named = Object.hasOwn(NAMED, token) ? NAMED[token] : undefined;
  if (named) return { kind: named[0], letterCase: named[1], ordinal, digits: NO_DIGITS, token };
  const digits = digitLayout(token);
  const kind = digits.mandatory > 0 ? 'digits' : 'unsupported';
  return { kind, letterCase: 'lower', ordinal, digits, token };
}

function digitLayout(token: string): DigitLayout {
  let zero: number | undefined;
  let mandatory = 0;
  let optional = 0;
  const separators: Separator[] = [];
  for (const character of Array.from(token).reverse()) {
    const code = character.codePointAt(0) ?? 0;
    const script = ZEROS.find((first) => code >= first && code <= first + 9);
    if (script !== undefined) {
      mandatory += 1;
      if (zero !== undefined && zero !== script) throw new ExpressionError('D3131');
      zero = script;
    } else if (character === '#') {
      optional += 1;
    } else {
      separators.push({ position: mandatory + optional, character });
    }
  }
  return { zero: zero ?? 0x30, mandatory, optional, regular: regularSeparator(separators), separators };
}

function regularSeparator(separators: readonly Separator[]): Separator | undefined {
  const [first] = separators;
  if (!first || separators.some((one) => one.character !== first.character)) return undefined;
  const distance = regularDistance(separators.map((one) => one.position));
  return distance > 0 ? { position: distance, character: first.character } : undefined;
}

/** Distance at which positions repeat without a gap; 0 when they do not. */
export function regularDistance(positions: readonly number[]): number {
  if (positions.length === 0) return 0;
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
  const distance = positions.reduce(divisor);
  const complete = positions.every((_, index) => positions.includes((index + 1) * distance));
  return complete ? distance : 0;
}
