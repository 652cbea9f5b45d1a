import type { Static } from 'typebox';

import { findEdifactGuide } from '../../edifact/guides.ts';
import type { EdifactDocument, EdifactInterchange, EdifactMessage } from '../../edifact/model.ts';
import { versionParts } from '../../edifact/service-segments.ts';
import type { writableEdifact } from '../../edifact/write-schema.ts';
import type { RawSegment } from '../segment.ts';
import { elementTypeOf } from './element-type.ts';
import { elementCodesByType } from './error-codes.ts';
import type { Finding, Findings } from './findings.ts';
import { bySegment, missingSegment } from './segment-errors.ts';
import type { SegmentFindings } from './segment-errors.ts';

/** A CONTRL, to be serialised. */
export type EdifactAcknowledgement = Static<typeof writableEdifact>;
type Interchange = EdifactAcknowledgement['interchanges'][number];

/** 0083: this level and all below it are rejected; this level is acknowledged, with what is not rejected below. */
const rejected = '4';
const acknowledged = '7';

/** An interchange with a CONTRL for each one that has something to be acknowledged; undefined where none has. */
export function acknowledgeEdifact(
  { interchanges }: EdifactDocument,
  findings: Findings,
): EdifactAcknowledgement | undefined {
  const answers = interchanges.flatMap((interchange, index) =>
    interchange.messages.some(isAcknowledged)
      ? [enclosed(interchange, answerInterchange(interchange, index + 1, findings))]
      : [],
  );
  return answers.length === 0 ? undefined : { interchanges: answers };
}

/** CONTRL for an interchange that could not be read. */
export function rejectEdifact(interchange: EdifactInterchange, code: string): EdifactAcknowledgement {
  return { interchanges: [enclosed(interchange, [[...uci(interchange, rejected), code]])] };
}

/** A CONTRL is never answered by a CONTRL. */
function isAcknowledged({ type }: EdifactMessage): boolean {
  return type !== 'CONTRL';
}

function enclosed(interchange: EdifactInterchange, segments: RawSegment[]): Interchange {
  const { syntax, syntaxVersion, delimiters, test } = interchange;
  return {
    syntax,
    syntaxVersion,
    senderId: interchange.receiverId,
    receiverId: interchange.senderId,
    ...given('senderQualifier', interchange.receiverQualifier),
    ...given('receiverQualifier', interchange.senderQualifier),
    ...given('senderInternalId', interchange.receiverInternalId),
    ...given('receiverInternalId', interchange.senderInternalId),
    delimiters: { ...delimiters, decimal: delimiters.decimal === ',' ? ',' : '.' },
    test,
    messages: [{ type: 'CONTRL', version: 'D3', agency: 'UN', reference: '1', segments }],
  };
}

function answerInterchange(
  interchange: EdifactInterchange,
  number: number,
  findings: Findings,
): RawSegment[] {
  const found = findings.at(number);
  const header = answered(uci(interchange, actionOf(found)), found);
  // What is in a rejected interchange is rejected with it.
  if (actionOf(found) === rejected) return [header];
  const { messages, groups = [] } = interchange;
  const answersIn = (group: number | undefined) =>
    messages.flatMap((message, index) =>
      message.group === group && isAcknowledged(message)
        ? answerMessage(message, findings.at(number, group === undefined ? undefined : group + 1, index + 1))
        : [],
    );
  const ofGroups = groups.flatMap((group, index) => {
    const inGroup = answersIn(index);
    const { controlNumber, senderId, senderQualifier, receiverId, receiverQualifier } = group;
    const sides = [party([senderId, senderQualifier]), party([receiverId, receiverQualifier])];
    return inGroup.length === 0 ? [] : [['UCF', controlNumber, ...sides, acknowledged], ...inGroup];
  });
  return [header, ...answersIn(undefined), ...ofGroups];
}

function uci(interchange: EdifactInterchange, action: string): RawSegment {
  const { senderId, senderQualifier, senderInternalId } = interchange;
  const { receiverId, receiverQualifier, receiverInternalId } = interchange;
  return [
    'UCI',
    interchange.controlNumber,
    party([senderId, senderQualifier, senderInternalId]),
    party([receiverId, receiverQualifier, receiverInternalId]),
    action,
  ];
}

function answerMessage(message: EdifactMessage, findings: readonly Finding[]): RawSegment[] {
  const { type, version, agency, association, reference } = message;
  const [number, release] = versionParts(version);
  const inSegments = bySegment(findings);
  const identity = party([type, number, release, agency, association]);
  const ofMessage = findings.filter(({ codes }) => codes.segment === undefined);
  return [
    answered(['UCM', reference, identity, actionOf(findings)], ofMessage),
    ...inSegments.flatMap((segment) => answerSegment(message, segment)),
  ];
}

function actionOf(findings: readonly Finding[]): string {
  return findings.some(({ rejects }) => rejects) ? rejected : acknowledged;
}

/** Adds the worst error of the level itself: its code, the service segment and where in it. */
function answered(segment: RawSegment, findings: readonly Finding[]): RawSegment {
  const worst = findings.find(({ rejects }) => rejects) ?? findings[0];
  if (worst === undefined) return segment;
  const { warning, codes } = worst;
  const id = codes.transaction === unsupported ? 'UNH' : warning.segmentId;
  const place = warning.element === undefined ? [] : [elementPlace(warning.element, warning.component)];
  return [...segment, codes.contrl, ...(id === undefined ? [] : [id, ...place])];
}

/** The code of the table for messages that there is no guide for. */
const unsupported = '1';

/** UCS with its UCD. A missing segment is told at the one before it, as 0096 wants it. */
function answerSegment(
  message: EdifactMessage,
  { position, whole, elements }: SegmentFindings,
): RawSegment[] {
  const missing = whole.some(({ codes }) => codes.segment === missingSegment);
  const atTrailer = position > message.segments.length + 1;
  const at = String(missing && atTrailer ? position - 1 : position);
  const [first, ...others] = whole;
  return [
    first === undefined ? ['UCS', at] : ['UCS', at, first.codes.contrl],
    ...elements.map(({ warning, codes }) => [
      'UCD',
      typedCode(message, warning) ?? codes.contrl,
      elementPlace(warning.element ?? 1, warning.component),
    ]),
    ...others.map(({ codes }) => ['UCS', at, codes.contrl]),
  ];
}

function typedCode(message: EdifactMessage, warning: Finding['warning']): string | undefined {
  if (warning.code !== 'edifact.value') return undefined;
  const guide = findEdifactGuide(message.type, message.version);
  return elementCodesByType[elementTypeOf(guide, warning) ?? '']?.contrl;
}

/** 0098 counts the segment tag as 1, 0104 components from 1. */
function elementPlace(element: number, component: number | undefined): string | string[] {
  const position = String(element + 1);
  return component === undefined ? position : [position, String(component)];
}

/** Without what is absent at the end; one part alone is no composite. */
function party(parts: readonly (string | undefined)[]): string | string[] {
  const last = parts.findLastIndex((part) => part !== undefined && part !== '');
  const texts = parts.slice(0, last + 1).map((part) => part ?? '');
  return texts.length > 1 ? texts : (texts[0] ?? '');
}

function given<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };
}
