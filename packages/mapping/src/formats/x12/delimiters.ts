import { DocumentError } from '../position.ts';

/** The characters that separate the parts of one interchange, as its header announces them. */
export interface X12Delimiters {
  element: string;
  component: string;
  segment: string;
  /** Since version 004020, and only when the header names a usable character. */
  repetition?: string;
  /** Line break that the sender puts after each segment; not part of the standard. */
  lineBreak?: string;
}

/** What the interchange header says, and where the first segment after it begins. */
export interface InterchangeHeader {
  /** `ISA` and its 16 elements as written, blanks included. */
  elements: string[];
  delimiters: X12Delimiters;
  /** Index behind the header's segment terminator. */
  end: number;
  /** Oddities that reading went on after. */
  oddities: { element: number; reason: string }[];
}

/** Characters from the beginning of a header within which its end must be found, with some slack. */
export const headerReach = 512;

const elementCount = 16;
/** Elements have fixed widths in this header only: 106 characters in all. */
const widths = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1];
const longestElement = 40;
const firstVersionWithRepetition = '00402';
/** Version 004010 put "U" (its only value) where later versions name the repetition separator. */
const usableSeparator = /^[^A-Za-z0-9 ]$/;
/** In postal codes, telephone numbers and amounts all over the data, whatever a header claims. */
const ordinaryCharacters = '-.,/';

/**
 * Reads the interchange header at `start`, also where a file is wrapped at some column and the header with it.
 * @throws DocumentError `x12.header`
 */
export function readInterchangeHeader(text: string, start: number): InterchangeHeader {
  try {
    return readHeader(text, start);
  } catch (error) {
    const unwrapped = unwrappedHeader(text, start);
    if (unwrapped === undefined) throw error;
    return unwrapped;
  }
}

function unwrappedHeader(text: string, start: number): InterchangeHeader | undefined {
  const beginning = text.slice(start, start + headerReach);
  if (!/^[^\r\n]{16,105}[\r\n]/.test(beginning)) return undefined;
  try {
    const header = readHeader(beginning.replace(/[\r\n]+/g, ''), 0);
    return { ...header, end: start + indexIgnoringBreaks(beginning, header.end) };
  } catch {
    return undefined;
  }
}

/** Index in the text behind so many characters that are no line breaks. */
function indexIgnoringBreaks(text: string, characters: number): number {
  let index = 0;
  for (let left = characters; left > 0; index += 1) {
    if (text[index] !== '\n' && text[index] !== '\r') left -= 1;
  }
  return index;
}

/**
 * The standard gives the elements fixed widths; documents in the wild pad them otherwise, so widths are only
 * trusted when every separator stands in its place.
 */
function readHeader(text: string, start: number): InterchangeHeader {
  const element = text[start + 3];
  if (!text.startsWith('ISA', start) || element === undefined || /[A-Za-z0-9 \r\n]/.test(element)) {
    throw headerError('an interchange must begin with ISA and an element separator', 0);
  }
  const { elements, end } = fixedElements(text, start, element) ?? separatedElements(text, start, element);
  const oddities: InterchangeHeader['oddities'] = [...oddValues(elements)];
  const terminator = readTerminator(text, end, element, oddities);
  const version = elements[12] ?? '';
  const repetition = repetitionSeparator(elements[11] ?? '', version, oddities);
  const delimiters: X12Delimiters = {
    element,
    component: terminator.component,
    segment: terminator.segment,
    ...(repetition === undefined ? {} : { repetition }),
    ...(terminator.lineBreak === '' ? {} : { lineBreak: terminator.lineBreak }),
  };
  assertDistinct(delimiters);
  return { elements: [...elements, terminator.component], delimiters, end: terminator.end, oddities };
}

/** What the elements of the header are not: of their widths, or a date, a time, a number. */
function oddValues(elements: readonly string[]): InterchangeHeader['oddities'] {
  return elements.flatMap((value, element) => {
    const width = widths[element - 1] ?? value.length;
    if (value.length !== width) {
      return [{ element, reason: `has ${value.length} characters, not the ${width} of the standard` }];
    }
    const form = forms[element];
    return form === undefined || form.pattern.test(value)
      ? []
      : [{ element, reason: `"${value}" is no ${form.name}` }];
  });
}

const forms: Readonly<Record<number, { pattern: RegExp; name: string }>> = {
  9: { pattern: /^\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, name: 'date (YYMMDD)' },
  10: { pattern: /^([01]\d|2[0-3])[0-5]\d$/, name: 'time (HHMM)' },
  13: { pattern: /^\d{9}$/, name: 'number' },
  14: { pattern: /^[01]$/, name: 'request for an acknowledgement (0 or 1)' },
  15: { pattern: /^[IPT]$/, name: 'usage (P, T or I)' },
};

