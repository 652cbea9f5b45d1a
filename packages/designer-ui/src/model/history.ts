import type { FlowDefinition } from '@crossdock/flow-schema';
import type { Change, Selection } from './change.ts';

/** A state to go back or forward to. */
interface Entry {
  definition: FlowDefinition;
  selection: Selection;
  label: string;
}

export interface History {
  definition: FlowDefinition;
  selection: Selection;
  past: readonly Entry[];
  future: readonly Entry[];
  /** Key and time of the last change, for coalescing. */
  last: { key: string; at: number } | undefined;
}

const maxEntries = 200;
/** A pause in typing longer than this begins a new step of undo. In milliseconds. */
export const coalesceWithinMs = 1500;

export function startHistory(definition: FlowDefinition): History {
  return { definition, selection: { nodes: [], edges: [] }, past: [], future: [], last: undefined };
}

/** Takes a change in. `at` is the time in milliseconds. A change that changes nothing leaves no trace. */
export function apply(history: History, change: Change, at: number): History {
  const selection = change.selection ?? history.selection;
  if (change.definition === history.definition) return { ...history, selection };
  const coalesces =
    change.coalesce !== undefined &&
    history.last?.key === change.coalesce &&
    at - history.last.at <= coalesceWithinMs &&
    history.future.length === 0;
  const { definition, selection: before } = history;
  const past = coalesces
    ? history.past
    : [...history.past, { definition, selection: before, label: change.label }].slice(-maxEntries);
  return {
    definition: change.definition,
    selection: existing(selection, change.definition),
    past,
    future: [],
    last: change.coalesce === undefined ? undefined : { key: change.coalesce, at },
  };
}

export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (!entry) return history;
  const { definition, selection } = history;
  return {
    definition: entry.definition,
    selection: entry.selection,
    past: history.past.slice(0, -1),
    future: [{ definition, selection, label: entry.label }, ...history.future],
    last: undefined,
  };
}

export function redo(history: History): History {
  const [entry, ...future] = history.future;
  if (!entry) return history;
  const { definition, selection } = history;
  return {
    definition: entry.definition,
    selection: entry.selection,
    past: [...history.past, { definition, selection, label: entry.label }],
    future,
    last: undefined,
  };
}

/** The part of a selection that is still there. */
function existing(selection: Selection, definition: FlowDefinition): Selection {
  const nodes = new Set(definition.nodes.map((node) => node.id));
  const edges = new Set(definition.edges.map((edge) => edge.id));
  return {
    nodes: selection.nodes.filter((id) => nodes.has(id)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
}
