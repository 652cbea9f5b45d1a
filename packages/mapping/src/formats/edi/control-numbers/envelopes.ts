import { enclose as encloseEdifact } from '../../edifact/enclose.ts';
import type { EdifactEnvelopeOption } from '../../edifact/enclose.ts';
import { enclose as encloseX12 } from '../../x12/enclose.ts';
import type { X12EnvelopeOption } from '../../x12/enclose.ts';

type Standard = 'x12' | 'edifact';

/** The control numbers of one interchange, whoever wrote it. */
export interface EnvelopeNumbers {
  standard: Standard;
  senderId: string;
  /** ISA05, UNB 0007; empty where there is none. */
  senderQualifier: string;
  receiverId: string;
  /** ISA07, UNB 0007; empty where there is none. */
  receiverQualifier: string;
  /** undefined: still to be assigned. */
  controlNumber: string | undefined;
  /** The groups that X12 acknowledges one by one. For EDIFACT one without a number, that is the interchange itself. */
  groups: readonly { functionalId: string; controlNumber: string | undefined }[];
  /** Nothing but acknowledgements, which nobody acknowledges. */
  isAcknowledgement: boolean;
}

/** Numbers for one interchange, as they are written. */
export interface AssignedNumbers {
  interchange: string;
  groups: readonly string[];
}

/**
 * Puts transactions without an envelope into theirs, so that all that needs a control number is there.
 * @param options Those of writing, of which `envelope` counts
 * @throws DocumentError as writing does, when an envelope is needed and not given
 */
export function encloseDocument(
  standard: Standard,
  document: unknown,
  options: Readonly<Record<string, unknown>>,
): unknown {
  // Writing checks options and document; here they are only read.
  const { envelope } = options;
  return standard === 'x12'
    ? encloseX12(document, envelope as X12EnvelopeOption | undefined)
    : encloseEdifact(document, envelope as EdifactEnvelopeOption | undefined);
}

/** The control numbers in a document, read or to be written; what is none, or has no sender and receiver, has none. */
export function envelopeNumbers(standard: Standard, document: unknown): EnvelopeNumbers[] {
  return listIn(document, 'interchanges').flatMap((interchange) => {
    const [senderId, receiverId] = [textIn(interchange, 'senderId'), textIn(interchange, 'receiverId')];
    if (senderId === undefined || receiverId === undefined) return [];
    const controlNumber = textIn(interchange, 'controlNumber');
    const common = {
      standard,
      senderId,
      senderQualifier: textIn(interchange, 'senderQualifier')?.trim() ?? usualQualifier[standard],
      receiverId,
      receiverQualifier: textIn(interchange, 'receiverQualifier')?.trim() ?? usualQualifier[standard],
      controlNumber,
    };
    return [
      standard === 'x12'
        ? { ...common, ...x12Groups(interchange) }
        : { ...common, ...messagesOf(interchange) },
    ];
  });
}

/** What is written where a document has no qualifier: X12 has to have one. */
const usualQualifier = { x12: 'ZZ', edifact: '' } as const;

function x12Groups(interchange: object): Pick<EnvelopeNumbers, 'groups' | 'isAcknowledgement'> {
  const groups = listIn(interchange, 'groups').map((group) => ({
    functionalId: textIn(group, 'functionalId') ?? '',
    controlNumber: textIn(group, 'controlNumber'),
  }));
  return { groups, isAcknowledgement: groups.every(({ functionalId }) => functionalId === 'FA') };
}

function messagesOf(interchange: object): Pick<EnvelopeNumbers, 'groups' | 'isAcknowledgement'> {
  const types = listIn(interchange, 'messages').map((message) => textIn(message, 'type'));
  return {
    groups: [{ functionalId: '', controlNumber: undefined }],
    isAcknowledgement: types.every((type) => type === 'CONTRL'),
  };
}

/**
 * The document with control numbers in its interchanges and groups. Transactions are numbered in writing.
 * @param numbers One entry for each that `envelopeNumbers` gave
 */
export function withControlNumbers(
  standard: Standard,
  document: unknown,
  numbers: readonly AssignedNumbers[],
): unknown {
  const interchanges = listIn(document, 'interchanges').map((interchange, index) => {
    const assigned = numbers[index];
    if (assigned === undefined) return interchange;
    const numbered = { ...interchange, controlNumber: assigned.interchange };
    if (standard === 'edifact') return numbered;
    const groups = listIn(interchange, 'groups').map((group, at) => ({
      ...group,
      controlNumber: assigned.groups[at],
    }));
    return { ...numbered, groups };
  });
  return { ...(document as object), interchanges };
}

function listIn(value: unknown, name: string): object[] {
  const list: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'object' && item !== null) : [];
}

function textIn(value: object, name: string): string | undefined {
  const text: unknown = Reflect.get(value, name);
  if (typeof text === 'number') return String(text);
  return typeof text === 'string' && text !== '' ? text : undefined;
}
