import type { Static } from 'typebox';

import type { X12Document, X12Group, X12Interchange, X12Transaction } from '../../x12/model.ts';
import type { writableX12 } from '../../x12/write-schema.ts';
import type { RawSegment } from '../segment.ts';
import { interchangeCodesByElement } from './error-codes.ts';
import type { Finding, Findings } from './findings.ts';
import type { AcknowledgeOptions } from './options.ts';
import { distinct } from './segment-errors.ts';
import { answerTransaction } from './x12-transaction.ts';
import type { FunctionalKind } from './x12-transaction.ts';

/** Acknowledgements of X12, to be serialised. */
export type X12Acknowledgement = Static<typeof writableX12>;
type Interchange = X12Acknowledgement['interchanges'][number];
type Group = Interchange['groups'][number];

const firstVersionOf999 = '005010';
/** The one convention there is for 999. */
const conventionOf999 = '005010X231A1';
const acknowledgements = new Set(['997', '999']);
const mostCodes = 5;

/** An interchange for each one that has something to be acknowledged; undefined where none has. */
export function acknowledgeX12(
  { interchanges }: X12Document,
  findings: Findings,
  options: AcknowledgeOptions,
): X12Acknowledgement | undefined {
  const answers = interchanges.flatMap((interchange, index) => {
    const answer = answerInterchange(interchange, index + 1, findings, options);
    return answer === undefined ? [] : [answer];
  });
  return answers.length === 0 ? undefined : { interchanges: answers };
}

function answerInterchange(
  interchange: X12Interchange,
  number: number,
  findings: Findings,
  options: AcknowledgeOptions,
): Interchange | undefined {
  const groups = interchange.groups.flatMap((group, index) => {
    const transactions = group.transactions.filter(({ type }) => !acknowledgements.has(type));
    return group.functionalId === 'FA' || transactions.length === 0 ? [] : [{ group, ordinal: index + 1 }];
  });
  if (groups.length === 0) return undefined;
  const found = findings.at(number);
  const ta1 = interchangeAnswer(interchange, found, options);
  const rejected = found.some(({ rejects }) => rejects);
  const answered = rejected
    ? []
    : groups.map(({ group, ordinal }) => answerGroup(group, { number, ordinal }, findings, options));
  if (ta1 === undefined && answered.length === 0) return undefined;
  return {
    ...addressed(interchange),
    ...(ta1 === undefined ? {} : { acknowledgements: [ta1] }),
    groups: gathered(answered),
  };
}

/** Back to the sender, with the sender's delimiters. */
function addressed(interchange: X12Interchange): Omit<Interchange, 'groups'> {
  const { delimiters, standard, version, usage } = interchange;
  return {
    senderQualifier: interchange.receiverQualifier,
    senderId: interchange.receiverId,
    receiverQualifier: interchange.senderQualifier,
    receiverId: interchange.senderId,
    version,
    usage,
    delimiters,
    ...(standard === undefined ? {} : { standard }),
  };
}

/** TA1, where the sender asks for it or the envelope of the interchange is wrong. */
function interchangeAnswer(
  interchange: X12Interchange,
  findings: readonly Finding[],
  { interchanges = 'asked' }: AcknowledgeOptions,
): RawSegment | undefined {
  const wanted =
    interchanges === 'always' || (interchanges === 'asked' && interchange.acknowledgementRequested);
  if (findings.length === 0) return wanted ? ta1Of(interchange, 'A', '000') : undefined;
  if (interchanges === 'never') return undefined;
  const worst = findings.find(({ rejects }) => rejects) ?? findings[0];
  const { element, segmentId } = worst?.warning ?? {};
  const ofHeader =
    segmentId === 'ISA' && element !== undefined ? interchangeCodesByElement[element] : undefined;
  return ta1Of(
    interchange,
    worst?.rejects === true ? 'R' : 'E',
    ofHeader ?? worst?.codes.interchange ?? '024',
  );
}

/** @param status Accepted, accepted with errors, rejected (X12 data element I17) */
export function ta1Of(
  { controlNumber, date, time }: Pick<X12Interchange, 'controlNumber' | 'date' | 'time'>,
  status: 'A' | 'E' | 'R',
  note: string,
): RawSegment {
  return ['TA1', controlNumber.padStart(9, '0'), date, time, status, note];
}

interface Answer {
  header: Omit<Group, 'transactions'>;
  transaction: { type: FunctionalKind; implementation?: string; segments: RawSegment[] };
}

function answerGroup(
  group: X12Group,
  { number, ordinal }: { number: number; ordinal: number },
  findings: Findings,
  { functional = 'byVersion' }: AcknowledgeOptions,
): Answer {
  const byVersion = group.version >= firstVersionOf999 ? '999' : '997';
  const kind = functional === 'byVersion' ? byVersion : functional;
  const answers = group.transactions.flatMap((transaction: X12Transaction, index) =>
    acknowledgements.has(transaction.type)
      ? []
      : [answerTransaction(transaction, group, findings.at(number, ordinal, index + 1), kind)],
  );
  const { functionalId, controlNumber, version } = group;
  const segments = [
    ['AK1', functionalId, controlNumber, ...(kind === '999' ? [version] : [])],
    ...answers.flatMap((answer) => answer.segments),
    groupOutcome(
      answers.map(({ status }) => status),
      findings.at(number, ordinal),
    ),
  ];
  return {
    header: {
      functionalId: 'FA',
      senderId: group.receiverId,
      receiverId: group.senderId,
      agency: group.agency,
      version: kind === '999' ? conventionOf999 : version,
    },
    transaction: { type: kind, ...(kind === '999' ? { implementation: conventionOf999 } : {}), segments },
  };
}

/** AK9: what became of the group, and its counts. */
function groupOutcome(statuses: readonly string[], findings: readonly Finding[]): RawSegment {
  const received = statuses.length;
  const rejectedWhole = findings.some(({ rejects }) => rejects);
  const accepted = rejectedWhole ? 0 : statuses.filter((status) => status !== 'R').length;
  const noted = findings.length > 0 || statuses.includes('E');
  const ofAccepted = accepted < received ? 'P' : noted ? 'E' : 'A';
  const announced = findings.find(({ codes }) => codes.group === wrongCount)?.warning.value;
  return [
    'AK9',
    accepted === 0 ? 'R' : ofAccepted,
    announced !== undefined && /^\d{1,6}$/.test(announced) ? announced : String(received),
    String(received),
    String(accepted),
    ...distinct(
      findings.map(({ codes }) => codes.group),
      mostCodes,
    ),
  ];
}

/** X12 data element 716: number of transactions does not match. */
const wrongCount = '5';

/** One group for the acknowledgements that go between the same applications; one transaction for each group. */
function gathered(answers: readonly Answer[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { header, transaction } of answers) {
    const key = JSON.stringify(header);
    const group = groups.get(key) ?? { ...header, transactions: [] };
    groups.set(key, group);
    group.transactions.push(transaction);
  }
  return [...groups.values()];
}

/** TA1 alone, for an interchange that could not be read. */
export function rejectX12(interchange: X12Interchange, note: string): X12Acknowledgement {
  const { date, time, controlNumber } = interchange;
  const ta1 = ta1Of({ controlNumber, date, time }, 'R', note);
  return { interchanges: [{ ...addressed(interchange), acknowledgements: [ta1], groups: [] }] };
}
