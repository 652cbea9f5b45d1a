import codes from '../../../../guides/edifact/codes.json' with { type: 'json' };
import type { EdifactInterchange, EdifactMessage } from '../../edifact/model.ts';
import { firstText, repetitionsOf } from '../segment.ts';
import type { EdiElement, RawSegment } from '../segment.ts';
import { partiesOf } from './read-model.ts';
import type { AcknowledgedError, AcknowledgementStatus, Parties, ReadAcknowledgement } from './read-model.ts';

/** The CONTRL messages of an interchange. */
export function readContrl({ messages, ...interchange }: EdifactInterchange): ReadAcknowledgement[] {
  return messages
    .filter(({ type }) => type === 'CONTRL')
    .flatMap((message) => new ContrlReader(partiesOf(interchange)).read(message));
}

class ContrlReader {
  private readonly parties: Parties;
  private readonly messages: ReadAcknowledgement[] = [];
  private readonly groups: ReadAcknowledgement[] = [];
  private interchange: ReadAcknowledgement | undefined;
  private group: ReadAcknowledgement | undefined;
  /** Ordinal of the segment that UCD speaks of. */
  private position = '';

  constructor(parties: Parties) {
    this.parties = parties;
  }

  read({ segments }: EdifactMessage): ReadAcknowledgement[] {
    for (const segment of segments) this.accept(segment);
    const { interchange, groups, messages } = this;
    for (const group of groups) summarise(group, messages.filter(isOf(group)));
    if (interchange === undefined) return [];
    summarise(interchange, messages);
    return [...messages, ...groups, interchange];
  }

  private accept(segment: RawSegment): void {
    const [id] = segment;
    if (id === 'UCI') this.interchange = this.openInterchange(segment);
    else if (id === 'UCF') this.openGroup(segment);
    else if (id === 'UCM') this.openMessage(segment);
    else if (id === 'UCS') this.addSegment(segment);
    else if (id === 'UCD') this.addElement(segment);
  }

  private openInterchange(segment: RawSegment): ReadAcknowledgement {
    return {
      ...this.entry(segment, 4, 5),
      level: 'interchange',
      interchangeControlNumber: text(segment, 1),
    };
  }

  private openGroup(segment: RawSegment): void {
    this.group = {
      ...this.entry(segment, 4, 5),
      ...numberOf(this.interchange),
      level: 'group',
      groupControlNumber: text(segment, 1),
    };
    this.groups.push(this.group);
  }

  private openMessage(segment: RawSegment): void {
    const group = this.group?.groupControlNumber;
    this.messages.push({
      ...this.entry(segment, 3, 4),
      ...numberOf(this.interchange),
      ...(group === undefined ? {} : { groupControlNumber: group }),
      level: 'transaction',
      transactionControlNumber: text(segment, 1),
      transactionType: text(segment, 2),
    });
  }

  private addSegment(segment: RawSegment): void {
    this.position = text(segment, 1);
    const code = text(segment, 2);
    if (code !== '') this.note({ ...this.place(), code, ...meaningOf(code) });
  }

  private addElement(segment: RawSegment): void {
    const code = text(segment, 1);
    this.note({ ...this.place(), element: elementOf(segment[2]), code, ...meaningOf(code) });
  }

  private note(error: AcknowledgedError): void {
    const message = this.messages.at(-1);
    message?.errors.push(error);
    if (message?.status === 'accepted') message.status = 'acceptedWithErrors';
  }

  private place(): { segment: string; position: number } {
    return { segment: this.position, position: Number(this.position) };
  }

  /** @param action Element with the outcome; the code of the level itself comes after it */
  private entry(segment: RawSegment, action: number, code: number): Omit<ReadAcknowledgement, 'level'> {
    const given = text(segment, code);
    const tag = text(segment, code + 1);
    const element = segment[code + 2];
    const error: AcknowledgedError = {
      ...(tag === '' ? {} : { segment: tag }),
      ...(element === undefined ? {} : { element: elementOf(element) }),
      code: given,
      ...meaningOf(given),
    };
    return {
      standard: 'edifact',
      kind: 'CONTRL',
      ...this.parties,
      status: statusOf(text(segment, action), given),
      errors: given === '' ? [] : [error],
    };
  }
}

/** 0083: 4 rejects; 7 and 8 (received) do not, but may name errors. */
function statusOf(action: string, code: string): AcknowledgementStatus {
  if (action === '4') return 'rejected';
  return code === '' ? 'accepted' : 'acceptedWithErrors';
}

/** What is acknowledged is so but for what is rejected in it. */
function summarise(whole: ReadAcknowledgement, parts: readonly ReadAcknowledgement[]): void {
  if (whole.status === 'rejected') return;
  const rejected = parts.filter(({ status }) => status === 'rejected').length;
  if (rejected > 0) whole.status = rejected === parts.length ? 'rejected' : 'partiallyAccepted';
  else if (parts.some(({ status }) => status !== 'accepted')) whole.status = 'acceptedWithErrors';
}

function isOf({ groupControlNumber }: ReadAcknowledgement) {
  return (message: ReadAcknowledgement) => message.groupControlNumber === groupControlNumber;
}

function numberOf(interchange: ReadAcknowledgement | undefined): { interchangeControlNumber?: string } {
  const number = interchange?.interchangeControlNumber;
  return number === undefined ? {} : { interchangeControlNumber: number };
}

/** 0098 counts the segment tag as 1: element 1 is at 2. */
function elementOf(value: EdiElement | undefined): string {
  const [[position = '', component = ''] = []] = repetitionsOf(value ?? '');
  const element = /^\d+$/.test(position) ? String(Number(position) - 1) : position;
  return component === '' ? element : `${element}.${component}`;
}

function meaningOf(code: string): { meaning?: string } {
  const meanings: Readonly<Record<string, string>> = codes.syntaxError;
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  return meaning === undefined ? {} : { meaning };
}

function text(segment: RawSegment, element: number): string {
  return firstText(segment[element]).trim();
}
