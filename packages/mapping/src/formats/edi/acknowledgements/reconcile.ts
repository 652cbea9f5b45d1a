import type { ReadAcknowledgement } from './read-model.ts';

/**
 * What was sent and is to be acknowledged: a transaction, a group or a whole interchange, by the finest control
 * number that it has. X12's 997 and 999 name no interchange, so that X12 needs at least the group.
 */
export interface SentDocument {
  standard: 'x12' | 'edifact';
  /** Whom it was sent to, as interchanges name them. */
  partnerId?: string;
  /** Who sent it. */
  ownId?: string;
  interchangeControlNumber?: string;
  groupControlNumber?: string;
  functionalId?: string;
  transactionType?: string;
  transactionControlNumber?: string;
  /** Milliseconds since 1970. */
  sentAt: number;
}

/** Something sent, with what was said about it. */
export interface AnsweredDocument<Sent extends SentDocument> {
  sent: Sent;
  /** The acknowledgement that decides. */
  acknowledgement: ReadAcknowledgement;
}

export interface Reconciliation<Sent extends SentDocument> {
  acknowledged: AnsweredDocument<Sent>[];
  /** Rejected whole or in part. */
  rejected: AnsweredDocument<Sent>[];
  /** Not acknowledged, and the deadline has passed. */
  overdue: Sent[];
  /** Not acknowledged, and there is still time. */
  pending: Sent[];
  /** Acknowledgements of what was not sent. */
  unknown: ReadAcknowledgement[];
}

export interface ReconcileOptions {
  /** Milliseconds since 1970. */
  now: number;
  /** How long after sending an acknowledgement may come, in milliseconds. */
  deadlineMs: number;
}

/**
 * Holds acknowledgements against what was sent. The answer to the thing itself goes before that to the group or
 * the interchange around it, and a rejection before an acceptance; an accepted TA1 says that the interchange came,
 * and nothing of the groups in it.
 */
export function reconcile<Sent extends SentDocument>(
  sent: readonly Sent[],
  acknowledgements: readonly ReadAcknowledgement[],
  { now, deadlineMs }: ReconcileOptions,
): Reconciliation<Sent> {
  const index = new AcknowledgementIndex(acknowledgements);
  const result: Reconciliation<Sent> = {
    acknowledged: [],
    rejected: [],
    overdue: [],
    pending: [],
    unknown: [],
  };
  for (const each of sent) {
    const answer = index.answerTo(each);
    if (answer !== undefined) {
      const { acknowledgement, isRejected } = answer;
      (isRejected ? result.rejected : result.acknowledged).push({ sent: each, acknowledgement });
    } else if (now - each.sentAt > deadlineMs) result.overdue.push(each);
    else result.pending.push(each);
  }
  result.unknown.push(...index.unclaimed());
  return result;
}

type Level = ReadAcknowledgement['level'];
const levels: readonly Level[] = ['transaction', 'group', 'interchange'];

interface Answer {
  acknowledgement: ReadAcknowledgement;
  isRejected: boolean;
}

class AcknowledgementIndex {
  private readonly byKey = new Map<string, ReadAcknowledgement[]>();
  private readonly claimed = new Set<ReadAcknowledgement>();
  private readonly all: readonly ReadAcknowledgement[];

  constructor(all: readonly ReadAcknowledgement[]) {
    this.all = all;
    for (const each of all) {
      const key = keyOf(each, each.level);
      this.byKey.set(key, [...(this.byKey.get(key) ?? []), each]);
    }
  }

  /** The acknowledgement that decides; marks all that speak of what was sent. */
  answerTo(sent: SentDocument): Answer | undefined {
    const own = levels.find((level) => hasNumber(sent, level)) ?? 'interchange';
    const found = levels.slice(levels.indexOf(own)).flatMap((level) => {
      const candidates = this.byKey.get(keyOf(sent, level)) ?? [];
      return candidates.filter((each) => agrees(sent, each));
    });
    for (const each of found) this.claimed.add(each);
    const deciding = found.filter((each) => decides(each, own));
    // What was rejected in part says nothing bad of the parts of it that are not named.
    const rejected =
      deciding.find(({ status }) => status === 'rejected') ??
      deciding.find(({ status, level }) => status === 'partiallyAccepted' && level === own);
    const acknowledgement = rejected ?? deciding[0];
    return acknowledgement && { acknowledgement, isRejected: rejected !== undefined };
  }

  /** Those that speak of nothing sent; what is said of parts of something sent is no stranger either. */
  unclaimed(): ReadAcknowledgement[] {
    const known = new Set<string>();
    for (const each of this.claimed) for (const level of levels) known.add(keyOf(each, level));
    return this.all.filter(
      (each) =>
        !this.claimed.has(each) &&
        !levels.some(
          (level) => level !== each.level && hasNumber(each, level) && known.has(keyOf(each, level)),
        ),
    );
  }
}

/** An accepted TA1 says nothing of what is in the interchange. */
function decides({ kind, status, level }: ReadAcknowledgement, own: Level): boolean {
  return kind !== 'TA1' || status === 'rejected' || level === own;
}

type Numbered = Omit<SentDocument, 'sentAt'>;

function hasNumber(value: Numbered, level: Level): boolean {
  return numberAt(value, level) !== undefined;
}

function numberAt(value: Numbered, level: Level): string | undefined {
  if (level === 'transaction') return value.transactionControlNumber;
  return level === 'group' ? value.groupControlNumber : value.interchangeControlNumber;
}

/**
 * Leading zeros mean nothing. X12 acknowledges groups and what is in them by the group's number, EDIFACT by the
 * interchange's; messages are numbered through the interchange.
 */
function keyOf(value: Numbered, level: Level): string {
  const { standard, interchangeControlNumber, groupControlNumber, transactionControlNumber } = value;
  const edifact = standard === 'edifact';
  const parts = [
    level === 'interchange' || edifact ? plain(interchangeControlNumber) : '',
    level === 'group' || (level === 'transaction' && !edifact) ? plain(groupControlNumber) : '',
    level === 'transaction' ? plain(transactionControlNumber) : '',
  ];
  return [standard, level, ...parts].join('/');
}

function plain(number: string | undefined): string {
  return (number ?? '').replace(/^0+(?=.)/, '');
}

/** What both sides name has to be the same. */
function agrees(sent: SentDocument, acknowledgement: ReadAcknowledgement): boolean {
  const { partnerId, ownId, functionalId, transactionType } = acknowledgement;
  return (
    isSame(sent.partnerId, partnerId) &&
    isSame(sent.ownId, ownId) &&
    isSame(sent.functionalId, functionalId) &&
    isSame(sent.transactionType, transactionType)
  );
}

function isSame(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
