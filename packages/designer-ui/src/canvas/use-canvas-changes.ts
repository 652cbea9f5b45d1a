import type { Position } from '@crossdock/flow-schema';
import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Selection } from '../model/change.ts';
import type { Size } from '../model/geometry.ts';
import type { CanvasEditing } from './canvas-editing.ts';
import type { CanvasEdge, CanvasNode } from './canvas-model.ts';

/** What only the canvas knows: nodes under the mouse, notes being sized, and sizes as drawn. */
export interface Transient {
  dragged: ReadonlyMap<string, Position>;
  resized: ReadonlyMap<string, Size>;
  measured: ReadonlyMap<string, Size>;
}

const nowhere = new Map<string, never>();

/** The ids that remain selected after React Flow's changes. */
function selectedAfter(
  before: readonly string[],
  changes: readonly { id: string; selected: boolean }[],
): string[] {
  const selected = new Set(before);
  for (const { id, selected: now } of changes) {
    if (now) selected.add(id);
    else selected.delete(id);
  }
  return [...selected];
}

/** A map with more in it. */
const extended = <T>(map: ReadonlyMap<string, T>, entries: readonly (readonly [string, T])[]) =>
  entries.length > 0 ? new Map([...map, ...entries]) : map;

type MoveChange = Extract<NodeChange<CanvasNode>, { type: 'position' }>;
type SizeChange = Extract<NodeChange<CanvasNode>, { type: 'dimensions' }>;

const placesOf = (moves: readonly MoveChange[]) =>
  moves.flatMap(({ id, position }) => (position ? [[id, position] as const] : []));

const sizesOf = (changes: readonly SizeChange[]) =>
  changes.flatMap(({ id, dimensions }) => (dimensions ? [[id, dimensions] as const] : []));

interface Options {
  selection: Selection;
  onSelectionChange(selection: Selection): void;
  editing?: CanvasEditing | undefined;
}

/** Takes React Flow's changes: moves and selections go to the document, sizes stay here. */
export function useCanvasChanges({ selection, onSelectionChange, editing }: Options) {
  const [transient, setTransient] = useState<Transient>({
    dragged: nowhere,
    resized: nowhere,
    measured: nowhere,
  });
  const dragging = useRef(false);
  // Nodes and edges report their share of one click apart, before anything is drawn again.
  const latest = useRef(selection);
  useLayoutEffect(() => {
    latest.current = selection;
  });

  const select = useCallback(
    (next: Partial<Selection>) => {
      latest.current = { ...latest.current, ...next };
      onSelectionChange(latest.current);
    },
    [onSelectionChange],
  );

  const move = useCallback(
    (moves: readonly MoveChange[]) => {
      if (moves.some((change) => change.dragging)) {
        dragging.current = true;
        setTransient((before) => ({ ...before, dragged: extended(before.dragged, placesOf(moves)) }));
        return;
      }
      const places = placesOf(moves);
      if (places.length > 0) editing?.onMove(new Map(places), !dragging.current);
      dragging.current = false;
      setTransient((before) => ({ ...before, dragged: nowhere }));
    },
    [editing],
  );

  const measure = useCallback((changes: readonly SizeChange[]) => {
    const resizing = changes.filter((change) => change.resizing);
    const ended = changes.some((change) => change.resizing === false);
    setTransient((before) => ({
      ...before,
      measured: extended(before.measured, sizesOf(changes)),
      resized: ended ? nowhere : extended(before.resized, sizesOf(resizing)),
    }));
  }, []);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      const moves = changes.filter((change) => change.type === 'position');
      const sizes = changes.filter((change) => change.type === 'dimensions');
      if (selects.length > 0) select({ nodes: selectedAfter(latest.current.nodes, selects) });
      // While a note is sized, its move is part of the sizing and is told at its end.
      if (moves.length > 0 && !sizes.some((change) => change.resizing)) move(moves);
      if (sizes.length > 0) measure(sizes);
    },
    [select, move, measure],
  );

  const onEdgesChange = useCallback(
    (changes: EdgeChange<CanvasEdge>[]) => {
      const selects = changes.filter((change) => change.type === 'select');
      if (selects.length > 0) select({ edges: selectedAfter(latest.current.edges, selects) });
    },
    [select],
  );

  return { transient, onNodesChange, onEdgesChange };
}
