import type { EdifactDocument } from '../../edifact/model.ts';
import { edifactTokenizer } from '../../edifact/segments.ts';
import { interchangeOf } from '../../edifact/service-segments.ts';
import type { DocumentError, DocumentWarning } from '../../position.ts';
import type { X12Document } from '../../x12/model.ts';
import { interchangeOf as x12InterchangeOf } from '../../x12/envelopes.ts';
import { x12Tokenizer } from '../../x12/segments.ts';
import { isEdifact } from '../batches.ts';
import { firstText } from '../segment.ts';
import { acknowledgeEdifact, rejectEdifact } from './edifact.ts';
import type { EdifactAcknowledgement } from './edifact.ts';
import { errorCodesOf } from './error-codes.ts';
import { Findings } from './findings.ts';
import type { AcknowledgeOptions } from './options.ts';
import { acknowledgeX12, rejectX12 } from './x12.ts';
import type { X12Acknowledgement } from './x12.ts';

/** An acknowledgement, to be given to `serializeDocument` with its format. Control numbers are still to be set. */
export type Acknowledgement =
  { format: 'x12'; document: X12Acknowledgement } | { format: 'edifact'; document: EdifactAcknowledgement };

/**
 * Acknowledges what was received: for each interchange one that goes back to its sender, with a 997 or 999 for
 * each group and a TA1 where it is wanted (X12), or with a CONTRL (EDIFACT). Warnings are errors that are noted,
 * and what has them is accepted, unless `strict` or `reject` say otherwise.
 * @param warnings Those that reading the document gave
 * @returns undefined where there is nothing but acknowledgements, which are never acknowledged
 */
export function acknowledge(
  document: X12Document | EdifactDocument,
  warnings: readonly DocumentWarning[],
  options: AcknowledgeOptions = {},
): Acknowledgement | undefined {
  const findings = new Findings(warnings, options);
  if (isEdifact(document)) {
    const answer = acknowledgeEdifact(document, findings);
    return answer && { format: 'edifact', document: answer };
  }
  const answer = acknowledgeX12(document, findings, options);
  return answer && { format: 'x12', document: answer };
}

/**
 * Rejects a document that can't be read: TA1 or CONTRL by the header of its first interchange.
 * @param error What reading it threw
 * @returns undefined where not even the header can be read
 */
export function acknowledgeUnreadable(
  format: 'x12' | 'edifact',
  text: string,
  error: DocumentError,
): Acknowledgement | undefined {
  const codes = errorCodesOf(error.code);
  if (codes === undefined) return undefined;
  if (format === 'x12') {
    const [header, next] = firstSegments(text, x12Tokenizer());
    const isAnswer = next?.id === 'TA1' || (next?.id === 'GS' && firstText(next.raw[1]) === 'FA');
    if (header?.id !== 'ISA' || isAnswer) return undefined;
    return { format, document: rejectX12(x12InterchangeOf(header), codes.interchange) };
  }
  const [header, next] = firstSegments(text, edifactTokenizer());
  const isAnswer = next?.id === 'UNH' && firstText(next.raw[2]) === 'CONTRL';
  if (header?.id !== 'UNB' || isAnswer) return undefined;
  return { format, document: rejectEdifact(interchangeOf(header, header.delimiters), codes.contrl) };
}

interface Tokenizer<Segment> {
  push(piece: string, accept: (segment: Segment) => void): void;
  finish(accept: (segment: Segment) => void): void;
}

/** The header and what follows; the rest may be garbled, and what the tokenizer throws of it does not matter. */
function firstSegments<Segment>(text: string, tokenizer: Tokenizer<Segment>): Segment[] {
  const segments: Segment[] = [];
  const accept = (segment: Segment): void => {
    if (segments.length < 2) segments.push(segment);
  };
  try {
    tokenizer.push(text, accept);
    tokenizer.finish(accept);
  } catch {
    return segments;
  }
  return segments;
}
