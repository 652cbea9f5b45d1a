import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { charactersOf } from '../values.ts';

function digits(frame: Frame, text: string): string {
  frame.run.charge(text.length);
  return text.replace(/[^0-9]/g, '');
}

function titleCase(frame: Frame, text: string): string {
  frame.run.charge(text.length * 2);
  return text.toLowerCase().replace(/(^|[\s\-/(.])(\p{L})/gu, (_match, before: string, letter: string) => {
    return before + letter.toUpperCase();
  });
}

/** Letters that are no base letter with a mark, and signs that word processors put in. */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  ß: 'ss', ẞ: 'SS', æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ø: 'o', Ø: 'O', đ: 'd', Đ: 'D', ð: 'd', Ð: 'D',
  þ: 'th', Þ: 'TH', ł: 'l', Ł: 'L', ı: 'i', '–': '-', '—': '-', '‘': "'", '’': "'", '“': '"', '”': '"',
  '„': '"', '…': '...', '€': 'EUR', '£': 'GBP', '×': 'x', '\u00a0': ' ',
}; // prettier-ignore

function ascii(frame: Frame, text: string): string {
  frame.run.charge(text.length * 2);
  return text
    .replace(/[^\x20-\x7e]/gu, (sign) =>
      Object.hasOwn(REPLACEMENTS, sign) ? (REPLACEMENTS[sign] ?? '') : sign,
    )
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{ASCII}]/gu, '?');
}

/** @throws ExpressionError D3206 when it is no whole number other than 0 */
function widthOf(width: number): number {
  if (!Number.isInteger(width) || width === 0) throw new ExpressionError('D3206', { value: width, index: 2 });
  return Math.abs(width);
}

function fit(frame: Frame, text: string, width?: number, fill = ' '): string | undefined {
  if (width === undefined) return undefined;
  const size = widthOf(width);
  const characters = charactersOf(frame.run, text);
  const [sign = ' '] = charactersOf(frame.run, fill);
  const missing = size - characters.length;
  if (missing <= 0) return (width > 0 ? characters.slice(0, size) : characters.slice(-size)).join('');
  frame.run.charge(size);
  return width > 0 ? text + sign.repeat(missing) : sign.repeat(missing) + text;
}

/** Lines of so many characters at most, broken at blanks where there are any. */
function wrap(frame: Frame, text: string, width?: number): string[] | undefined {
  if (width === undefined) return undefined;
  const size = widthOf(width);
  const lines: string[] = [];
  let line = '';
  frame.run.charge(text.length * 4);
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    frame.run.tick();
    let rest = word;
    if (line !== '' && line.length + 1 + rest.length > size) {
      lines.push(line);
      line = '';
    }
    for (; rest.length > size; rest = rest.slice(size)) lines.push(rest.slice(0, size));
    line = line === '' ? rest : `${line} ${rest}`;
  }
  if (line !== '') lines.push(line);
  return lines;
}

export const TEXT_HELPERS: readonly Definition[] = [
  {
    name: 'digits',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Only the digits of a text, as of a telephone number or an item number.',
    example: '$digits("040/123-45") gives "04012345"',
    implement: digits,
  },
  {
    name: 'titleCase',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'The text in small letters with each word begun by a capital.',
    example: '$titleCase("HARBOR FOODS CO-OP") gives "Harbor Foods Co-Op"',
    implement: titleCase,
  },
  {
    name: 'ascii',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'The text without accents and typographic signs, for partners whose character set has none. What cannot be replaced becomes a question mark.',
    example: '$ascii("Café Søre – 5 €") gives "Cafe Sore - 5 EUR"',
    implement: ascii,
  },
  {
    name: 'fit',
    signature: '<s-ns?:s>',
    parameters: ['text', 'width', 'fill'],
    help: 'The text cut or filled to exactly so many characters, as records of fixed width need it: at its end, or at its start when the width is negative.',
    example: '$fit("Olive oil", 5) gives "Olive"',
    implement: fit,
  },
  {
    name: 'wrap',
    signature: '<s-n:a<s>>',
    parameters: ['text', 'width'],
    help: 'Splits a text into lines of so many characters at most, between words where possible.',
    example: '$wrap("Deliver to dock 4 only", 10) gives ["Deliver to", "dock 4", "only"]',
    implement: wrap,
  },
];
