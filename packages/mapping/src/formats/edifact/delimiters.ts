import type { InterchangeHeader } from '../edi/tokenizer.ts';
import { splitReleased, splitSegment } from '../edi/split.ts';
import type { RawSegment } from '../edi/segment.ts';
import { DocumentError } from '../position.ts';

/** The characters that separate the parts of one interchange, as UNA announces them or the standard sets them. */
export interface EdifactDelimiters {
  element: string;
  component: string;
  segment: string;
  /** `.` or `,`; both are read, this one is written. */
  decimal: string;
  /** Takes the meaning of the character after it away; left out when the interchange has none. */
  release?: string;
  /** Since syntax version 4. */
  repetition?: string;
  /** The interchange begins with UNA. */
  announced?: boolean;
  /** Line break that the sender puts after each segment; not part of the standard. */
  lineBreak?: string;
}

/** Characters from the beginning of an interchange within which its header must end. */
export const headerReach = 1_024;

const announcementLength = 9;
/** The delimiters of interchanges without UNA. */
export const usualDelimiters = {
  element: '+',
  component: ':',
  segment: "'",
  decimal: '.',
  release: '?',
} as const;
const usualRepetition = '*';
const firstSyntaxWithRepetition = 4;

/** Whether an interchange begins at an index at which a segment begins. */
export function startsInterchange(text: string, index: number): boolean {
  return text.charCodeAt(index) === 0x55 && (text.startsWith('UNB', index) || text.startsWith('UNA', index));
}

/**
 * Reads UNA, where there is one, and UNB.
 * @throws DocumentError `edifact.header`
 */
export function readHeader(text: string, start: number): InterchangeHeader<EdifactDelimiters> {
  const announced = text.startsWith('UNA', start);
  const given = announced ? readAnnouncement(text, start) : { ...usualDelimiters, ...guessed(text, start) };
  const from = announced ? skipBlanks(text, start + announcementLength) : start;
  if (!text.startsWith(`UNB${given.element}`, from)) {
    throw headerError('an interchange must begin with UNB and an element separator, or UNA before it');
  }
  const { segment, release } = given;
  const end = endOfSegment(text, from, segment, release);
  if (end === -1) throw headerError('the header ends before its segment terminator');
  const raw = split(text.slice(from, end).replace(/[\r\n]+$/, ''), given);
  const { repetition, ...rest } = given;
  const separator = repetitionSeparator(raw, announced, repetition);
  const after = end + segment.length;
  const lineBreak = segment.includes('\n') || segment === '\r' ? '' : lineBreakAt(text, after);
  const delimiters: EdifactDelimiters = {
    ...rest,
    ...(separator === undefined ? {} : { repetition: separator }),
    ...(announced ? { announced } : {}),
    ...(lineBreak === '' ? {} : { lineBreak }),
  };
  return { raw, delimiters, end: after, oddities: [] };
}

/** Splits a segment, with what is released in it. */
export function split(text: string, delimiters: EdifactDelimiters): RawSegment {
  const { release } = delimiters;
  return release !== undefined && text.includes(release)
    ? splitReleased(text, delimiters, release)
    : splitSegment(text, delimiters);
}

/** `UNA:+.? '`: component, element, decimal mark, release, repetition (reserved before syntax 4), terminator. */
function readAnnouncement(text: string, start: number): EdifactDelimiters {
  const [component = '', element = '', decimal = '', release = '', reserved = ''] = text.slice(
    start + 3,
    start + 8,
  );
  const last = text[start + 8] ?? '';
  const segment = last === '\r' && text[start + 9] === '\n' ? '\r\n' : last;
  const delimiters: EdifactDelimiters = {
    component,
    element,
    segment,
    decimal: decimal === ',' ? ',' : '.',
    ...(release.trim() === '' ? {} : { release }),
    ...(reserved.trim() === '' ? {} : { repetition: reserved }),
  };
  assertUsable(delimiters);
  return delimiters;
}

function assertUsable({ component, element, segment, release }: EdifactDelimiters): void {
  const all = [component, element, segment, ...(release === undefined ? [] : [release])];
  if (all.includes('') || new Set(all).size !== all.length || /[A-Za-z0-9]/.test(all.join(''))) {
    throw headerError('the delimiters that UNA names are unusable (missing, equal, or letters or digits)');
  }
}

/** Some senders use other delimiters without UNA; syntax level B has a set of its own in control characters. */
function guessed(text: string, start: number): Partial<EdifactDelimiters> {
  const match = /^UNB([^A-Za-z0-9\s])UNO[A-Z]([^A-Za-z0-9\s])\d/.exec(text.slice(start, start + 12));
  const [, element, component] = match ?? [];
  if (element === undefined || component === undefined) return {};
  if (element === '\u001d' && component === '\u001f') return { element, component, segment: '\u001c' };
  return element === usualDelimiters.element ? { component } : { element, component };
}

function repetitionSeparator(
  raw: RawSegment,
  announced: boolean,
  named: string | undefined,
): string | undefined {
  const [, syntax] = raw;
  const version = Array.isArray(syntax) ? Number(syntax[1]) : 0;
  if (!(version >= firstSyntaxWithRepetition)) return undefined;
  return announced ? named : usualRepetition;
}

function endOfSegment(text: string, start: number, terminator: string, release: string | undefined): number {
  const limit = start + headerReach;
  for (
    let end = text.indexOf(terminator, start);
    end !== -1 && end < limit;
    end = text.indexOf(terminator, end + 1)
  ) {
    let from = end;
    while (release !== undefined && from > start && text[from - 1] === release) from -= 1;
    if ((end - from) % 2 === 0) return end;
  }
  return -1;
}

function skipBlanks(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charCodeAt(index) <= 0x20) index += 1;
  return index;
}

function lineBreakAt(text: string, index: number): string {
  if (text[index] === '\r') return text[index + 1] === '\n' ? '\r\n' : '\r';
  return text[index] === '\n' ? '\n' : '';
}

function headerError(reason: string): DocumentError {
  return new DocumentError('edifact.header', reason, {}, 'interchange header UNB');
}
