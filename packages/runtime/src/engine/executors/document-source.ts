import type { TriggerMessage } from '@crossdock/flow-schema';
import { StepFailure } from '../step-failure.ts';
import type { StepContext } from './executor.ts';

/**
 * The text or bytes of a document that a step is to read.
 * @param content What the source gave
 * @param source As the config has it, for messages
 * @throws StepFailure `document_missing` when that is no text
 */
export function documentIn(
  content: unknown,
  source: string,
  { run, node }: StepContext,
): string | Uint8Array {
  if (typeof content === 'string') return bytesIn(content, run.trigger) ?? content;
  throw new StepFailure(
    'technical-permanent',
    'document_missing',
    `“${node.node.name}” found no text to read: ${source} gave ${describe(content)}.`,
  );
}

/** A body in another character set, or in none, stands in the message as base64: its bytes are what is read. */
function bytesIn(content: string, { body, bodyEncoding }: TriggerMessage): Uint8Array | undefined {
  return bodyEncoding === 'base64' && content === body ? Buffer.from(content, 'base64') : undefined;
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
