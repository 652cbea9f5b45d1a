import type { Static } from 'typebox';

import { checkPlain } from '../../schema/plain-check.ts';
import type { SerializeContext } from '../contract.ts';
import { checkEnvelope } from '../edi/envelope-values.ts';
import { lineBreaks, momentOf, textOr } from '../edi/moment.ts';
import type { Moment } from '../edi/moment.ts';
import { SegmentWriter } from '../edi/segment-writer.ts';
import { segmentsOfData } from '../edi/write-guide.ts';
import { tooMany } from '../limits.ts';
import type { DocumentLimits } from '../limits.ts';
import { DocumentError } from '../position.ts';
import type { X12Delimiters } from './delimiters.ts';
import { findX12Guide } from './guides.ts';
import type { X12SerializeOptions } from './options.ts';
import { writableX12 } from './write-schema.ts';

type Writable = Static<typeof writableX12>;
type Interchange = Writable['interchanges'][number];
type Group = Interchange['groups'][number];
type Transaction = Group['transactions'][number];
type Context = SerializeContext<X12SerializeOptions>;

/** Elements of ISA have fixed widths; those that are shorter are padded. */
const interchangeLengths = {
  authorizationQualifier: [2],
  authorization: 10,
  securityQualifier: [2],
  security: 10,
  senderQualifier: [2],
  senderId: 15,
  receiverQualifier: [2],
  receiverId: 15,
  date: [6],
  time: [4],
  standard: [1],
  version: [5],
  controlNumber: 9,
  usage: [1],
} as const;
const groupLengths = {
  functionalId: [2],
  senderId: 15,
  receiverId: 15,
  date: [6, 8],
  time: [4, 6, 7, 8],
  controlNumber: 9,
  agency: 2,
  version: 12,
} as const;
const transactionLengths = { controlNumber: 9, implementation: 35 } as const;

/** Used where a document names none. */
const usual = { element: '*', component: '>', segment: '~', repetition: '^' };
const usualVersion = '00401';
const firstVersionWithRepetition = '00402';
const usualGroupVersion = '004010';

/**
 * Writes interchanges. Transactions are written from their `segments`, or, where they have none, from their
 * named `data` by the guide of their type and version. Trailers with counts and control numbers are made, never
 * taken from the document.
 * @throws DocumentError when something needed is missing or unknown, or a value holds a delimiter
 */
export function writeX12(document: unknown, context: Context): string {
  const first = checkPlain(writableX12, document);
  if (first !== undefined) throw new DocumentError('x12.incomplete', first.message, {}, first.path);
  const { interchanges } = document as Writable;
  checkItems(interchanges, context);
  const moment = momentOf(context.options.timestamp);
  return interchanges
    .map((interchange, index) => new InterchangeWriter(interchange, index, moment, context).write())
    .join('');
}

/** Writes documents one after another, each with its interchanges. */
export function x12RecordWriter(context: Context) {
  return { write: (record: unknown) => writeX12(record, context), finish: () => '' };
}

function checkItems(interchanges: readonly Interchange[], { limits }: Context): void {
  let segments = 0;
  for (const { groups } of interchanges) {
    for (const { transactions } of groups) {
      for (const transaction of transactions) segments += listOf(transaction.segments).length + 2;
    }
  }
  if (segments > limits.maxItems) throw tooMany('segments', limits);
}

class InterchangeWriter {
  private readonly interchange: Interchange;
  private readonly moment: Moment;
  private readonly writer: SegmentWriter;
  private readonly delimiters: X12Delimiters;
  private readonly place: string;
  private readonly limits: DocumentLimits;
  private segmentCount = 0;

  constructor(interchange: Interchange, index: number, moment: Moment, { options, limits }: Context) {
    this.interchange = interchange;
    this.moment = moment;
    this.limits = limits;
    this.place = `interchanges[${index}]`;
    this.delimiters = delimitersOf(interchange, options);
    this.writer = new SegmentWriter('x12', this.delimiters, options.replaceDelimiters);
  }

  write(): string {
    const { writer, interchange, place } = this;
    checkEnvelope('x12', interchange, interchangeLengths, place);
    const controlNumber = textOr(interchange.controlNumber, '1').padStart(9, '0');
    writer.header(this.headerElements(controlNumber));
    this.segments(interchange.acknowledgements ?? [], `${place}.acknowledgements`);
    interchange.groups.forEach((group, index) => this.group(group, index));
    writer.segment(['IEA', interchange.groups.length, controlNumber], place);
    return writer.take();
  }

