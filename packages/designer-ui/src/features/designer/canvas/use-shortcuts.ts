import type { Position } from '@crossdock/flow-schema';
import { useReactFlow } from '@xyflow/react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { fitOptions } from '../../../canvas/canvas-view.tsx';
import { nothing } from '../../../model/change.ts';
import { useDesigner, type DesignerSession } from '../session.ts';
import {
  copiedText,
  deleteSelection,
  duplicateSelection,
  nudge,
  openSelected,
  pasteText,
  selectAll,
  toggleDisabled,
} from './actions.ts';

const directions: Record<string, Position> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

const isDialogOpen = (): boolean => document.querySelector('.mantine-Modal-content') !== null;

/** Whether keys belong to what has the focus: a field, an editor, an open menu. */
function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(
    'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]',
  );
  return field !== null;
}

/** The same for what is copied and pasted, also in dialogs. */
const isElsewhere = (target: EventTarget | null): boolean => isInField(target) || isDialogOpen();

/** Whether Escape means something smaller than closing the open step: leaving an editor or a list. */
function holdsEscape(target: EventTarget | null): boolean {
  const inside =
    target instanceof Element && target.closest('.cm-editor, [role="listbox"], [aria-expanded="true"]');
  return Boolean(inside);
}

/** Whether text is marked somewhere, which copying then means. */
const hasMarkedText = (): boolean => (document.getSelection()?.toString() ?? '') !== '';

interface Shortcuts {
  openQuickAdd(pointer: Position | undefined): void;
  /** Where the mouse is while it is over the canvas; a point of the screen. */
  pointer: { current: Position | undefined };
}

type Action = (session: DesignerSession) => void;

const withMod: Record<string, Action> = {
  a: selectAll,
  d: duplicateSelection,
  f: ({ ui }) => ui.setState({ finding: true }),
  y: ({ editor }) => editor.redo(),
};

const plain: Record<string, Action> = {
  Delete: deleteSelection,
  Backspace: deleteSelection,
  d: toggleDisabled,
  '?': ({ ui }) => ui.setState({ shortcutsOpen: true }),
};

/** Everything that the canvas does by key. */
export function useShortcuts({ openQuickAdd, pointer }: Shortcuts): void {
  const session = useDesigner();
  const flow = useReactFlow();
  const open = useRef(openQuickAdd);
  useLayoutEffect(() => {
    open.current = openQuickAdd;
  });

  useEffect(() => {
    const { editor, ui, saver, editable } = session;

    const escape = (): void => {
      const { wide } = ui.getState();
      if (wide) ui.setState({ wide: false });
      else if (ui.getState().settingsOpen) ui.setState({ settingsOpen: false });
      else if (ui.getState().inspectorOpen) ui.setState({ inspectorOpen: false });
      else editor.select(nothing);
    };

    const modKey = (event: KeyboardEvent): boolean => {
      const key = event.key.toLowerCase();
      if (key === 'f' || key === 'a') withMod[key]?.(session);
      else if (!editable) return false;
      else if (key === 'z') (event.shiftKey ? editor.redo : editor.undo)();
      else if (withMod[key]) withMod[key](session);
      else return false;
      return true;
    };

    const plainKey = (event: KeyboardEvent): boolean => {
      const direction = directions[event.key];
      // On a focused step React Flow moves the selection itself.
      const onStep = event.target instanceof Element && event.target.closest('.react-flow__node') !== null;
      if (event.key === 'Escape') escape();
      // The canvas lies hidden behind the open step: its keys would act unseen.
      else if (ui.getState().wide) return false;
      else if (event.key === 'Enter') return event.target === document.body && openSelected(session);
      else if (event.key.toLowerCase() === 'f') void flow.fitView({ ...fitOptions, duration: 200 });
      else if (!editable) return false;
      else if (direction && !onStep && editor.store.getState().selection.nodes.length > 0)
        nudge(session, direction, event.shiftKey ? 4 : 1);
      else if (event.key.toLowerCase() === 'a') open.current(pointer.current);
      else if (plain[event.key]) plain[event.key]?.(session);
      else return false;
      return true;
    };

    // Seen before anybody acts: a dialog that closes by the key is gone by the time it arrives here.
    let inDialog = false;
    const onKeyBegins = (): void => {
      inDialog = isDialogOpen();
    };

    const onKeyDown = (event: KeyboardEvent): void => {
      const mod = event.ctrlKey || event.metaKey;
      if (mod && event.key.toLowerCase() === 's') {
        event.preventDefault();
        void saver.saveNow();
        return;
      }
      if (event.defaultPrevented || event.altKey || inDialog) return;
      if (event.key === 'Escape' && ui.getState().wide && !holdsEscape(event.target)) return escape();
      if (isInField(event.target)) return;
      if (mod ? modKey(event) : plainKey(event)) event.preventDefault();
    };

    const onCopy = (event: ClipboardEvent): void => {
      if (isElsewhere(event.target) || hasMarkedText()) return;
      const text = copiedText(session);
      if (text === undefined) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut' && editable) deleteSelection(session);
    };

    const onPaste = (event: ClipboardEvent): void => {
      if (!editable || isElsewhere(event.target)) return;
      const at = pointer.current && flow.screenToFlowPosition(pointer.current);
      pasteText(session, event.clipboardData?.getData('text/plain') ?? '', at);
      event.preventDefault();
    };

    window.addEventListener('keydown', onKeyBegins, true);
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('copy', onCopy);
    document.addEventListener('cut', onCopy);
    document.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyBegins, true);
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('copy', onCopy);
      document.removeEventListener('cut', onCopy);
      document.removeEventListener('paste', onPaste);
    };
  }, [session, flow, pointer]);
}
