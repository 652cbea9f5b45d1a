import { LruCache } from '../cache.ts';
import { ExpressionError } from '../errors.ts';
import { integerPicture, type IntegerPicture, type LetterCase } from './integerPicture.ts';
import { shortPicture } from './pictureLength.ts';

/** A component `[…]` of a date picture. */
export interface Marker {
  component: string;
  /** The component is written as a name in these letters. */
  names: LetterCase | undefined;
  /** How the component is written as a number. */
  integer: IntegerPicture | undefined;
  /** Digits shown at least, as picture and width together ask for. */
  mandatory: number;
  /** Year: digits kept from the right; -1 for all. */
  yearDigits: number;
  /** Longest name, in characters. */
  mostCharacters: number | undefined;
  /** Zone: Z stands for UTC. */
  zulu: boolean;
  /** Digits to read exactly, because another number follows without anything in between. */
  exactDigits: number | undefined;
}

export type DatePicturePart = string | Marker;

const DEFAULTS: Readonly<Record<string, string>> = {
  Y: '1',
  M: '1',
  D: '1',
  d: '1',
  F: 'n',
  W: '1',
  w: '1',
  X: '1',
  x: '1',
  H: '1',
  h: '1',
  P: 'n',
  m: '01',
  s: '01',
  f: '1',
  Z: '01:01',
  z: '01:01',
  C: 'n',
  E: 'n',
};

/** Components that are numbers unless names are asked for. */
const NUMERIC = 'YMDdFWwXxHhmsf';

const cache = new LruCache<readonly DatePicturePart[]>({ entries: 500 });

/**
 * Analyses a date picture such as `[D01].[M01].[Y0001] [H01]:[m01]` (XPath functions, 9.8.4).
 * @throws ExpressionError D3132, D3135 for a picture that does not work
 */
export function datePicture(picture: string): readonly DatePicturePart[] {
  return cache.get(shortPicture(picture), analyse);
}

function analyse(picture: string): readonly DatePicturePart[] {
  const parts: DatePicturePart[] = [];
  let start = 0;
  const addLiteral = (end: number): void => {
    if (end > start) parts.push(picture.slice(start, end).replaceAll(']]', ']'));
  };
  for (let open = picture.indexOf('['); open >= 0; open = picture.indexOf('[', start)) {
    addLiteral(open);
    if (picture[open + 1] === '[') {
      parts.push('[');
      start = open + 2;
      continue;
    }
    const close = picture.indexOf(']', open);
    if (close < 0) throw new ExpressionError('D3135');
    parts.push(marker(picture.slice(open + 1, close).replace(/\s+/g, ''), parts));
    start = close + 1;
  }
  addLiteral(picture.length);
  return parts;
}

/** Reads what stands between brackets: component, presentation, width. */
function marker(text: string, before: readonly DatePicturePart[]): Marker {
  const component = text.charAt(0);
  const comma = text.lastIndexOf(',');
  const width = comma < 0 ? {} : widthOf(text.slice(comma + 1));
  const [presentation, modifier] = presentationOf(component, text.slice(1, comma < 0 ? undefined : comma));
  const names = namesOf(presentation);
  const numeric = names === undefined && NUMERIC.includes(component);
  const zone = component === 'Z' || component === 'z';
  const picture = numeric && modifier ? `${presentation};${modifier}` : presentation;
  const integer = numeric || zone ? integerPicture(picture) : undefined;
  const result: Marker = {
    component,
    names,
    integer,
    mandatory: Math.max(integer?.digits.mandatory ?? 0, numeric ? (width.least ?? 0) : 0),
    yearDigits: -1,
    mostCharacters: width.most,
    zulu: modifier === 't',
    exactDigits: undefined,
  };
  if (numeric && component === 'Y' && integer) limitYear(result, integer, width.most);
  if (numeric) fixPrevious(before.at(-1));
  return result;
}

function limitYear(year: Marker, picture: IntegerPicture, most: number | undefined): void {
  if (most !== undefined) {
    year.yearDigits = most;
    year.mandatory = most;
    return;
  }
  const shown = year.mandatory + picture.digits.optional;
  if (shown >= 2) year.yearDigits = shown;
}

/** A number right behind another can only be told from it by the number of digits. */
function fixPrevious(previous: DatePicturePart | undefined): void {
  if (typeof previous !== 'object' || !previous.integer) return;
  previous.exactDigits = previous.mandatory;
}

function widthOf(text: string): { least?: number; most?: number } {
  const [least, most] = text.includes('-')
    ? [text.slice(0, text.indexOf('-')), text.slice(text.indexOf('-') + 1)]
    : [text];
  const number = (part: string | undefined): number | undefined =>
    part === undefined || part === '*' ? undefined : Number.parseInt(part, 10);
  const lower = number(least);
  const upper = number(most);
  return {
    ...(lower === undefined ? {} : { least: lower }),
    ...(upper === undefined ? {} : { most: upper }),
  };
}

/** First and second presentation modifier. */
function presentationOf(component: string, text: string): [string, string | undefined] {
  if (text === '') {
    const usual = Object.hasOwn(DEFAULTS, component) ? DEFAULTS[component] : undefined;
    if (usual === undefined) throw new ExpressionError('D3132', { value: component });
    return [usual, undefined];
  }
  const last = text.slice(-1);
  return text.length > 1 && 'atco'.includes(last) ? [text.slice(0, -1), last] : [text, undefined];
}

function namesOf(presentation: string): LetterCase | undefined {
  if (presentation.startsWith('n')) return 'lower';
  if (!presentation.startsWith('N')) return undefined;
  return presentation[1] === 'n' ? 'title' : 'upper';
}