  private headerElements(controlNumber: string): string[] {
    const { interchange, delimiters } = this;
    return [
      padded(interchange.authorizationQualifier, '00', 2),
      padded(interchange.authorization, '', 10),
      padded(interchange.securityQualifier, '00', 2),
      padded(interchange.security, '', 10),
      padded(interchange.senderQualifier, 'ZZ', 2),
      padded(interchange.senderId, '', 15),
      padded(interchange.receiverQualifier, 'ZZ', 2),
      padded(interchange.receiverId, '', 15),
      textOr(interchange.date, this.moment.date.slice(2)),
      textOr(interchange.time, this.moment.time),
      delimiters.repetition ?? String(interchange.standard ?? 'U').padEnd(1),
      textOr(interchange.version, usualVersion),
      controlNumber,
      interchange.acknowledgementRequested === true ? '1' : '0',
      textOr(interchange.usage, 'P'),
      delimiters.component,
    ];
  }

  private group(group: Group, index: number): void {
    const { moment, writer } = this;
    const place = `${this.place}.groups[${index}]`;
    checkEnvelope('x12', group, groupLengths, place);
    const controlNumber = textOr(group.controlNumber, String(index + 1));
    const header = [
      'GS',
      group.functionalId,
      group.senderId,
      group.receiverId,
      textOr(group.date, moment.date),
      textOr(group.time, moment.time),
      controlNumber,
      textOr(group.agency, 'X'),
      textOr(group.version, usualGroupVersion),
    ];
    writer.segment(header, place);
    group.transactions.forEach((transaction, at) =>
      this.transaction(
        transaction,
        at,
        textOr(group.version, usualGroupVersion),
        `${place}.transactions[${at}]`,
      ),
    );
    writer.segment(['GE', group.transactions.length, controlNumber], place);
  }

  private transaction(transaction: Transaction, index: number, version: string, place: string): void {
    checkEnvelope('x12', transaction, transactionLengths, place);
    const controlNumber = textOr(transaction.controlNumber, String(index + 1).padStart(4, '0'));
    const header = ['ST', transaction.type, controlNumber];
    if (transaction.implementation !== undefined) header.push(String(transaction.implementation));
    this.writer.segment(header, place);
    const count = this.body(transaction, version, place);
    this.writer.segment(['SE', count + 2, controlNumber], place);
  }

  /** @returns How many segments were written. */
  private body(transaction: Transaction, version: string, place: string): number {
    if (transaction.segments !== undefined || transaction.data === undefined) {
      return this.segments(transaction.segments, `${place}.segments`);
    }
    const guide = findX12Guide(transaction.type, version);
    if (guide === undefined) {
      const reason = `there is no guide for ${transaction.type} to write it by; give its segments`;
      throw new DocumentError('x12.noGuide', reason, {}, `${place}.data`);
    }
    const style = { syntax: 'x12', decimalMark: '.' } as const;
    const segments = segmentsOfData(guide, transaction.data, `${place}.data`, style);
    this.segmentCount += segments.length;
    if (this.segmentCount > this.limits.maxItems) throw tooMany('segments', this.limits);
    for (const segment of segments) this.writer.segment(segment, `${place}.data`);
    return segments.length;
  }

  /** @returns How many were written. */
  private segments(given: unknown, place: string): number {
    if (!Array.isArray(given))
      throw new DocumentError('x12.incomplete', 'must be a list of segments', {}, place);
    given.forEach((segment: unknown, index) => this.writer.segment(listOf(segment), `${place}[${index}]`));
    return given.length;
  }
}

function delimitersOf(interchange: Interchange, options: X12SerializeOptions): X12Delimiters {
  const given = interchange.delimiters ?? {};
  const hasRepetition =
    interchange.standard === undefined &&
    textOr(interchange.version, usualVersion) >= firstVersionWithRepetition;
  const segment = given.segment ?? usual.segment;
  const wanted = lineBreaks[options.lineBreaks ?? 'asGiven'] ?? given.lineBreak ?? '';
  const lineBreak = /[\r\n]/.test(segment) ? '' : wanted;
  return {
    element: given.element ?? usual.element,
    component: given.component ?? usual.component,
    segment,
    ...(hasRepetition ? { repetition: given.repetition ?? usual.repetition } : {}),
    ...(lineBreak === '' ? {} : { lineBreak }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function padded(value: string | number | undefined, fallback: string, width: number): string {
  return textOr(value, fallback).padEnd(width, ' ');
}
