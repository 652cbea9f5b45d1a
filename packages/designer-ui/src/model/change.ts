import type { FlowDefinition } from '@crossdock/flow-schema';

/** What is selected on the canvas, by id. */
export interface Selection {
  nodes: readonly string[];
  edges: readonly string[];
}

export const nothing: Selection = { nodes: [], edges: [] };

export const selectNodes = (...nodes: string[]): Selection => ({ nodes, edges: [] });

/**
 * What a command gives: the new document (the old one is never touched) and how the editor should take
 * it. `label` is shown at undo, so it is a short verb phrase such as "Add Map".
 */
export interface Change {
  label: string;
  definition: FlowDefinition;
  /** The new selection; left out, it stays. */
  selection?: Selection;
  /** Changes in a row with the same key become one step of undo: typing in a field, nudging by arrows. */
  coalesce?: string;
}
