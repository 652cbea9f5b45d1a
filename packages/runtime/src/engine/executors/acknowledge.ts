import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import {
  acknowledge as acknowledgementOf,
  acknowledgeUnreadable,
  DocumentError,
  parseDocument,
} from '@crossdock/mapping';
import type { Acknowledgement, AcknowledgeOptions, EdifactDocument, X12Document } from '@crossdock/mapping';
import { documentFailure } from './document-failure.ts';
import { documentIn } from './document-source.ts';
import type { EdiFormat } from './edi-register.ts';
import { executorOf } from './executor.ts';

/** Reads the text by itself: what is odd about a document is no part of the data that flows work with. */
export const acknowledge = executorOf(nodeKinds.acknowledge, async ({ format, source, ...options }, step) => {
  const content = documentIn(await step.resolve(source, 'config.source'), source, step);
  try {
    const answer = answerTo(format, content, options);
    if (answer === undefined) return { ports: ['none'], output: step.input };
    return { ports: [mainPort], output: answer.document };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t read the document`);
  }
});

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
