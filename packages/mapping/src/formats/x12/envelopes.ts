import type { EdiReport } from '../edi/report.ts';
import { namePlace, placeOf } from '../edi/report.ts';
import type { GuidedReader } from '../edi/read-guide.ts';
import { checkCount, checkDuplicate, checkNumber, misplaced, textOf } from '../edi/trailers.ts';
import type { HeaderNumber } from '../edi/trailers.ts';
import { checkSize, tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { X12Group, X12Interchange, X12Item, X12Transaction } from './model.ts';
import type { X12Segment } from './segments.ts';

export interface EnvelopeContext {
  /** `maxItems` bounds the segments of the document, or of a transaction where transactions are handed on. */
  limits: DocumentLimits;
  report: EdiReport;
  /** undefined when there is nothing to be read but the segments. */
  readerFor(transaction: X12Transaction, group: X12Group, header: X12Segment): GuidedReader | undefined;
  /** Where given, transactions are handed on when they end, and not kept in their groups. */
  handOn?(transaction: X12Item, group: X12Group, interchange: X12Interchange): void;
  /** Hand on the items of this list in the data of transactions, in place of transactions; without segments. */
  items?: string;
}

interface Open<T> {
  value: T;
  header: X12Segment;
  /** Groups in an interchange, transactions in a group, segments in a transaction. */
  count: number;
  /** Control numbers of what is in it. */
  numbers: Set<string>;
}

/** Sorts segments into interchanges, groups and transactions, and checks their trailers. */
export class EnvelopeReader {
  readonly interchanges: X12Interchange[] = [];
  private readonly context: EnvelopeContext;
  private interchange: Open<X12Interchange> | undefined;
  private group: Open<X12Group> | undefined;
  private transaction: Open<X12Transaction> | undefined;
  private reader: GuidedReader | undefined;
  private last: X12Segment | undefined;
  /** Control numbers of the interchanges. */
  private readonly numbers = new Set<string>();
  private items = 0;
  /** Offset at which the record at hand began. */
  private recordStart = 0;
  /** Items of the transaction that were handed on; undefined where it is handed on itself. */
  private handedOn: number | undefined;

  constructor(context: EnvelopeContext) {
    this.context = context;
  }

  /** @throws DocumentError when the segment can't stand where it stands */
  accept(segment: X12Segment): void {
    this.count(segment);
    for (const { code, reason, element } of segment.oddities) {
      this.context.report.fault(code, reason, segment, { element });
    }
    this.last = segment;
    const handler = envelopeSegments.get(segment.id);
    if (handler === undefined) this.bodySegment(segment);
    else handler(this, segment);
  }

  /** @throws DocumentError when an envelope is still open: the document is truncated */
  finish(): void {
    const [missing, open] = this.transaction
      ? ['SE', this.transaction.header]
      : this.group
        ? ['GE', this.group.header]
        : this.interchange
          ? ['IEA', this.interchange.header]
          : [];
    const { last } = this;
    if (missing === undefined || open === undefined || last === undefined) return;
    const reason = `the document ends here, before the ${missing} that closes ${namePlace(open)} (truncated?)`;
    throw new DocumentError('x12.truncated', reason, placeOf(last), namePlace(last));
  }

  /** ISA */
  openInterchange(segment: X12Segment): void {
    if (this.interchange)
      throw misplaced(
        this.context.report,
        segment,
        `the interchange of ${namePlace(this.interchange.header)} is still open`,
      );
    const value = interchangeOf(segment);
    const of = JSON.stringify([
      value.senderQualifier,
      value.senderId,
      value.receiverQualifier,
      value.receiverId,
    ]);
    this.checkDuplicate(this.numbers, segment, { element: 13, value: value.controlNumber, of });
    this.interchange = { value, header: segment, count: 0, numbers: new Set() };
    if (this.context.handOn === undefined) this.interchanges.push(value);
    const { report } = this.context;
    report.envelope = { interchange: (report.envelope.interchange ?? 0) + 1 };
  }

  /** GS */
  openGroup(segment: X12Segment): void {
    const { interchange } = this;
    if (!interchange) throw misplaced(this.context.report, segment, 'no interchange is open');
    if (this.group)
      throw misplaced(
        this.context.report,
        segment,
        `the group of ${namePlace(this.group.header)} is still open`,
      );
    const value = groupOf(segment);
    this.group = { value, header: segment, count: 0, numbers: new Set() };
    interchange.count += 1;
    if (this.context.handOn === undefined) interchange.value.groups.push(value);
    this.place({ group: interchange.count });
    this.checkDuplicate(interchange.numbers, segment, { element: 6, value: value.controlNumber });
  }

  /** ST */
  openTransaction(segment: X12Segment): void {
    const { group, context } = this;
    if (!group) throw misplaced(this.context.report, segment, 'no functional group is open');
    if (this.transaction) {
      throw misplaced(
        this.context.report,
        segment,
        `the transaction of ${namePlace(this.transaction.header)} is still open`,
      );
    }
    const value = transactionOf(segment);
    this.transaction = { value, header: segment, count: 0, numbers: new Set() };
    group.count += 1;
    this.place({ group: this.interchange?.count ?? 0, transaction: group.count });
    context.report.header = segment.number;
    this.checkDuplicate(group.numbers, segment, { element: 2, value: value.controlNumber });
    this.reader = context.readerFor(value, group.value, segment);
    if (context.handOn === undefined) group.value.transactions.push(value);
    else this.beginRecord(segment);
    this.handOnItems(value, group.value);
  }

  private beginRecord(segment: X12Segment): void {
    this.items = 0;
    this.recordStart = segment.offset;
  }

  /** Lets the reader hand on items as they come, where that is asked for and there is a guide. */
  private handOnItems({ segments: _none, ...transaction }: X12Transaction, group: X12Group): void {
    const { context, reader, interchange } = this;
    this.handedOn = undefined;
    if (context.items === undefined || reader === undefined || interchange === undefined) return;
    this.handedOn = 0;
    const guide = reader.guideId;
    reader.handOnItems(context.items, (data) => {
      this.handedOn = (this.handedOn ?? 0) + 1;
      if (this.last !== undefined) this.beginRecord(this.last);
      context.handOn?.({ ...transaction, guide, data }, group, interchange.value);
    });
  }

  /** SE */
  closeTransaction(segment: X12Segment): void {
    const { transaction, group, interchange, context } = this;
    if (!transaction || !group || !interchange)
      throw misplaced(this.context.report, segment, 'no transaction is open');
    const { value } = transaction;
    this.checkRecord(segment);
    checkCount(this.context.report, segment, transaction.count + 2, 'segments');
    checkNumber(this.context.report, segment, value.controlNumber, transaction.header);
    if (this.reader !== undefined) {
      value.guide = this.reader.guideId;
      value.data = this.reader.finish(segment);
    }
    this.reader = undefined;
    this.transaction = undefined;
    this.place({ group: interchange.count });
    context.report.header = 0;
    if (this.handedOn === undefined) context.handOn?.(value, group.value, interchange.value);
    else if (this.handedOn === 0) {
      const { segments: _none, ...item } = value;
      context.handOn?.(item, group.value, interchange.value);
    }
  }

  /** GE */
  closeGroup(segment: X12Segment): void {
    if (this.transaction)
      throw misplaced(
        this.context.report,
        segment,
        `the transaction of ${namePlace(this.transaction.header)} is not closed by SE`,
      );
    if (!this.group) throw misplaced(this.context.report, segment, 'no functional group is open');
    checkCount(this.context.report, segment, this.group.count, 'transactions');
    checkNumber(this.context.report, segment, this.group.value.controlNumber, this.group.header);
    this.group = undefined;
    this.place({});
  }

  /** IEA */
  closeInterchange(segment: X12Segment): void {
    if (this.group)
      throw misplaced(
        this.context.report,
        segment,
        `the group of ${namePlace(this.group.header)} is not closed by GE`,
      );
    if (!this.interchange) throw misplaced(this.context.report, segment, 'no interchange is open');
    checkCount(this.context.report, segment, this.interchange.count, 'groups');
    checkNumber(this.context.report, segment, this.interchange.value.controlNumber, this.interchange.header);
    this.interchange = undefined;
  }

  /** TA1 */
  acknowledgement(segment: X12Segment): void {
    if (!this.interchange || this.group)
      throw misplaced(this.context.report, segment, 'it belongs between ISA and the first GS');
    const { value } = this.interchange;
    (value.acknowledgements ??= []).push(segment.raw);
  }

  private checkDuplicate(seen: Set<string>, segment: X12Segment, number: HeaderNumber): void {
    checkDuplicate(this.context.report, seen, segment, number);
  }

  private place(within: { group?: number; transaction?: number }): void {
    const { report } = this.context;
    report.envelope = { interchange: report.envelope.interchange ?? 1, ...within };
  }

  /** Where each transaction is a record, a limit of its own keeps one of them in bounds. */
  private checkRecord(segment: X12Segment): void {
    if (this.context.handOn === undefined) return;
    checkSize(segment.offset - this.recordStart, this.context.limits, 'record');
  }

  private bodySegment(segment: X12Segment): void {
    if (!this.transaction)
      throw misplaced(this.context.report, segment, 'it stands outside of any transaction');
    this.checkRecord(segment);
    this.transaction.count += 1;
    if (this.handedOn === undefined) this.transaction.value.segments.push(segment.raw);
    this.reader?.accept(segment);
  }

  /** Segments, and the parts of composites and repetitions, which cost as much. */
  private count(segment: X12Segment): void {
    this.items += 1;
    for (const element of segment.raw) if (typeof element !== 'string') this.items += element.length;
    if (this.items > this.context.limits.maxItems) throw tooMany('segments', this.context.limits);
  }
}

const envelopeSegments: ReadonlyMap<string, (reader: EnvelopeReader, segment: X12Segment) => void> = new Map([
  ['ISA', (reader, segment) => reader.openInterchange(segment)],
  ['TA1', (reader, segment) => reader.acknowledgement(segment)],
  ['GS', (reader, segment) => reader.openGroup(segment)],
  ['ST', (reader, segment) => reader.openTransaction(segment)],
  ['SE', (reader, segment) => reader.closeTransaction(segment)],
  ['GE', (reader, segment) => reader.closeGroup(segment)],
  ['IEA', (reader, segment) => reader.closeInterchange(segment)],
]);

/** ISA */
export function interchangeOf(segment: X12Segment): X12Interchange {
  const { delimiters } = segment;
  return {
    authorizationQualifier: textOf(segment, 1),
    authorization: textOf(segment, 2),
    securityQualifier: textOf(segment, 3),
    security: textOf(segment, 4),
    senderQualifier: textOf(segment, 5),
    senderId: textOf(segment, 6),
    receiverQualifier: textOf(segment, 7),
    receiverId: textOf(segment, 8),
    date: textOf(segment, 9),
    time: textOf(segment, 10),
    ...(delimiters.repetition === undefined ? { standard: textOf(segment, 11) } : {}),
    version: textOf(segment, 12),
    controlNumber: textOf(segment, 13),
    acknowledgementRequested: textOf(segment, 14) === '1',
    usage: textOf(segment, 15),
    delimiters,
    groups: [],
  };
}

function groupOf(segment: X12Segment): X12Group {
  return {
    functionalId: textOf(segment, 1),
    senderId: textOf(segment, 2),
    receiverId: textOf(segment, 3),
    date: textOf(segment, 4),
    time: textOf(segment, 5),
    controlNumber: textOf(segment, 6),
    agency: textOf(segment, 7),
    version: textOf(segment, 8),
    transactions: [],
  };
}

function transactionOf(segment: X12Segment): X12Transaction {
  const implementation = textOf(segment, 3);
  return {
    type: textOf(segment, 1),
    controlNumber: textOf(segment, 2),
    ...(implementation === '' ? {} : { implementation }),
    segments: [],
  };
}
