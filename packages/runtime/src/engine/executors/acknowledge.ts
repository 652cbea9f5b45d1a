import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import {
  acknowledge as acknowledgementOf,
  acknowledgedCodes,
  acknowledgeUnreadable,
  DocumentError,
  parseDocument,
} from '@crossdock/mapping';
import type { Acknowledgement, AcknowledgeOptions, EdifactDocument, X12Document } from '@crossdock/mapping';
import { documentFailure } from './document-failure.ts';
import { documentIn } from './document-source.ts';
import type { EdiFormat } from './edi-register.ts';
import { StepFailure } from '../step-failure.ts';
import { executorOf, type StepContext } from './executor.ts';

/** Reads the text by itself: what is odd about a document is no part of the data that flows work with. */
export const acknowledge = executorOf(nodeKinds.acknowledge, async ({ format, source, ...options }, step) => {
  const content = documentIn(await step.resolve(source, 'config.source'), source, step);
  checkCodes(options.reject, step);
  try {
    const answer = answerTo(format, content, options);
    if (answer === undefined) return { ports: ['none'], output: step.input };
    return { ports: [mainPort], output: answer.document };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t read the document`);
  }
});

/** A misspelt code would let pass what was to be rejected. @throws StepFailure `config_invalid` */
function checkCodes(codes: readonly string[] = [], { node }: StepContext): void {
  const unknown = codes.filter((code) => !acknowledgedCodes.includes(code));
  if (unknown.length === 0) return;
  const message = `“${node.node.name}” can’t reject on ${unknown.join(', ')}: it has to be some of ${acknowledgedCodes.join(', ')}.`;
  throw new StepFailure('technical-permanent', 'config_invalid', message);
}

/** A document that can't be read is rejected by its header, where that can be read. */
function answerTo(
  format: EdiFormat,
  content: string | Uint8Array,
  options: AcknowledgeOptions,
): Acknowledgement | undefined {
  try {
    const { document, warnings } = parseDocument(format, content);
    return acknowledgementOf(document as X12Document | EdifactDocument, warnings, options);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    // Headers are of characters that all sets have in common.
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('latin1');
    const rejection = acknowledgeUnreadable(format, text, error);
    if (rejection === undefined) throw error;
    return rejection;
  }
}
