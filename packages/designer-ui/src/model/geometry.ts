import type { FlowNode, Position } from '@crossdock/flow-schema';
import { isNote, isTrigger, outputPorts } from './graph.ts';

/**
 * Sizes of nodes on the canvas, in canvas units. The stylesheet draws to these, so that layout and hit
 * tests need no measured element.
 */
export const nodeWidth = 208;
export const nodeHeight = 56;
export const portRowHeight = 22;
export const gridSize = 8;

export interface Size {
  width: number;
  height: number;
}

export const noteSize: Size = { width: 224, height: 112 };

/** A node with one output is one row; each port of a branching node gets a row of its own below. */
export function sizeOf(node: FlowNode): Size {
  if (isNote(node)) return node.size ?? noteSize;
  const ports = outputPorts(node).length;
  return { width: nodeWidth, height: nodeHeight + (ports > 1 ? ports * portRowHeight + 6 : 0) };
}

/** Distance of an output handle from the node's upper edge. */
export function portOffset(node: FlowNode, index: number): number {
  return outputPorts(node).length > 1 ? nodeHeight + (index + 0.5) * portRowHeight : nodeHeight / 2;
}

export const snap = ({ x, y }: Position): Position => ({
  x: Math.round(x / gridSize) * gridSize,
  y: Math.round(y / gridSize) * gridSize,
});

export interface Bounds extends Size, Position {}

/** The rectangle around nodes; undefined for none. */
export function boundsOf(nodes: readonly FlowNode[]): Bounds | undefined {
  if (nodes.length === 0) return undefined;
  const boxes = nodes.map((node) => ({ ...node.position, ...sizeOf(node) }));
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Below this zoom, names on nodes are hard to read. */
const readableZoom = 0.6;

/**
 * Where the canvas starts: everything in sight if that can be read, else the beginning of the flow at a size
 * that can. `place` is the size of the canvas on the screen.
 */
export function startingViewport(
  nodes: readonly FlowNode[],
  place: Size,
): { x: number; y: number; zoom: number } | undefined {
  const box = boundsOf(nodes);
  const first = nodes.find(isTrigger) ?? nodes[0];
  if (!box || !first) return undefined;
  const margin = 56;
  const fits = Math.min(
    (place.width - 2 * margin) / box.width,
    (place.height - 2 * margin) / box.height,
    1.1,
  );
  const zoom = fits < readableZoom ? 0.75 : fits;
  if (fits >= readableZoom)
    return {
      x: (place.width - box.width * zoom) / 2 - box.x * zoom,
      y: (place.height - box.height * zoom) / 2 - box.y * zoom,
      zoom,
    };
  const tall = box.height * zoom > place.height;
  const middle = tall ? first.position.y + nodeHeight / 2 : box.y + box.height / 2;
  return { x: margin - box.x * zoom, y: place.height / 2 - middle * zoom, zoom };
}

const clearance = 16;

function overlaps(a: Bounds, b: Bounds): boolean {
  return (
    a.x < b.x + b.width + clearance &&
    b.x < a.x + a.width + clearance &&
    a.y < b.y + b.height + clearance &&
    b.y < a.y + a.height + clearance
  );
}

/** The nearest free place at or below the wished one, so that a new node never covers another. */
export function freePlace(nodes: readonly FlowNode[], wished: Position, size: Size): Position {
  const boxes = nodes.map((node) => ({ ...node.position, ...sizeOf(node) }));
  const place = { ...snap(wished), ...size };
  for (let tries = 0; tries < 200; tries += 1) {
    const hit = boxes.find((box) => overlaps(box, place));
    if (!hit) break;
    place.y = snap({ x: 0, y: hit.y + hit.height + 2 * clearance }).y;
  }
  return { x: place.x, y: place.y };
}
