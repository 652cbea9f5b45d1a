import type { Position } from '@crossdock/flow-schema';
import { createContext } from 'react';
import type { Bounds } from '../model/geometry.ts';
import type { Connection } from '../model/graph.ts';

/** A point on the canvas and where it is on the screen. */
export interface CanvasPoint {
  canvas: Position;
  screen: Position;
}

/** What the canvas reports when it may be edited; the designer turns it into commands. */
export interface CanvasEditing {
  onMove(places: ReadonlyMap<string, Position>, nudge: boolean): void;
  onResize(id: string, bounds: Bounds): void;
  /** Why a connection can't be drawn; undefined if it can. */
  connectionProblem(connection: Connection, replacing?: string): string | undefined;
  onConnect(connection: Connection): void;
  onReconnect(edgeId: string, connection: Connection): void;
  /** An edge was pulled onto the empty canvas. */
  onDropEdge(from: { source: string; sourcePort: string }, at: CanvasPoint): void;
  /** The + of an edge. */
  onInsert(edgeId: string, at: CanvasPoint): void;
  /** Enter or double click. */
  onOpen(id: string, wide: boolean): void;
  onMenu(target: { node?: string; edge?: string }, at: CanvasPoint): void;
}

/** Undefined where the canvas is only looked at. */
export const CanvasEditingContext = createContext<CanvasEditing | undefined>(undefined);
