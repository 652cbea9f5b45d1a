import type { FlowDefinition } from '@crossdock/flow-schema';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { nothing, type Change, type Selection } from './change.ts';
import { RefusedError } from './commands/edges.ts';
import { apply, redo, startHistory, undo, type History } from './history.ts';

export interface EditorState extends History {
  /** What the last refused command said, with a number that grows, so that the same can be said twice. */
  refusal: { message: string; count: number } | undefined;
}

type Command = (definition: FlowDefinition, selection: Selection) => Change;

/** The document being edited, with its selection and history. All edits go through `run`. */
export interface Editor {
  readonly store: StoreApi<EditorState>;
  /** Does a command. A refused one changes nothing and leaves its reason in `refusal`. */
  run(command: Command): boolean;
  undo(): void;
  redo(): void;
  select(selection: Selection): void;
  /** Begins anew with another document, without history: after loading or taking a colleague's version. */
  reset(definition: FlowDefinition): void;
}

const sameIds = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** `now` gives the time in milliseconds; it decides which changes in a row are one step of undo. */
export function createEditor(definition: FlowDefinition, now: () => number = Date.now): Editor {
  const store = createStore<EditorState>(() => ({ ...startHistory(definition), refusal: undefined }));

  const run = (command: Command): boolean => {
    const state = store.getState();
    try {
      store.setState(apply(state, command(state.definition, state.selection), now()));
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      store.setState({ refusal: { message: error.message, count: (state.refusal?.count ?? 0) + 1 } });
      return false;
    }
  };

  return {
    store,
    run,
    undo: () => store.setState(undo),
    redo: () => store.setState(redo),
    select: (selection) => {
      const before = store.getState().selection;
      if (sameIds(before.nodes, selection.nodes) && sameIds(before.edges, selection.edges)) return;
      store.setState({ selection });
    },
    reset: (next) => store.setState({ ...startHistory(next), selection: nothing }),
  };
}
