import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import type { TriggerMessage } from '@crossdock/flow-schema';
import { parseDocument } from '@crossdock/mapping';
import { StepFailure } from '../step-failure.ts';
import { documentFailure } from './document-failure.ts';
import { executorOf } from './executor.ts';

export const parse = executorOf(nodeKinds.parse, async ({ format, source, options }, step) => {
  const content = await step.resolve(source, 'config.source');
  // Intakes read JSON bodies already; parsing what is parsed would only make the analyst write a condition.
  if (format === 'json' && typeof content === 'object') return { ports: [mainPort], output: content };
  if (typeof content !== 'string')
    throw new StepFailure(
      'technical-permanent',
      'document_missing',
      `“${step.node.node.name}” found no text to read: ${source} gave ${describe(content)}.`,
    );
  try {
    const bytes = bytesIn(content, step.run.trigger);
    return { ports: [mainPort], output: parseDocument(format, bytes ?? content, options).document };
  } catch (error) {
    throw documentFailure(error, `“${step.node.node.name}” can’t read the document`);
  }
});

/** A body in another character set, or in none, stands in the message as base64: its bytes are what is read. */
function bytesIn(content: string, { body, bodyEncoding }: TriggerMessage): Uint8Array | undefined {
  return bodyEncoding === 'base64' && content === body ? Buffer.from(content, 'base64') : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
