import type { Flow, FlowDefinition } from '@crossdock/flow-schema';
import type { QueryClient } from '@tanstack/react-query';
import { api } from '../../api/api.ts';
import { flowKeys } from '../../api/flows.ts';
import { ApiError, isSignedOut, messageOf } from '../../api/problem.ts';
import { sessionExpiry } from '../../api/session-expiry.ts';
import { sameJson } from '../../model/diff.ts';
import type { SaveOutcome } from '../../model/draft-saver.ts';

export interface Draft {
  flowId: string;
  definition: FlowDefinition;
  /** The one that the draft is based on. */
  revision: number;
}

/** What this page has sent of each flow last: the server may have it although no answer came. */
const lastSent = new Map<string, FlowDefinition>();

/** Saves a draft. Another revision on the server is no conflict when this page has made it. */
export async function saveDraft(draft: Draft, cache: QueryClient): Promise<SaveOutcome> {
  const { flowId, definition } = draft;
  const before = lastSent.get(flowId);
  lastSent.set(flowId, definition);
  try {
    return saved(await send(draft).catch((error: unknown) => sendOnOwn(draft, before, error)), cache);
  } catch (error) {
    return outcomeOf(error);
  }
}

function send({ flowId, definition, revision }: Draft): Promise<Flow> {
  const headers = { 'if-match': String(revision) };
  return api.call('updateFlow', { params: { id: flowId }, body: { definition }, headers });
}

const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 412;

/** Goes on from what this page had sent before; anything else on the server is somebody else's. */
async function sendOnOwn(draft: Draft, before: FlowDefinition | undefined, refusal: unknown): Promise<Flow> {
  if (!isConflict(refusal)) throw refusal;
  const theirs = await api.call('getFlow', { params: { id: draft.flowId } });
  if (sameJson(theirs.definition, draft.definition)) return theirs;
  if (before === undefined || !sameJson(theirs.definition, before)) throw refusal;
  return send({ ...draft, revision: theirs.revision });
}

function saved(flow: Flow, cache: QueryClient): SaveOutcome {
  cache.setQueryData(flowKeys.one(flow.id), flow);
  void cache.invalidateQueries({ queryKey: flowKeys.lists });
  return { kind: 'saved', revision: flow.revision };
}

function outcomeOf(error: unknown): SaveOutcome {
  if (!(error instanceof ApiError)) throw error;
  if (isConflict(error)) return { kind: 'conflict' };
  if (isSignedOut(error)) sessionExpiry.expire();
  // Signed out, server away or asked too much: the draft is kept here and saved as soon as that is over.
  const isPassing = [0, 401, 429].includes(error.status) || error.status >= 500;
  return isPassing ? { kind: 'offline' } : { kind: 'refused', message: messageOf(error) };
}
