import { mainPort } from '@crossdock/flow-schema';
import {
  useReactFlow,
  type Connection as DrawnConnection,
  type FinalConnectionState,
  type ReactFlowProps,
} from '@xyflow/react';
import { useMemo, useRef } from 'react';
import type { Connection } from '../model/graph.ts';
import type { CanvasEditing, CanvasPoint } from './canvas-editing.ts';
import type { CanvasEdge, CanvasNode } from './canvas-model.ts';

type Handlers = Pick<
  ReactFlowProps<CanvasNode, CanvasEdge>,
  | 'isValidConnection'
  | 'onConnect'
  | 'onConnectEnd'
  | 'onReconnect'
  | 'onReconnectStart'
  | 'onReconnectEnd'
  | 'onNodeContextMenu'
  | 'onEdgeContextMenu'
  | 'onPaneContextMenu'
  | 'onSelectionContextMenu'
>;

interface Drawn {
  source: string;
  target: string;
  sourceHandle?: string | null;
}

const connectionOf = (drawn: Drawn): Connection => ({
  source: drawn.source,
  sourcePort: drawn.sourceHandle ?? mainPort,
  target: drawn.target,
});

const screenPoint = (event: MouseEvent | TouchEvent): { x: number; y: number } => {
  const point = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
};

/** The node under a point of the screen, so that an edge may be dropped anywhere on it. */
function nodeAt({ x, y }: { x: number; y: number }): string | undefined {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('.react-flow__node');
  return element?.dataset['id'];
}

/** A connection pulled from a handle to a node, whichever end it was begun at. */
function towards(state: FinalConnectionState, node: string): Connection | undefined {
  const { fromHandle } = state;
  if (!fromHandle || fromHandle.nodeId === node) return undefined;
  if (fromHandle.type === 'source')
    return { source: fromHandle.nodeId, sourcePort: fromHandle.id ?? mainPort, target: node };
  return { source: node, sourcePort: mainPort, target: fromHandle.nodeId };
}

/** Drawing, moving and dropping of edges, and the context menus, told to the designer. */
export function useConnecting(editing: CanvasEditing | undefined): Handlers {
  const { screenToFlowPosition } = useReactFlow();
  const replacing = useRef<string | undefined>(undefined);
  return useMemo(() => {
    if (!editing) return {};
    const pointOf = (screen: { x: number; y: number }): CanvasPoint => ({
      screen,
      canvas: screenToFlowPosition(screen),
    });
    const menu = (event: React.MouseEvent | MouseEvent, target: { node?: string; edge?: string }) => {
      event.preventDefault();
      editing.onMenu(target, pointOf({ x: event.clientX, y: event.clientY }));
    };
    const dropped = (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.isValid || !state.fromHandle || replacing.current) return;
      const screen = screenPoint(event);
      const node = state.toNode?.id ?? nodeAt(screen);
      const connection = node === undefined ? undefined : towards(state, node);
      if (connection) return editing.onConnect(connection);
      if (node !== undefined || state.fromHandle.type !== 'source') return;
      const { nodeId, id } = state.fromHandle;
      editing.onDropEdge({ source: nodeId, sourcePort: id ?? mainPort }, pointOf(screen));
    };
    return {
      isValidConnection: (drawn: DrawnConnection | CanvasEdge) =>
        editing.connectionProblem(connectionOf(drawn), replacing.current) === undefined,
      onConnect: (drawn: DrawnConnection) => editing.onConnect(connectionOf(drawn)),
      onConnectEnd: dropped,
      onReconnectStart: (_event, edge) => {
        replacing.current = edge.id;
      },
      onReconnectEnd: () => {
        replacing.current = undefined;
      },
      onReconnect: (edge, drawn) => editing.onReconnect(edge.id, connectionOf(drawn)),
      onNodeContextMenu: (event, node) => menu(event, { node: node.id }),
      onEdgeContextMenu: (event, edge) => menu(event, { edge: edge.id }),
      onPaneContextMenu: (event) => menu(event, {}),
      onSelectionContextMenu: (event) => menu(event, {}),
    };
  }, [editing, screenToFlowPosition]);
}
