import type { GuidedReader } from '../edi/read-guide.ts';
import { namePlace, placeOf } from '../edi/report.ts';
import type { EdiReport } from '../edi/report.ts';
import type { EdiElement } from '../edi/segment.ts';
import { checkCount, checkDuplicate, checkNumber, misplaced } from '../edi/trailers.ts';
import { checkSize, tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { EdifactGroup, EdifactInterchange, EdifactItem, EdifactMessage } from './model.ts';
import type { EdifactSegment } from './segments.ts';
import { groupOf, interchangeOf, messageOf } from './service-segments.ts';

export interface EdifactEnvelopeContext {
  /** `maxItems` bounds the segments of the document, or of a message where messages are handed on. */
  limits: DocumentLimits;
  report: EdiReport;
  /** undefined when there is nothing to be read but the segments. */
  readerFor(message: EdifactMessage, header: EdifactSegment): GuidedReader | undefined;
  /** Hand on the items of this list in the data of messages, in place of messages; without segments. */
  items?: string;
  /** Where given, messages are handed on when they end, and not kept in their interchange. */
  handOn?(message: EdifactItem, group: EdifactGroup | undefined, interchange: EdifactInterchange): void;
}

/** Levels A and B of the syntax are ASCII, or less. */
const asciiSyntaxes = new Set(['UNOA', 'UNOB']);

function hasOtherCharacters(element: EdiElement): boolean {
  return typeof element === 'string' ? /[^\u0000-\u007f]/.test(element) : element.some(hasOtherCharacters);
}

interface Open<T> {
  value: T;
  header: EdifactSegment;
}

/** Sorts segments into interchanges, groups and messages, and checks their trailers. */
export class EdifactEnvelopeReader {
  readonly interchanges: EdifactInterchange[] = [];
  private readonly context: EdifactEnvelopeContext;
  private interchange:
    (Open<EdifactInterchange> & { groups: number; messages: number; numbers: Set<string> }) | undefined;
  private group: (Open<EdifactGroup> & { messages: number }) | undefined;
  private message: (Open<EdifactMessage> & { segments: number }) | undefined;
  private reader: GuidedReader | undefined;
  private last: EdifactSegment | undefined;
  /** Control numbers of the interchanges. */
  private readonly numbers = new Set<string>();
  /** The interchange says that it has no characters but those of ASCII, and none has been seen yet. */
  private onlyAscii = false;
  private items = 0;
  /** Offset at which the record at hand began. */
  private recordStart = 0;
  /** Items of the message that were handed on; undefined where it is handed on itself. */
  private handedOn: number | undefined;

  constructor(context: EdifactEnvelopeContext) {
    this.context = context;
  }

  /** @throws DocumentError when the segment can't stand where it stands */
  accept(segment: EdifactSegment): void {
    this.count(segment);
    for (const { code, reason, element } of segment.oddities) {
      this.context.report.fault(code, reason, segment, { element });
    }
    this.last = segment;
    const handler = serviceSegments.get(segment.id);
    if (handler === undefined) this.bodySegment(segment);
    else handler(this, segment);
  }

  /**
   * The document has ended.
   * @throws DocumentError when a message or group is still open: the document is truncated. Where only UNZ is
   * missing, all messages are whole, which is reported.
   */
  finish(): void {
    const { last, interchange } = this;
    if (interchange === undefined || last === undefined) return;
    const [missing, open] = this.message
      ? ['UNT', this.message.header]
      : this.group
        ? ['UNE', this.group.header]
        : ['UNZ', interchange.header];
    const reason = `the document ends here, before the ${missing} that closes ${namePlace(open)} (truncated?)`;
    if (missing === 'UNZ' && interchange.messages > 0 && last.terminated) {
      this.context.report.fault('truncated', reason, last);
      return;
    }
    throw new DocumentError('edifact.truncated', reason, placeOf(last), namePlace(last));
  }

  /** UNB */
  openInterchange(segment: EdifactSegment): void {
    const { interchange, context } = this;
    if (interchange)
      throw this.misplaced(segment, `the interchange of ${namePlace(interchange.header)} is still open`);
    const value = interchangeOf(segment, segment.delimiters);
    const of = JSON.stringify([
      value.senderId,
      value.senderQualifier,
      value.receiverId,
      value.receiverQualifier,
    ]);
    checkDuplicate(context.report, this.numbers, segment, { element: 5, value: value.controlNumber, of });
    this.onlyAscii = asciiSyntaxes.has(value.syntax);
    this.interchange = { value, header: segment, groups: 0, messages: 0, numbers: new Set() };
    if (context.handOn === undefined) this.interchanges.push(value);
    context.report.envelope = { interchange: (context.report.envelope.interchange ?? 0) + 1 };
  }

  /** UNG */
  openGroup(segment: EdifactSegment): void {
    const { interchange, group, message } = this;
    if (!interchange) throw this.misplaced(segment, 'no interchange is open');
    if (group) throw this.misplaced(segment, `the group of ${namePlace(group.header)} is still open`);
    if (message) throw this.misplaced(segment, `the message of ${namePlace(message.header)} is still open`);
    const value = groupOf(segment);
    this.group = { value, header: segment, messages: 0 };
    interchange.groups += 1;
    if (this.context.handOn === undefined) (interchange.value.groups ??= []).push(value);
    const number = { element: 5, value: value.controlNumber, of: 'group' };
    checkDuplicate(this.context.report, interchange.numbers, segment, number);
  }

  /** UNH */
  openMessage(segment: EdifactSegment): void {
    const { interchange, group, message, context } = this;
    if (!interchange) throw this.misplaced(segment, 'no interchange is open');
    if (message) throw this.misplaced(segment, `the message of ${namePlace(message.header)} is still open`);
    const value = messageOf(segment);
    if (group) {
      value.group = context.handOn === undefined ? interchange.groups - 1 : 0;
      group.messages += 1;
    }
    interchange.messages += 1;
    this.message = { value, header: segment, segments: 0 };
    context.report.header = segment.number;
    this.place(interchange.messages);
    const of = group === undefined ? 'message' : `message of ${interchange.groups}`;
    const number = { element: 1, value: value.reference, of };
    checkDuplicate(context.report, interchange.numbers, segment, number);
    this.reader = context.readerFor(value, segment);
    if (context.handOn === undefined) interchange.value.messages.push(value);
    else this.beginRecord(segment);
    this.handOnItems(value);
  }

  private beginRecord(segment: EdifactSegment): void {
    this.items = 0;
    this.recordStart = segment.offset;
  }

  /** Lets the reader hand on items as they come, where that is asked for and there is a guide. */
  private handOnItems({ segments: _none, ...message }: EdifactMessage): void {
    const { context, reader, interchange, group } = this;
    this.handedOn = undefined;
    if (context.items === undefined || reader === undefined || interchange === undefined) return;
    this.handedOn = 0;
    const guide = reader.guideId;
    reader.handOnItems(context.items, (data) => {
      this.handedOn = (this.handedOn ?? 0) + 1;
      if (this.last !== undefined) this.beginRecord(this.last);
      context.handOn?.({ ...message, guide, data }, group?.value, interchange.value);
    });
  }

  /** UNT */
  closeMessage(segment: EdifactSegment): void {
    const { message, group, interchange, context } = this;
    if (!message || !interchange) throw this.misplaced(segment, 'no message is open');
    const { value } = message;
    this.checkRecord(segment);
    checkCount(context.report, segment, message.segments + 2, 'segments');
    checkNumber(context.report, segment, value.reference, message.header);
    if (this.reader !== undefined) {
      value.guide = this.reader.guideId;
      value.data = this.reader.finish(segment);
    }
    this.reader = undefined;
    this.message = undefined;
    context.report.header = 0;
    this.place();
    if (this.handedOn === undefined) context.handOn?.(value, group?.value, interchange.value);
    else if (this.handedOn === 0) {
      const { segments: _none, ...item } = value;
      context.handOn?.(item, group?.value, interchange.value);
    }
  }

  /** UNE */
  closeGroup(segment: EdifactSegment): void {
    const { message, group, context } = this;
    if (message)
      throw this.misplaced(segment, `the message of ${namePlace(message.header)} is not closed by UNT`);
    if (!group) throw this.misplaced(segment, 'no functional group is open');
    checkCount(context.report, segment, group.messages, 'messages');
    checkNumber(context.report, segment, group.value.controlNumber, group.header);
    this.group = undefined;
  }

  /** UNZ */
  closeInterchange(segment: EdifactSegment): void {
    const { message, group, interchange, context } = this;
    if (message)
      throw this.misplaced(segment, `the message of ${namePlace(message.header)} is not closed by UNT`);
    if (group) throw this.misplaced(segment, `the group of ${namePlace(group.header)} is not closed by UNE`);
    if (!interchange) throw this.misplaced(segment, 'no interchange is open');
    const { groups, messages, value } = interchange;
    checkCount(context.report, segment, groups > 0 ? groups : messages, groups > 0 ? 'groups' : 'messages');
    checkNumber(context.report, segment, value.controlNumber, interchange.header);
    this.interchange = undefined;
  }

  /** Where each transaction is a record, a limit of its own keeps one of them in bounds. */
  private checkRecord(segment: EdifactSegment): void {
    if (this.context.handOn === undefined) return;
    checkSize(segment.offset - this.recordStart, this.context.limits, 'record');
  }

  private bodySegment(segment: EdifactSegment): void {
    if (!this.message) throw this.misplaced(segment, 'it stands outside of any message');
    this.checkRecord(segment);
    if (this.onlyAscii) this.checkAscii(segment);
    this.message.segments += 1;
    if (this.handedOn === undefined) this.message.value.segments.push(segment.raw);
    this.reader?.accept(segment);
  }

  /** Told once an interchange: senders who put other characters put many. */
  private checkAscii(segment: EdifactSegment): void {
    const element = segment.raw.findIndex(hasOtherCharacters);
    if (element === -1) return;
    this.onlyAscii = false;
    const syntax = this.interchange?.value.syntax ?? '';
    const reason = `has characters that the character set ${syntax} does not have`;
    this.context.report.fault('character', reason, segment, { element });
  }

  private misplaced(segment: EdifactSegment, reason: string): DocumentError {
    return misplaced(this.context.report, segment, reason);
  }

  private place(transaction?: number): void {
    const { report } = this.context;
    report.envelope = {
      interchange: report.envelope.interchange ?? 1,
      ...(this.group === undefined ? {} : { group: this.interchange?.groups ?? 1 }),
      ...(transaction === undefined ? {} : { transaction }),
    };
  }

  /** Segments, and the parts of composites and repetitions, which cost as much. */
  private count(segment: EdifactSegment): void {
    this.items += 1;
    for (const element of segment.raw) if (typeof element !== 'string') this.items += element.length;
    if (this.items > this.context.limits.maxItems) throw tooMany('segments', this.context.limits);
  }
}

const serviceSegments: ReadonlyMap<string, (reader: EdifactEnvelopeReader, segment: EdifactSegment) => void> =
  new Map([
    ['UNB', (reader, segment) => reader.openInterchange(segment)],
    ['UNG', (reader, segment) => reader.openGroup(segment)],
    ['UNH', (reader, segment) => reader.openMessage(segment)],
    ['UNT', (reader, segment) => reader.closeMessage(segment)],
    ['UNE', (reader, segment) => reader.closeGroup(segment)],
    ['UNZ', (reader, segment) => reader.closeInterchange(segment)],
  ]);
