import { firstRepetition } from '../edi/segment.ts';
import type { EdiSegment } from '../edi/segment.ts';
import { textOf } from '../edi/trailers.ts';
import type { EdifactDelimiters } from './delimiters.ts';
import type { EdifactGroup, EdifactInterchange, EdifactMessage } from './model.ts';

/** UNB */
export function interchangeOf(segment: EdiSegment, delimiters: EdifactDelimiters): EdifactInterchange {
  return {
    syntax: part(segment, 1, 0),
    syntaxVersion: part(segment, 1, 1),
    senderId: part(segment, 2, 0),
    ...optional('senderQualifier', part(segment, 2, 1)),
    ...optional('senderInternalId', part(segment, 2, 2)),
    receiverId: part(segment, 3, 0),
    ...optional('receiverQualifier', part(segment, 3, 1)),
    ...optional('receiverInternalId', part(segment, 3, 2)),
    date: part(segment, 4, 0),
    time: part(segment, 4, 1),
    controlNumber: textOf(segment, 5),
    ...optional('recipientReference', textOf(segment, 6)),
    ...optional('applicationReference', textOf(segment, 7)),
    ...optional('priority', textOf(segment, 8)),
    acknowledgementRequested: textOf(segment, 9) === '1',
    ...optional('agreement', textOf(segment, 10)),
    test: textOf(segment, 11) === '1',
    delimiters,
    messages: [],
  };
}

/** UNG */
export function groupOf(segment: EdiSegment): EdifactGroup {
  return {
    type: textOf(segment, 1),
    senderId: part(segment, 2, 0),
    ...optional('senderQualifier', part(segment, 2, 1)),
    receiverId: part(segment, 3, 0),
    ...optional('receiverQualifier', part(segment, 3, 1)),
    date: part(segment, 4, 0),
    time: part(segment, 4, 1),
    controlNumber: textOf(segment, 5),
    ...optional('agency', textOf(segment, 6)),
    ...optional('version', part(segment, 7, 0) + part(segment, 7, 1)),
    ...optional('association', part(segment, 7, 2)),
  };
}

/** UNH */
export function messageOf(segment: EdiSegment): EdifactMessage {
  return {
    type: part(segment, 2, 0),
    version: part(segment, 2, 1) + part(segment, 2, 2),
    agency: part(segment, 2, 3),
    ...optional('association', part(segment, 2, 4)),
    reference: textOf(segment, 1),
    ...optional('accessReference', textOf(segment, 3)),
    segments: [],
  };
}

/** Version and release of `D96A`, `911` and the like, as UNH writes them apart. */
export function versionParts(version: string): [version: string, release: string] {
  const match = /^([A-Z]|90(?=\d$)|\d)(.*)$/i.exec(version);
  return match === null ? ['', version] : [match[1] ?? '', match[2] ?? ''];
}

function part(segment: EdiSegment, element: number, component: number): string {
  const value = segment.raw[element];
  if (value === undefined) return '';
  if (typeof value === 'string') return component === 0 ? value.trim() : '';
  return (firstRepetition(value)[component] ?? '').trim();
}

function optional<K extends string>(name: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [name]: value }) as { [P in K]?: string };
}
