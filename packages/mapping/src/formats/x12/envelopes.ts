import type { EdiReport } from '../edi/report.ts';
import { namePlace, placeOf } from '../edi/report.ts';
import type { GuidedReader } from '../edi/read-guide.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { X12Group, X12Interchange, X12Transaction } from './model.ts';
import type { X12Segment } from './segments.ts';

export interface EnvelopeContext {
  /** `maxItems` bounds the segments of the document, or of a transaction where transactions are handed on. */
  limits: DocumentLimits;
  report: EdiReport;
  /** undefined when there is nothing to be read but the segments. */
  readerFor(transaction: X12Transaction, group: X12Group, header: X12Segment): GuidedReader | undefined;
  /** Where given, transactions are handed on when they end, and not kept in their groups. */
  handOn?(transaction: X12Transaction, group: X12Group, interchange: X12Interchange): void;
}

interface Open<T> {
  value: T;
  header: X12Segment;
  /** Groups in an interchange, transactions in a group, segments in a transaction. */
  count: number;
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
  private items = 0;

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
      throw misplaced(segment, `the interchange of ${namePlace(this.interchange.header)} is still open`);
    const value = interchangeOf(segment);
    this.interchange = { value, header: segment, count: 0 };
    if (this.context.handOn === undefined) this.interchanges.push(value);
    const { report } = this.context;
    report.envelope = { interchange: (report.envelope.interchange ?? 0) + 1 };
  }

  /** GS */
  openGroup(segment: X12Segment): void {
    const { interchange } = this;
    if (!interchange) throw misplaced(segment, 'no interchange is open');
    if (this.group) throw misplaced(segment, `the group of ${namePlace(this.group.header)} is still open`);
    const value = groupOf(segment);
    this.group = { value, header: segment, count: 0 };
    interchange.count += 1;
    if (this.context.handOn === undefined) interchange.value.groups.push(value);
    this.place({ group: interchange.count });
  }

  /** ST */
  openTransaction(segment: X12Segment): void {
    const { group, context } = this;
    if (!group) throw misplaced(segment, 'no functional group is open');
    if (this.transaction) {
      throw misplaced(segment, `the transaction of ${namePlace(this.transaction.header)} is still open`);
    }
    const value = transactionOf(segment);
    this.transaction = { value, header: segment, count: 0 };
    group.count += 1;
    this.place({ group: this.interchange?.count ?? 0, transaction: group.count });
    context.report.header = segment.number;
    this.reader = context.readerFor(value, group.value, segment);
    if (context.handOn === undefined) group.value.transactions.push(value);
    else this.items = 0;
  }

  /** SE */
  closeTransaction(segment: X12Segment): void {
    const { transaction, group, interchange, context } = this;
    if (!transaction || !group || !interchange) throw misplaced(segment, 'no transaction is open');
    const { value } = transaction;
    this.checkCount(segment, value.segments.length + 2, 'segments');
    this.checkNumber(segment, value.controlNumber, transaction.header);
    if (this.reader !== undefined) {
      value.guide = this.reader.guideId;
      value.data = this.reader.finish(segment);
    }
    this.reader = undefined;
    this.transaction = undefined;
    this.place({ group: interchange.count });
    context.report.header = 0;
    context.handOn?.(value, group.value, interchange.value);
  }

  /** GE */
  closeGroup(segment: X12Segment): void {
    if (this.transaction)
      throw misplaced(
        segment,
        `the transaction of ${namePlace(this.transaction.header)} is not closed by SE`,
      );
    if (!this.group) throw misplaced(segment, 'no functional group is open');
    this.checkCount(segment, this.group.count, 'transactions');
    this.checkNumber(segment, this.group.value.controlNumber, this.group.header);
    this.group = undefined;
    this.place({});
  }

  /** IEA */
  closeInterchange(segment: X12Segment): void {
    if (this.group)
      throw misplaced(segment, `the group of ${namePlace(this.group.header)} is not closed by GE`);
    if (!this.interchange) throw misplaced(segment, 'no interchange is open');
    this.checkCount(segment, this.interchange.count, 'groups');
    this.checkNumber(segment, this.interchange.value.controlNumber, this.interchange.header);
    this.interchange = undefined;
  }

  /** TA1 */
  acknowledgement(segment: X12Segment): void {
    if (!this.interchange || this.group) throw misplaced(segment, 'it belongs between ISA and the first GS');
    const { value } = this.interchange;
    (value.acknowledgements ??= []).push(segment.raw);
  }

  private place(within: { group?: number; transaction?: number }): void {
    const { report } = this.context;
    report.envelope = { interchange: report.envelope.interchange ?? 1, ...within };
  }

  private bodySegment(segment: X12Segment): void {
    if (!this.transaction) throw misplaced(segment, 'it stands outside of any transaction');
    this.transaction.value.segments.push(segment.raw);
    this.reader?.accept(segment);
  }

  /** Segments, and the parts of composites and repetitions, which cost as much. */
  private count(segment: X12Segment): void {
    this.items += 1;
    for (const element of segment.raw) if (typeof element !== 'string') this.items += element.length;
    if (this.items > this.context.limits.maxItems) throw tooMany('segments', this.context.limits);
  }

  private checkCount(trailer: X12Segment, actual: number, what: string): void {
    const announced = text(trailer, 1);
    if (Number(announced) === actual && announced !== '') return;
    const reason = `${announced === '' ? 'no number' : announced} of ${what} announced, ${actual} found`;
    this.context.report.fault('count', reason, trailer, { element: 1, value: announced });
  }

  private checkNumber(trailer: X12Segment, expected: string, header: X12Segment): void {
    const actual = text(trailer, 2);
    if (sameNumber(actual, expected)) return;
    if (!trailer.terminated && expected.startsWith(actual)) {
      throw new DocumentError(
        'x12.truncated',
        `the document ends in the middle of the control number (${expected} is expected)`,
        placeOf(trailer, 2),
        namePlace(trailer, 2),
      );
    }
    const reason = `control number ${actual === '' ? 'is missing' : actual}, but ${namePlace(header)} has ${expected}`;
    this.context.report.fault('controlNumber', reason, trailer, { element: 2, value: actual });
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

function interchangeOf(segment: X12Segment): X12Interchange {
  const { delimiters } = segment;
  return {
    authorizationQualifier: text(segment, 1),
    authorization: text(segment, 2),
    securityQualifier: text(segment, 3),
    security: text(segment, 4),
    senderQualifier: text(segment, 5),
    senderId: text(segment, 6),
    receiverQualifier: text(segment, 7),
    receiverId: text(segment, 8),
    date: text(segment, 9),
    time: text(segment, 10),
    ...(delimiters.repetition === undefined ? { standard: text(segment, 11) } : {}),
    version: text(segment, 12),
    controlNumber: text(segment, 13),
    acknowledgementRequested: text(segment, 14) === '1',
    usage: text(segment, 15),
    delimiters,
    groups: [],
  };
}

function groupOf(segment: X12Segment): X12Group {
  return {
    functionalId: text(segment, 1),
    senderId: text(segment, 2),
    receiverId: text(segment, 3),
    date: text(segment, 4),
    time: text(segment, 5),
    controlNumber: text(segment, 6),
    agency: text(segment, 7),
    version: text(segment, 8),
    transactions: [],
  };
}

function transactionOf(segment: X12Segment): X12Transaction {
  const implementation = text(segment, 3);
  return {
    type: text(segment, 1),
    controlNumber: text(segment, 2),
    ...(implementation === '' ? {} : { implementation }),
    segments: [],
  };
}

function text(segment: X12Segment, element: number): string {
  const value = segment.raw[element];
  return typeof value === 'string' ? value.trim() : '';
}

/** Leading zeros come and go between header and trailer; they mean nothing. */
function sameNumber(a: string, b: string): boolean {
  return a === b || (a !== '' && a.replace(/^0+/, '') === b.replace(/^0+/, ''));
}

function misplaced(segment: X12Segment, reason: string): DocumentError {
  return new DocumentError(
    'x12.misplaced',
    `${segment.id} can't stand here: ${reason}`,
    placeOf(segment),
    namePlace(segment),
  );
}
