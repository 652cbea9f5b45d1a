import type { Static } from 'typebox';

import { checkPlain } from '../../schema/plain-check.ts';
import type { SerializeContext } from '../contract.ts';
import type { Chunk } from '../decoding.ts';
import { checkEnvelope } from '../edi/envelope-values.ts';
import { lineBreaks, momentOf, textOr } from '../edi/moment.ts';
import type { Moment } from '../edi/moment.ts';
import { SegmentWriter } from '../edi/segment-writer.ts';
import { segmentsOfData } from '../edi/write-guide.ts';
import { tooMany } from '../limits.ts';
import { DocumentError } from '../position.ts';
import { encodeInterchange, unwritable } from './charsets.ts';
import { usualDelimiters } from './delimiters.ts';
import type { EdifactDelimiters } from './delimiters.ts';
import { findEdifactGuide } from './guides.ts';
import type { EdifactSerializeOptions } from './options.ts';
import { edifactTokenizer } from './segments.ts';
import type { EdifactSegment } from './segments.ts';
import { versionParts } from './service-segments.ts';
import { writableEdifact } from './write-schema.ts';

type Writable = Static<typeof writableEdifact>;
type Interchange = Writable['interchanges'][number];
type Group = NonNullable<Interchange['groups']>[number];
type Message = Interchange['messages'][number];
type Context = SerializeContext<EdifactSerializeOptions>;

/** By ISO 9735; what is left out here was lengthened by its version 4. */
const interchangeLengths = {
  syntax: [4],
  syntaxVersion: 1,
  senderId: 35,
  senderQualifier: 4,
  senderInternalId: 35,
  receiverId: 35,
  receiverQualifier: 4,
  receiverInternalId: 35,
  date: [6, 8],
  time: [4],
  controlNumber: 14,
  recipientReference: 14,
  applicationReference: 14,
  priority: 1,
  agreement: 35,
} as const;
const groupLengths = {
  type: 6,
  senderId: 35,
  receiverId: 35,
  date: [6, 8],
  time: [4],
  controlNumber: 14,
} as const;
const messageLengths = { reference: 14, type: 6, agency: 3, association: 6, accessReference: 35 } as const;

/** Used where a document names none. */
const usual = { syntax: 'UNOC', syntaxVersion: '3', version: 'D96A', agency: 'UN', repetition: '*' };
const firstSyntaxWithFullYear = 4;

/**
 * Writes interchanges. Messages are written from their `segments`, or, where they have none, from their named
 * `data` by the guide of their type and version. Trailers with counts and control numbers are made, never taken
 * from the document.
 * @returns Text, or bytes where the character set of the interchange asks for them
 * @throws DocumentError when something needed is missing or unknown, or a character can't be written
 */
export function writeEdifact(document: unknown, context: Context): Chunk {
  const first = checkPlain(writableEdifact, document);
  if (first !== undefined) throw new DocumentError('edifact.incomplete', first.message, {}, first.path);
  const { interchanges } = document as Writable;
  const moment = momentOf(context.options.timestamp);
  const parts = interchanges.map((interchange, index) =>
    new InterchangeWriter(interchange, `interchanges[${index}]`, index, moment, context).write(),
  );
  return joined(parts);
}

/** Writes documents one after another, each with its interchanges. */
export function edifactRecordWriter(context: Context) {
  return { write: (record: unknown) => writeEdifact(record, context), finish: () => '' };
}

class InterchangeWriter {
  private readonly interchange: Interchange;
  private readonly place: string;
  private readonly controlNumber: string;
  private readonly moment: Moment;
  private readonly context: Context;
  private readonly delimiters: EdifactDelimiters;
  private readonly writer: SegmentWriter;
  private segmentCount = 0;

  constructor(interchange: Interchange, place: string, index: number, moment: Moment, context: Context) {
    this.interchange = interchange;
    this.place = place;
    this.controlNumber = textOr(interchange.controlNumber, String(index + 1));
    this.moment = moment;
    this.context = context;
    this.delimiters = delimitersOf(interchange, context.options);
    this.writer = new SegmentWriter('edifact', this.delimiters);
  }

