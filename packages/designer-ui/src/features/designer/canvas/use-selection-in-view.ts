import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { sizeOf } from '../../../model/geometry.ts';
import { findNode } from '../../../model/graph.ts';
import { useDesigner, useEditor } from '../session.ts';

const margin = 24;

/** How far a span has to be moved to lie inside another. */
function shift(from: number, length: number, available: number): number {
  if (from < margin) return margin - from;
  const over = from + length + margin - available;
  return over > 0 ? -over : 0;
}

/** The inspector takes room from the canvas when it opens: the selected step is then moved back into sight. */
export function useSelectionInView(): void {
  const { editor } = useDesigner();
  const flow = useReactFlow();
  const width = useStore((state) => state.width);
  const height = useStore((state) => state.height);
  const selected = useEditor(({ selection: { nodes } }) => (nodes.length === 1 ? nodes[0] : undefined));
  useEffect(() => {
    const node = selected === undefined ? undefined : findNode(editor.store.getState().definition, selected);
    if (!node || width === 0) return;
    const { x, y, zoom } = flow.getViewport();
    const size = sizeOf(node);
    const dx = shift(node.position.x * zoom + x, size.width * zoom, width);
    const dy = shift(node.position.y * zoom + y, size.height * zoom, height);
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: 200 });
  }, [editor, flow, selected, width, height]);
}
