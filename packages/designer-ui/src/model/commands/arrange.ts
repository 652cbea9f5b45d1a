import type { FlowDefinition, FlowNode, Position } from '@crossdock/flow-schema';
import type { Change } from '../change.ts';
import { boundsOf, sizeOf, snap } from '../geometry.ts';
import { isNote } from '../graph.ts';
import { layeredPlaces } from '../layered-layout.ts';
import { moveNodes } from './nodes.ts';

export type Alignment = 'left' | 'center' | 'right' | 'top' | 'middle' | 'bottom';

type Aligner = (
  node: FlowNode,
  box: { x: number; y: number; width: number; height: number },
) => Partial<Position>;

const aligners: Record<Alignment, Aligner> = {
  left: (_node, box) => ({ x: box.x }),
  center: (node, box) => ({ x: box.x + (box.width - sizeOf(node).width) / 2 }),
  right: (node, box) => ({ x: box.x + box.width - sizeOf(node).width }),
  top: (_node, box) => ({ y: box.y }),
  middle: (node, box) => ({ y: box.y + (box.height - sizeOf(node).height) / 2 }),
  bottom: (node, box) => ({ y: box.y + box.height - sizeOf(node).height }),
};

const chosen = (definition: FlowDefinition, ids: readonly string[]): FlowNode[] =>
  definition.nodes.filter((node) => ids.includes(node.id));

/** Lines nodes up along an edge or axis of the rectangle around them. */
export function align(definition: FlowDefinition, ids: readonly string[], alignment: Alignment): Change {
  const nodes = chosen(definition, ids);
  const box = boundsOf(nodes);
  if (!box) return { label: 'Align', definition };
  const places = nodes.map(
    (node) => [node.id, { ...node.position, ...aligners[alignment](node, box) }] as const,
  );
  return { ...moveNodes(definition, new Map(places)), label: 'Align' };
}

/** Gives nodes the same gaps, between the outermost two. */
export function distribute(definition: FlowDefinition, ids: readonly string[], axis: 'x' | 'y'): Change {
  const length = axis === 'x' ? 'width' : 'height';
  const nodes = chosen(definition, ids).sort((a, b) => a.position[axis] - b.position[axis]);
  const box = boundsOf(nodes);
  if (!box || nodes.length < 3) return { label: 'Distribute', definition };
  const filled = nodes.reduce((sum, node) => sum + sizeOf(node)[length], 0);
  const gap = (box[length] - filled) / (nodes.length - 1);
  let at = box[axis];
  const places = new Map<string, Position>();
  for (const node of nodes) {
    places.set(node.id, { ...node.position, [axis]: at });
    at += sizeOf(node)[length] + gap;
  }
  return { ...moveNodes(definition, places), label: 'Distribute' };
}

/**
 * Lays nodes out from left to right: the given ones, or all. What is not given stays where the analyst put
 * it, and so does the upper left corner. Notes stay too.
 */
export function tidy(definition: FlowDefinition, ids?: readonly string[]): Change {
  const nodes = (ids ? chosen(definition, ids) : definition.nodes).filter((node) => !isNote(node));
  const box = boundsOf(nodes);
  if (!box) return { label: 'Tidy up', definition };
  const places = layeredPlaces(definition, nodes);
  const xs = Math.min(...[...places.values()].map(({ x }) => x));
  const ys = Math.min(...[...places.values()].map(({ y }) => y));
  for (const [id, place] of places)
    places.set(id, snap({ x: place.x - xs + box.x, y: place.y - ys + box.y }));
  return { ...moveNodes(definition, places), label: 'Tidy up' };
}