  write(): Chunk {
    const { writer, interchange, place, context } = this;
    checkEnvelope('edifact', interchange, interchangeLengths, place);
    if (this.delimiters.announced === true) writer.plain(announcement(this.delimiters));
    this.segment(this.header(), place);
    const groups = interchange.groups ?? [];
    if (groups.length > 0) this.groups(groups);
    else interchange.messages.forEach((message, index) => this.message(message, index));
    const count = groups.length > 0 ? groups.length : interchange.messages.length;
    this.segment(['UNZ', count, this.controlNumber], place);
    const { replaceCharacters } = context.options;
    const text = writer.take();
    const syntax = textOr(interchange.syntax, usual.syntax);
    const found = unwritable(text, syntax);
    if (found !== undefined && replaceCharacters === undefined) {
      const reason = `"${found.character}" can't be written in the character set ${syntax}`;
      throw new DocumentError(
        'edifact.character',
        reason,
        {},
        `${place}: ${this.segmentAt(text, found.index)}`,
      );
    }
    return encodeInterchange(text, syntax, replaceCharacters ?? '');
  }

  /** The segment of the written interchange in which a character stands: "segment 6 FTX". */
  private segmentAt(text: string, index: number): string {
    const tokenizer = edifactTokenizer();
    let last = '';
    const accept = ({ number, id, offset }: EdifactSegment): void => {
      if (offset <= index) last = `segment ${number} ${id}`;
    };
    tokenizer.push(text, accept);
    tokenizer.finish(accept);
    return last;
  }

  private header(): unknown[] {
    const { interchange, moment } = this;
    const version = textOr(interchange.syntaxVersion, usual.syntaxVersion);
    const date = Number(version) >= firstSyntaxWithFullYear ? moment.date : moment.date.slice(2);
    return trimmed([
      'UNB',
      [textOr(interchange.syntax, usual.syntax), version],
      party(interchange.senderId, interchange.senderQualifier, interchange.senderInternalId),
      party(interchange.receiverId, interchange.receiverQualifier, interchange.receiverInternalId),
      [textOr(interchange.date, date), textOr(interchange.time, moment.time)],
      this.controlNumber,
      interchange.recipientReference,
      interchange.applicationReference,
      interchange.priority,
      interchange.acknowledgementRequested === true ? '1' : '',
      interchange.agreement,
      interchange.test === true ? '1' : '',
    ]);
  }

  private groups(groups: readonly Group[]): void {
    const { messages } = this.interchange;
    const strays = messages.findIndex(({ group = 0 }) => group >= groups.length);
    if (strays !== -1) {
      const at = `${this.place}.messages[${strays}].group`;
      throw new DocumentError('edifact.incomplete', 'there is no such group', {}, at);
    }
    groups.forEach((group, index) => {
      const place = `${this.place}.groups[${index}]`;
      checkEnvelope('edifact', group, groupLengths, place);
      const controlNumber = textOr(group.controlNumber, String(index + 1));
      this.segment(this.groupHeader(group, controlNumber), place);
      let count = 0;
      messages.forEach((message, at) => {
        if ((message.group ?? 0) !== index) return;
        count += 1;
        this.message(message, at);
      });
      this.segment(['UNE', count, controlNumber], place);
    });
  }

  private groupHeader(group: Group, controlNumber: string): unknown[] {
    const { moment } = this;
    const version = versionParts(textOr(group.version, usual.version));
    return trimmed([
      'UNG',
      group.type,
      party(group.senderId, group.senderQualifier),
      party(group.receiverId, group.receiverQualifier),
      [textOr(group.date, moment.date.slice(2)), textOr(group.time, moment.time)],
      controlNumber,
      textOr(group.agency, usual.agency),
      trimmed([...version, group.association]),
    ]);
  }

  private message(message: Message, index: number): void {
    const place = `${this.place}.messages[${index}]`;
    checkEnvelope('edifact', message, messageLengths, place);
    const reference = textOr(message.reference, String(index + 1));
    const version = textOr(message.version, usual.version);
    const agency = textOr(message.agency, usual.agency);
    const type = trimmed([message.type, ...versionParts(version), agency, message.association]);
    this.segment(trimmed(['UNH', reference, type, message.accessReference]), place);
    const count = this.body(message, version, place);
    this.segment(['UNT', count + 2, reference], place);
  }

