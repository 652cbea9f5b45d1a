import {
  encloseDocument,
  envelopeNumbers,
  readAcknowledgements,
  withControlNumbers,
} from '@crossdock/mapping';
import type { EdifactDocument, X12Document } from '@crossdock/mapping';
import type { EdiStep, ReceivedInterchange } from '../ports.ts';
import { StepFailure } from '../step-failure.ts';
import type { StepContext } from './executor.ts';

/** Formats that have control numbers. */
export type EdiFormat = 'x12' | 'edifact';

export function isEdiFormat(format: string): format is EdiFormat {
  return format === 'x12' || format === 'edifact';
}

/** Code of the business exception that an interchange which came before is. */
const duplicateCode = 'edi.duplicate';

/**
 * The document in its envelopes, with the next control numbers of the partner where it has none, recorded as sent.
 * The same step gives the same numbers again.
 */
export async function numbered(
  step: StepContext,
  format: EdiFormat,
  document: unknown,
  settings: { options: Readonly<Record<string, unknown>>; dueInMs: number | undefined },
): Promise<unknown> {
  const enclosed = encloseDocument(format, document, settings.options);
  // Tests of drafts send nothing, and must not use up numbers.
  if (step.run.test) return enclosed;
  await step.declare('idempotent');
  const numbers = await step.edi.assign(ediStep(step), envelopeNumbers(format, enclosed), settings.dueInMs);
  return withControlNumbers(format, enclosed, numbers);
}

/**
 * Records what came, and the acknowledgements in it. What is to be said of an interchange's control number goes into
 * its `sequence`.
 * @param documents What was read: one document, or one for each record
 * @throws StepFailure `edi.duplicate` for an interchange that came before, unless that is only to be flagged
 */
export async function tracked(
  step: StepContext,
  format: EdiFormat,
  documents: readonly unknown[],
  onDuplicate: 'fail' | 'flag',
): Promise<void> {
  if (step.run.test) return;
  await step.declare('idempotent');
  const holders = documents.flatMap((document, index) => interchangesIn(format, document, index));
  const firsts = holders.filter((each, index) => !goesOn(each, holders[index - 1]));
  const received = await step.edi.receive(
    ediStep(step),
    firsts.map(({ numbers }) => numbers),
  );
  let at = -1;
  for (const [index, holder] of holders.entries()) {
    if (!goesOn(holder, holders[index - 1])) at += 1;
    holder.interchange.sequence = received[at]?.outcome;
  }
  const again = received.filter(({ outcome }) => outcome.kind === 'duplicate');
  if (again.length > 0 && onDuplicate === 'fail') throw duplicate(step, again);
  const said = documents.flatMap((document) =>
    readAcknowledgements(document as X12Document | EdifactDocument),
  );
  if (said.length > 0) await step.edi.acknowledge(step.run.environment, said);
}

interface Holder {
  interchange: { sequence?: unknown };
  numbers: ReturnType<typeof envelopeNumbers>[number];
  /** Which of the documents it stands in. */
  document: number;
}

function interchangesIn(format: EdiFormat, document: unknown, index: number): Holder[] {
  const { interchanges } = document as { interchanges: object[] };
  return interchanges.flatMap((interchange) =>
    envelopeNumbers(format, { interchanges: [interchange] }).map((numbers) => ({
      interchange,
      numbers,
      document: index,
    })),
  );
}

/**
 * Records of one interchange follow one another, each a document of its own with the envelope. Two interchanges of
 * one document are two, whatever their numbers.
 */
function goesOn({ numbers, document }: Holder, before: Holder | undefined): boolean {
  if (before === undefined || before.document === document) return false;
  const named = ({ groups: _groups, isAcknowledgement: _is, ...names }: Holder['numbers']) =>
    JSON.stringify(names);
  return named(numbers) === named(before.numbers);
}

function ediStep({ run, node, effectKey }: StepContext): EdiStep {
  return { environment: run.environment, runId: run.id, nodeId: node.id, stepKey: effectKey };
}

function duplicate({ node }: StepContext, again: readonly ReceivedInterchange[]): StepFailure {
  const named = again.map(
    ({ controlNumber = '', senderId, first }) =>
      `${controlNumber} from ${senderId}${first === undefined ? '' : ` (run ${first.runId}, ${first.at.toISOString()})`}`,
  );
  const detail = again.map(({ senderId, receiverId, controlNumber, first }) => ({
    senderId,
    receiverId,
    controlNumber,
    ...(first === undefined ? {} : { runId: first.runId, at: first.at.toISOString() }),
  }));
  return new StepFailure(
    'business',
    duplicateCode,
    `“${node.node.name}” got an interchange that came before: ${named.join(', ')}.`,
    { detail: { interchanges: detail } },
  );
}
