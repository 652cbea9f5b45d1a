import { NodeResizer, type NodeProps } from '@xyflow/react';
import { memo, use } from 'react';
import { CanvasEditingContext } from './canvas-editing.ts';
import type { NoteNode as NoteNodeType } from './canvas-model.ts';
import classes from './note-node.module.css';

/** Text on the canvas for the next reader. Edited in the inspector, sized by its corners. */
export const NoteNode = memo(function NoteNode({ id, data, selected }: NodeProps<NoteNodeType>) {
  const editing = use(CanvasEditingContext);
  const { text, color } = data.node.config;
  return (
    <div className={classes.note} data-color={typeof color === 'string' ? color : 'yellow'}>
      {selected && editing ? (
        <NodeResizer
          minWidth={120}
          minHeight={56}
          color="var(--mantine-color-dock-6)"
          onResizeEnd={(_event, { x, y, width, height }) => editing.onResize(id, { x, y, width, height })}
        />
      ) : null}
      {typeof text === 'string' ? text : ''}
    </div>
  );
});
