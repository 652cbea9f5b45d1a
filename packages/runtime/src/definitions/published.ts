import { serializeFlow, type FlowDefinition } from '@crossdock/flow-schema';

/** A draft as it is frozen: outputs pinned while designing never get into a version. */
export function publishedFormOf(draft: FlowDefinition): FlowDefinition {
  return { ...draft, nodes: draft.nodes.map(({ pinnedOutput: _pinned, ...node }) => node) };
}

/** Whether a draft says something else than a version. */
export function differs(draft: FlowDefinition, version: FlowDefinition): boolean {
  return serializeFlow(publishedFormOf(draft)) !== serializeFlow(version);
}
