import codes from '../../../../guides/x12/codes.json' with { type: 'json' };
import type { X12Interchange, X12Transaction } from '../../x12/model.ts';
import { firstText, repetitionsOf } from '../segment.ts';
import type { RawSegment } from '../segment.ts';
import { interchangeNotes } from './error-codes.ts';
import { partiesOf } from './read-model.ts';
import type { AcknowledgedError, AcknowledgementStatus, Parties, ReadAcknowledgement } from './read-model.ts';

/** TA1, 997 and 999 of an interchange. */
export function readX12Acknowledgements({
  acknowledgements = [],
  groups,
  ...interchange
}: X12Interchange): ReadAcknowledgement[] {
  const parties = partiesOf(interchange);
  const functional = groups.flatMap(({ transactions }) =>
    transactions.flatMap((transaction) => {
      const kind = transaction.type;
      return kind === '997' || kind === '999' ? readFunctional(transaction, kind, parties) : [];
    }),
  );
  return [...acknowledgements.map((segment) => readTa1(segment, parties)), ...functional];
}

function readTa1(segment: RawSegment, parties: Parties): ReadAcknowledgement {
  const code = text(segment, 5);
  const isError = code !== '' && code !== '000';
  return {
    standard: 'x12',
    kind: 'TA1',
    level: 'interchange',
    ...parties,
    interchangeControlNumber: text(segment, 1),
    status: statusOf(text(segment, 4)),
    errors: isError ? [{ segment: 'ISA', code, ...meaningOf(code, interchangeNotes) }] : [],
  };
}

function readFunctional(
  { segments }: X12Transaction,
  kind: '997' | '999',
  parties: Parties,
): ReadAcknowledgement[] {
  const group: ReadAcknowledgement = {
    standard: 'x12',
    kind,
    level: 'group',
    ...parties,
    status: 'accepted',
    errors: [],
  };
  const transactions: ReadAcknowledgement[] = [];
  for (const segment of segments) {
    const [id] = segment;
    const current = transactions.at(-1);
    if (id === 'AK1') {
      group.functionalId = text(segment, 1);
      group.groupControlNumber = text(segment, 2);
    } else if (id === 'AK2') {
      const { functionalId = '', groupControlNumber = '' } = group;
      const names = { functionalId, groupControlNumber, transactionType: text(segment, 1) };
      const own = { ...names, transactionControlNumber: text(segment, 2), errors: [] };
      transactions.push({ ...group, ...own, level: 'transaction' });
    } else if (id === 'AK9') {
      group.status = statusOf(text(segment, 1));
      group.errors = codesFrom(segment, 5, codes.groupError);
    } else if (current !== undefined) readDetail(segment, current);
  }
  return [...transactions, group];
}

/** AK3, AK4 and AK5, or IK3, IK4 and IK5. */
function readDetail(segment: RawSegment, current: ReadAcknowledgement): void {
  const id = firstText(segment[0]).slice(1);
  if (id === 'K3') {
    const code = text(segment, 4);
    const position = Number(text(segment, 2));
    current.errors.push({
      segment: text(segment, 1),
      position,
      code,
      ...meaningOf(code, codes.segmentError),
    });
  } else if (id === 'K4') {
    readElement(segment, current.errors);
  } else if (id === 'K5') {
    current.status = statusOf(text(segment, 1));
    current.errors.push(...codesFrom(segment, 2, codes.transactionError));
  }
}

/** An element's error stands in place of that of its segment, which says only that there is one. */
function readElement(segment: RawSegment, errors: AcknowledgedError[]): void {
  const last = errors.at(-1);
  if (last === undefined) return;
  const code = text(segment, 3);
  const [parts = []] = repetitionsOf(segment[1] ?? '');
  const element = parts.filter((part) => part !== '').join('.');
  const value = text(segment, 4);
  const error: AcknowledgedError = {
    ...(last.segment === undefined ? {} : { segment: last.segment }),
    ...(last.position === undefined ? {} : { position: last.position }),
    element,
    code,
    ...meaningOf(code, codes.elementError),
    ...(value === '' ? {} : { value }),
  };
  if (last.element === undefined && last.code === hasElementErrors) errors.pop();
  errors.push(error);
}

/** X12 data element 720: segment has errors in elements. */
const hasElementErrors = '8';

function codesFrom(segment: RawSegment, from: number, meanings: Meanings): AcknowledgedError[] {
  const given = segment.slice(from).map(firstText);
  return given.filter((code) => code !== '').map((code) => ({ code, ...meaningOf(code, meanings) }));
}

/** X12 data elements 715, 717 and I17: rejections for security (M, W, X) are rejections. */
function statusOf(code: string): AcknowledgementStatus {
  if (code === 'A') return 'accepted';
  if (code === 'E') return 'acceptedWithErrors';
  return code === 'P' ? 'partiallyAccepted' : 'rejected';
}

type Meanings = Readonly<Record<string, string>>;

function meaningOf(code: string, meanings: Meanings): { meaning?: string } {
  const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
  return meaning === undefined ? {} : { meaning };
}

function text(segment: RawSegment, element: number): string {
  return firstText(segment[element]).trim();
}
