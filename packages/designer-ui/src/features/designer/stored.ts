import { checkShape } from '@crossdock/flow-schema';
import type { LocalDraft } from '../../model/draft-saver.ts';
import { isRecord } from '../../model/json-schema.ts';
import { emptyMessage, type TestMessage } from '../../model/test-message.ts';
import { readStored, store } from './local-storage.ts';

const draftKey = (flowId: string): string => `crossdock-draft-${flowId}`;
const messageKey = (flowId: string): string => `crossdock-message-${flowId}`;

/** The unsaved draft of a flow that an earlier visit left behind. */
export function readDraft(flowId: string): LocalDraft | undefined {
  const value = readStored(draftKey(flowId));
  if (!isRecord(value) || typeof value['revision'] !== 'number' || typeof value['at'] !== 'string')
    return undefined;
  return checkShape(value['definition']).length === 0 ? (value as unknown as LocalDraft) : undefined;
}

export const forgetDraft = (flowId: string): void => store(draftKey(flowId), undefined);

/**
 * Keeps the unsaved drafts of one visit. It forgets only what it has kept itself: another tab, or the next
 * visit, may have put its own draft there meanwhile.
 */
export function draftKeeper(flowId: string): (draft: LocalDraft | undefined) => void {
  let kept: string | undefined;
  return (draft) => {
    if (draft) store(draftKey(flowId), draft);
    else if (kept !== undefined && keptAt(flowId) === kept) forgetDraft(flowId);
    kept = draft?.at;
  };
}

function keptAt(flowId: string): unknown {
  const value = readStored(draftKey(flowId));
  return isRecord(value) ? value['at'] : undefined;
}

/** The sample message of a flow; it stays in this browser. */
export function readTestMessage(flowId: string): TestMessage {
  const value = readStored(messageKey(flowId));
  if (!isRecord(value) || typeof value['body'] !== 'string' || typeof value['contentType'] !== 'string')
    return emptyMessage;
  const headers = isRecord(value['headers']) ? value['headers'] : {};
  const texts = Object.entries(headers).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { body: value['body'], contentType: value['contentType'], headers: Object.fromEntries(texts) };
}

export const keepTestMessage = (flowId: string, message: TestMessage): void =>
  store(messageKey(flowId), message);
