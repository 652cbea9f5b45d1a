import { notifications } from '@mantine/notifications';
import type { Position } from '@crossdock/flow-schema';
import { duplicate, fromClipboard, paste, toClipboard } from '../../../model/commands/clipboard.ts';
import { setDisabled } from '../../../model/commands/edit.ts';
import { moveNodes, remove } from '../../../model/commands/nodes.ts';
import { gridSize } from '../../../model/geometry.ts';
import { findNode } from '../../../model/graph.ts';
import type { DesignerSession } from '../session.ts';

/** What keys, menus and buttons do with the selection. */

export function deleteSelection({ editor }: DesignerSession): void {
  const { selection } = editor.store.getState();
  if (selection.nodes.length + selection.edges.length > 0)
    editor.run((definition) => remove(definition, selection));
}

export function duplicateSelection({ editor }: DesignerSession): void {
  const { selection } = editor.store.getState();
  if (selection.nodes.length > 0) editor.run((definition) => duplicate(definition, selection));
}

export function selectAll({ editor }: DesignerSession): void {
  const { definition } = editor.store.getState();
  editor.select({ nodes: definition.nodes.map((node) => node.id), edges: [] });
}

/** Opens the settings of the selected step and puts the cursor there. @returns whether one, and only one, is selected */
export function openSelected({ editor, ui }: DesignerSession): boolean {
  if (editor.store.getState().selection.nodes.length !== 1) return false;
  ui.setState({ settingsOpen: false, inspectorOpen: true, focusInspector: true });
  return true;
}

/** Switches the selected steps off, or on again if all of them are off. */
export function toggleDisabled({ editor }: DesignerSession): void {
  const { definition, selection } = editor.store.getState();
  const allOff = selection.nodes.every((id) => findNode(definition, id)?.disabled);
  if (selection.nodes.length > 0) editor.run((before) => setDisabled(before, selection.nodes, !allOff));
}

export function nudge({ editor }: DesignerSession, direction: Position, factor: number): void {
  const { definition, selection } = editor.store.getState();
  const places = new Map<string, Position>();
  for (const id of selection.nodes) {
    const node = findNode(definition, id);
    if (!node) continue;
    const { x, y } = node.position;
    const step = gridSize * factor;
    places.set(id, { x: x + direction.x * step, y: y + direction.y * step });
  }
  if (places.size > 0) editor.run((before) => moveNodes(before, places, true));
}

/** The selection as text for the clipboard; undefined if no step is selected. */
export function copiedText({ editor }: DesignerSession): string | undefined {
  const { definition, selection } = editor.store.getState();
  return selection.nodes.length > 0 ? toClipboard(definition, selection) : undefined;
}

/** Copies over the browser's clipboard interface, for menus; keys use the event of the browser. */
export async function copySelection(session: DesignerSession): Promise<void> {
  const text = copiedText(session);
  if (text !== undefined) await navigator.clipboard.writeText(text);
}

export function pasteText({ editor }: DesignerSession, text: string, at: Position | undefined): void {
  const fragment = fromClipboard(text);
  if (fragment && fragment.nodes.length > 0) editor.run((definition) => paste(definition, fragment, at));
  else notifications.show({ message: 'The clipboard holds no steps.', color: 'gray', autoClose: 3000 });
}

/** Pastes from a menu; the browser may ask for permission first. */
export async function pasteFromMenu(session: DesignerSession, at: Position): Promise<void> {
  try {
    pasteText(session, await navigator.clipboard.readText(), at);
  } catch {
    notifications.show({
      message: 'The browser doesn’t allow reading the clipboard here. Use Ctrl+V.',
      color: 'gray',
    });
  }
}
