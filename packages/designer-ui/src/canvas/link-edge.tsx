import { BaseEdge, getBezierPath, useReactFlow, type EdgeProps } from '@xyflow/react';
import { memo, use } from 'react';
import { CanvasEditingContext } from './canvas-editing.ts';
import type { CanvasEdge } from './canvas-model.ts';
import classes from './link-edge.module.css';

interface InsertButtonProps {
  id: string;
  x: number;
  y: number;
  label: string;
}

/** The + in the middle of an edge; drawn inside the edge, so that it appears with the mouse over it. */
function InsertButton({ id, x, y, label }: InsertButtonProps) {
  const editing = use(CanvasEditingContext);
  const { flowToScreenPosition } = useReactFlow();
  if (!editing) return null;
  const insert = () => editing.onInsert(id, { canvas: { x, y }, screen: flowToScreenPosition({ x, y }) });
  return (
    <g
      className={classes.insert}
      transform={`translate(${x} ${y})`}
      role="button"
      aria-label={`Insert a step from ${label}`}
      onClick={(event) => {
        event.stopPropagation();
        insert();
      }}
    >
      <circle r={14} className={classes.insertReach} />
      <circle r={9} className={classes.insertDisc} />
      <path d="M-4 0H4M0-4V4" className={classes.insertPlus} />
    </g>
  );
}

/** A connection between two steps. */
export const LinkEdge = memo(function LinkEdge(props: EdgeProps<CanvasEdge>) {
  const { id, data, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const [path, x, y] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    curvature: 0.3,
  });
  const run = data?.taken === undefined ? undefined : data.taken ? 'taken' : 'idle';
  return (
    <g className={classes.link} data-error={data?.isError || undefined} data-run={run} data-edge={id}>
      <BaseEdge id={id} path={path} interactionWidth={22} />
      {data?.editable ? <InsertButton id={id} x={x} y={y} label={data.label} /> : null}
    </g>
  );
});