  /** @returns How many segments were written. */
  private body(message: Message, version: string, place: string): number {
    const { segments = message.data === undefined ? undefined : this.segmentsOf(message, version, place) } =
      message;
    if (!Array.isArray(segments)) {
      throw new DocumentError('edifact.incomplete', 'must be a list of segments', {}, `${place}.segments`);
    }
    segments.forEach((segment: unknown, index) => {
      this.segment(Array.isArray(segment) ? segment : [], `${place}.segments[${index}]`);
    });
    return segments.length;
  }

  private segmentsOf(message: Message, version: string, place: string): unknown[] {
    const guide = findEdifactGuide(message.type, version);
    if (guide === undefined) {
      const reason = `there is no guide for ${message.type} to write it by; give its segments`;
      throw new DocumentError('edifact.noGuide', reason, {}, `${place}.data`);
    }
    const style = { syntax: 'edifact', decimalMark: this.delimiters.decimal, keepsZeros: true } as const;
    return segmentsOfData(guide, message.data, `${place}.data`, style);
  }

  private segment(raw: readonly unknown[], place: string): void {
    this.segmentCount += 1;
    const { limits } = this.context;
    if (this.segmentCount > limits.maxItems) throw tooMany('segments', limits);
    this.writer.segment(raw, place);
  }
}

function delimitersOf(interchange: Interchange, options: EdifactSerializeOptions): EdifactDelimiters {
  const given = interchange.delimiters ?? {};
  const version = Number(textOr(interchange.syntaxVersion, usual.syntaxVersion));
  // Delimiters that were read without a release character or a repetition separator have none.
  const release = interchange.delimiters === undefined ? usualDelimiters.release : given.release;
  const repetition = interchange.delimiters === undefined ? usual.repetition : given.repetition;
  const segment = given.segment ?? usualDelimiters.segment;
  const lineBreak = /[\r\n]/.test(segment)
    ? ''
    : (lineBreaks[options.lineBreaks ?? ''] ?? given.lineBreak ?? '');
  const delimiters: EdifactDelimiters = {
    element: given.element ?? usualDelimiters.element,
    component: given.component ?? usualDelimiters.component,
    segment,
    decimal: given.decimal ?? usualDelimiters.decimal,
    ...(release === undefined ? {} : { release }),
    ...(version >= firstSyntaxWithFullYear && repetition !== undefined ? { repetition } : {}),
    ...(lineBreak === '' ? {} : { lineBreak }),
  };
  return isAnnounced(delimiters, version, given.announced, options)
    ? { ...delimiters, announced: true }
    : delimiters;
}

function isAnnounced(
  delimiters: EdifactDelimiters,
  version: number,
  given: boolean | undefined,
  options: EdifactSerializeOptions,
): boolean {
  const wanted = options.announceDelimiters ?? 'asGiven';
  if (wanted === 'always' || (wanted === 'asGiven' && given === true)) return true;
  const { element, component, segment, decimal, release, repetition } = usualFor(version);
  return (
    delimiters.element !== element ||
    delimiters.component !== component ||
    delimiters.segment !== segment ||
    delimiters.decimal !== decimal ||
    delimiters.release !== release ||
    delimiters.repetition !== repetition
  );
}

function usualFor(version: number): EdifactDelimiters {
  return version >= firstSyntaxWithFullYear
    ? { ...usualDelimiters, repetition: usual.repetition }
    : usualDelimiters;
}

function announcement({
  component,
  element,
  decimal,
  release,
  repetition,
  segment,
}: EdifactDelimiters): string {
  return `UNA${component}${element}${decimal}${release ?? ' '}${repetition ?? ' '}${segment}`;
}

function party(id: string, qualifier: string | number | undefined, internal?: string | number): unknown {
  return trimmed([id, qualifier, internal]);
}

/** Without the empty values at the end. */
function trimmed(values: readonly unknown[]): unknown[] {
  let length = values.length;
  while (length > 1 && (values[length - 1] === undefined || values[length - 1] === '')) length -= 1;
  return values.slice(0, length);
}

/** One interchange in another character set makes bytes of all. */
function joined(parts: readonly Chunk[]): Chunk {
  const texts = parts.filter((part) => typeof part === 'string');
  if (texts.length === parts.length) return texts.join('');
  const encoder = new TextEncoder();
  const bytes = parts.map((part) => (typeof part === 'string' ? encoder.encode(part) : part));
  const result = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of bytes) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
