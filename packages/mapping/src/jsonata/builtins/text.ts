import type { Definition } from '../builtin.ts';
import { ExpressionError } from '../errors.ts';
import type { Frame } from '../frame.ts';
import { LONG_TEXT } from '../run.ts';
import { toText } from '../text.ts';
import { charactersOf, isSimpleText } from '../values.ts';

function substring(frame: Frame, text: string, start = 0, length?: number): string {
  if (length !== undefined && length <= 0) return '';
  const characters = isSimpleText(text) ? text : charactersOf(frame.run, text);
  const size = characters.length;
  const from = size + start < 0 ? 0 : start;
  const to = length === undefined ? undefined : (from >= 0 ? from : size + from) + length;
  const part = characters.slice(from, to);
  frame.run.charge(part.length);
  return typeof part === 'string' ? part : part.join('');
}

/** Number of characters: two surrogates that belong together count as one. */
function lengthOf(_frame: Frame, text: string): number {
  if (isSimpleText(text)) return text.length;
  let count = 0;
  for (let index = 0; index < text.length; count++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/** A text of so many characters, made by repeating another. */
function filler(frame: Frame, text: string, size: number): string {
  const characters = charactersOf(frame.run, text);
  frame.run.charge(size * Math.ceil(text.length / characters.length));
  const rest = characters.slice(0, size % characters.length).join('');
  return text.repeat(Math.floor(size / characters.length)) + rest;
}

function pad(frame: Frame, text: string, width = 0, fill?: string): string {
  const missing = Math.abs(Math.trunc(width)) - lengthOf(frame, text);
  if (!(missing > 0)) return text;
  const padding = filler(frame, fill === undefined || fill === '' ? ' ' : fill, missing);
  frame.run.charge(text.length);
  return width > 0 ? text + padding : padding + text;
}

/** Whether a text has blanks at an end, several in a row, or others than the space. */
function hasSpareBlanks(text: string): boolean {
  let afterBlank = true;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const blank = code === 0x20;
    if ((blank && afterBlank) || code === 0x09 || code === 0x0a || code === 0x0d) return true;
    afterBlank = blank;
  }
  return afterBlank && text !== '';
}

function trim(frame: Frame, text: string): string {
  if (text.length < LONG_TEXT && !hasSpareBlanks(text)) return text;
  frame.run.charge(text.length);
  return text.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

function join(frame: Frame, texts: readonly string[], separator = ''): string {
  let size = separator.length * texts.length;
  for (const text of texts) size += text.length;
  frame.run.tick(texts.length >> 3);
  frame.run.charge(size);
  return texts.join(separator);
}

/** Runs one of the engine's address coders, whose errors mean a malformed text. */
function coded(code: (text: string) => string, token: string): (frame: Frame, text: string) => string {
  return (frame, text) => {
    frame.run.charge(text.length * 3);
    try {
      return code(text);
    } catch {
      throw new ExpressionError('D3140', { value: text, token });
    }
  };
}

export const TEXT_FUNCTIONS: readonly Definition[] = [
  {
    name: 'string',
    signature: '<x-b?:s>',
    parameters: ['value', 'prettify'],
    arity: 1,
    help: 'Writes a value as text: texts as they are, anything else as JSON, indented if asked.',
    example: '$string(5.10) gives "5.1"',
    implement: (frame, value: unknown, pretty?: boolean) => toText(frame.run, value, pretty === true),
  },
  {
    name: 'length',
    signature: '<s-:n>',
    parameters: ['text'],
    help: 'Number of characters of a text.',
    example: '$length("4006381333931") gives 13',
    implement: lengthOf,
  },
  {
    name: 'substring',
    signature: '<s-nn?:s>',
    parameters: ['text', 'start', 'length'],
    help: 'Part of a text from a position (0 is the first, negative counts from the end), up to a length.',
    example: '$substring("20261121", 0, 4) gives "2026"',
    implement: substring,
  },
  {
    name: 'substringBefore',
    signature: '<s-s:s>',
    parameters: ['text', 'mark'],
    help: 'What stands before the first occurrence of a mark; the whole text when there is none.',
    example: '$substringBefore("PO-778-1", "-") gives "PO"',
    implement: (_frame, text: string, mark?: string) => {
      const position = mark === undefined ? -1 : text.indexOf(mark);
      return position < 0 ? text : text.slice(0, position);
    },
  },
  {
    name: 'substringAfter',
    signature: '<s-s:s>',
    parameters: ['text', 'mark'],
    help: 'What stands after the first occurrence of a mark; the whole text when there is none.',
    example: '$substringAfter("PO-778-1", "-") gives "778-1"',
    implement: (_frame, text: string, mark?: string) => {
      const position = mark === undefined ? -1 : text.indexOf(mark);
      return mark === undefined || position < 0 ? text : text.slice(position + mark.length);
    },
  },
  {
    name: 'lowercase',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'The text in small letters.',
    example: '$lowercase("EA") gives "ea"',
    implement: (frame, text: string) => {
      frame.run.charge(text.length);
      return text.toLowerCase();
    },
  },
  {
    name: 'uppercase',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'The text in capitals.',
    example: '$uppercase("ea") gives "EA"',
    implement: (frame, text: string) => {
      frame.run.charge(text.length);
      return text.toUpperCase();
    },
  },
  {
    name: 'trim',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'The text without blanks at its ends, and with single blanks inside.',
    example: '$trim("  two   words ") gives "two words"',
    implement: trim,
  },
  {
    name: 'pad',
    signature: '<s-ns?:s>',
    parameters: ['text', 'width', 'fill'],
    help: 'Fills a text up to a width: at its end, or at its start when the width is negative.',
    example: '$pad("42", -6, "0") gives "000042"',
    implement: pad,
  },
  {
    name: 'join',
    signature: '<a<s>s?:s>',
    parameters: ['texts', 'separator'],
    help: 'Puts texts together into one, with a separator between them.',
    example: '$join(["PO", "778"], "-") gives "PO-778"',
    implement: join,
  },
  {
    name: 'encodeUrlComponent',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Encodes a text as a part of a web address, such as a parameter.',
    example: '$encodeUrlComponent("a&b") gives "a%26b"',
    implement: coded(encodeURIComponent, 'encodeUrlComponent'),
  },
  {
    name: 'encodeUrl',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Encodes a whole web address; its separators stay.',
    example: '$encodeUrl("https://example.com/a b") gives "https://example.com/a%20b"',
    implement: coded(encodeURI, 'encodeUrl'),
  },
  {
    name: 'decodeUrlComponent',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Decodes a part of a web address.',
    example: '$decodeUrlComponent("a%26b") gives "a&b"',
    implement: coded(decodeURIComponent, 'decodeUrlComponent'),
  },
  {
    name: 'decodeUrl',
    signature: '<s-:s>',
    parameters: ['text'],
    help: 'Decodes a whole web address.',
    example: '$decodeUrl("https://example.com/a%20b") gives "https://example.com/a b"',
    implement: coded(decodeURI, 'decodeUrl'),
  },
];
