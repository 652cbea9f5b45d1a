import { useMemo } from 'react';
import type { CanvasEditing } from '../../../canvas/canvas-editing.ts';
import { selectNodes } from '../../../model/change.ts';
import { updateNode } from '../../../model/commands/edit.ts';
import { connect, reconnect } from '../../../model/commands/edges.ts';
import { moveNodes } from '../../../model/commands/nodes.ts';
import { connectionProblem } from '../../../model/graph.ts';
import { useDesigner } from '../session.ts';

/** Turns what happens on the canvas into commands. */
export function useCanvasEditing(): CanvasEditing | undefined {
  const { editor, ui, editable } = useDesigner();
  return useMemo(() => {
    if (!editable) return undefined;
    return {
      onMove: (places, nudge) => editor.run((definition) => moveNodes(definition, places, nudge)),
      onResize: (id, { x, y, width, height }) =>
        editor.run((definition) => {
          const moved = moveNodes(definition, new Map([[id, { x, y }]])).definition;
          return { ...updateNode(moved, id, { size: { width, height } }), label: 'Resize note' };
        }),
      connectionProblem: (connection, replacing) => {
        const { definition } = editor.store.getState();
        const edges = definition.edges.filter((edge) => edge.id !== replacing);
        return connectionProblem(replacing === undefined ? definition : { ...definition, edges }, connection);
      },
      onConnect: (connection) => editor.run((definition) => connect(definition, connection)),
      onReconnect: (id, connection) => editor.run((definition) => reconnect(definition, id, connection)),
      onDropEdge: (from, at) => ui.setState({ quickAdd: { purpose: { kind: 'after', ...from }, at } }),
      onInsert: (edge, at) => ui.setState({ quickAdd: { purpose: { kind: 'insert', edge }, at } }),
      onOpen: (id, wide) => {
        editor.select(selectNodes(id));
        ui.setState((state) => ({
          settingsOpen: false,
          inspectorOpen: true,
          wide: wide || state.wide,
          focusInspector: true,
        }));
      },
      onMenu: (target, at) => {
        const { selection } = editor.store.getState();
        if (target.node !== undefined && !selection.nodes.includes(target.node))
          editor.select(selectNodes(target.node));
        if (target.edge !== undefined) editor.select({ nodes: [], edges: [target.edge] });
        ui.setState({ menu: { ...target, at } });
      },
    };
  }, [editor, ui, editable]);
}
