import type { CatalogueConnector, Flow, FlowDefinition } from '@crossdock/flow-schema';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { DraftSaver, type LocalDraft } from '../../model/draft-saver.ts';
import { sameJson } from '../../model/diff.ts';
import { createEditor, type Editor, type EditorState } from '../../model/editor.ts';
import { saveDraft } from './save-draft.ts';
import { draftKeeper, readDraft } from './stored.ts';
import { createUiStore, type UiState, type UiStore } from './ui-state.ts';

/** Everything that belongs to one flow being open in the designer. */
export interface DesignerSession {
  flowId: string;
  editor: Editor;
  saver: DraftSaver;
  ui: UiStore;
  /** Whether the person may change the flow at all. */
  editable: boolean;
  /** An unsaved draft of an earlier visit that is based on an older revision than the server's. */
  leftBehind: LocalDraft | undefined;
}

/** Opens a flow. An unsaved draft based on this very revision is taken up again; an older one is left to decide on. */
export function openSession(flow: Flow, cache: QueryClient, editable: boolean): DesignerSession {
  const draft = editable ? readDraft(flow.id) : undefined;
  const isCurrent = draft?.revision === flow.revision;
  const definition = isCurrent ? draft.definition : flow.definition;
  const editor = createEditor(definition);
  const saver = new DraftSaver({
    revision: flow.revision,
    definition: flow.definition,
    save: (next, revision) => saveDraft({ flowId: flow.id, definition: next, revision }, cache),
    keep: draftKeeper(flow.id),
  });
  // A save whose answer got lost leaves a draft behind that the server has after all.
  const isLost = draft && !isCurrent && !sameJson(draft.definition, flow.definition);
  const leftBehind = isLost ? draft : undefined;
  return { flowId: flow.id, editor, saver, ui: createUiStore(flow.id), editable, leftBehind };
}

export const SessionContext = createContext<DesignerSession | undefined>(undefined);

/** The open flow; only below `Designer`. */
export function useDesigner(): DesignerSession {
  const session = use(SessionContext);
  if (!session) throw new Error('This part of the designer needs an open flow.');
  return session;
}

export function useEditor<T>(select: (state: EditorState) => T): T {
  return useStore(useDesigner().editor.store, select);
}

export const useDefinition = (): FlowDefinition => useEditor((state) => state.definition);

export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(useDesigner().ui, select);
}

/** The catalogue for code that looks up an operation. */
export function operationOf(catalogue: readonly CatalogueConnector[], config: Record<string, unknown>) {
  const connector = catalogue.find(({ id }) => id === config['connector']);
  const operation = connector?.operations.find(({ id }) => id === config['operation']);
  return { connector, operation };
}