interface HeaderElements {
  /** `ISA` and elements 1 to 15. */
  elements: string[];
  /** Where element 16 begins. */
  end: number;
}

function fixedElements(text: string, start: number, separator: string): HeaderElements | undefined {
  const elements = ['ISA'];
  let index = start + 3;
  for (const width of widths) {
    if (text[index] !== separator) return undefined;
    elements.push(text.slice(index + 1, index + 1 + width));
    index += 1 + width;
  }
  elements.pop();
  return { elements, end: index - 1 };
}

function separatedElements(text: string, start: number, separator: string): HeaderElements {
  const elements = ['ISA'];
  let from = start + 4;
  while (elements.length < elementCount) {
    const next = text.indexOf(separator, from);
    const value = next === -1 ? undefined : text.slice(from, next);
    if (value === undefined || value.length > longestElement || /[\r\n]/.test(value)) {
      throw headerError(`the header ends after ${elements.length} of its 16 elements`, elements.length);
    }
    elements.push(value);
    from = (next === -1 ? text.length : next) + 1;
  }
  return { elements, end: from };
}

interface Terminator {
  component: string;
  segment: string;
  lineBreak: string;
  end: number;
}

/** Element 16 names the component separator; the character behind it ends this segment and all others. */
function readTerminator(
  text: string,
  start: number,
  element: string,
  oddities: InterchangeHeader['oddities'],
): Terminator {
  const named = terminatorAt(text, start + 1, text[start] ?? '');
  const unnamed = terminatorAt(text, start, '');
  if (named !== undefined && !componentIsTerminator(text, named, element)) return named;
  if (unnamed !== undefined && startsSegment(text, unnamed.end, element)) {
    oddities.push({ element: 16, reason: 'no component separator is named; ":" is assumed' });
    return { ...unnamed, component: unnamed.segment === ':' ? '>' : ':' };
  }
  if (named === undefined) throw headerError('the header ends before its segment terminator', elementCount);
  return named;
}

function terminatorAt(text: string, at: number, component: string): Terminator | undefined {
  let index = at;
  while (text[index] === ' ' || text[index] === '\t') index += 1;
  const segment = text[index];
  if (segment === undefined || component === '\n' || component === '\r') return undefined;
  const isBreak = segment === '\r' || segment === '\n';
  const lineBreak = lineBreakAt(text, isBreak ? index : index + 1);
  // A document with CRLF as its terminator is split at the LF, its CR dropped: some lines may lack it.
  if (isBreak) return { component, segment: lineBreak, lineBreak: '', end: index + lineBreak.length };
  return { component, segment, lineBreak, end: index + 1 };
}

function lineBreakAt(text: string, index: number): string {
  if (text[index] === '\r') return text[index + 1] === '\n' ? '\r\n' : '\r';
  return text[index] === '\n' ? '\n' : '';
}

/**
 * When element 16 is left empty, `~` and a line break look like a component separator and its terminator. The
 * next line tells: it would end with that "component separator".
 */
function componentIsTerminator(text: string, named: Terminator, element: string): boolean {
  if (!startsSegment(text, named.end, element)) return true;
  if (!/[\r\n]/.test(named.segment)) return false;
  const lineEnd = text.indexOf(named.segment, named.end);
  return lineEnd > 0 && text[lineEnd - 1] === named.component;
}

function startsSegment(text: string, start: number, element: string): boolean {
  const next = text.slice(start, start + 64).trimStart();
  return ['GS', 'TA1', 'IEA'].some((id) => next.startsWith(id + element)) || next === '';
}

function repetitionSeparator(
  standard: string,
  version: string,
  oddities: InterchangeHeader['oddities'],
): string | undefined {
  if (version < firstVersionWithRepetition || !usableSeparator.test(standard)) return undefined;
  if (!ordinaryCharacters.includes(standard)) return standard;
  oddities.push({
    element: 11,
    reason: `"${standard}" is named as repetition separator, but is an ordinary character; it is read as data`,
  });
  return undefined;
}

function assertDistinct({ element, component, segment, repetition }: X12Delimiters): void {
  const all = [element, component, segment, repetition].filter((character) => character !== undefined);
  if (new Set(all).size !== all.length || /[A-Za-z0-9]/.test(all.join(''))) {
    throw headerError(
      'the separators named by the header are unusable (equal, or letters or digits)',
      elementCount,
    );
  }
}

function headerError(reason: string, element: number): DocumentError {
  const place = element === 0 ? 'interchange header ISA' : `interchange header ISA, element ${element}`;
  return new DocumentError('x12.header', reason, element === 0 ? {} : { element }, place);
}
