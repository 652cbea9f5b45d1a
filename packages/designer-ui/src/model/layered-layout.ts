import type { FlowDefinition, FlowEdge, FlowNode, Position } from '@crossdock/flow-schema';
import { Graph, layout } from '@dagrejs/dagre';
import { nodeHeight, portOffset, sizeOf } from './geometry.ts';
import { outputPorts, portOf } from './graph.ts';

/** Distances between columns and between the nodes of one column. */
const gaps = { column: 72, row: 40 };

type Places = Map<string, Position>;

/** Edges in the order of their ports, so that the first case comes to lie uppermost. */
function inPortOrder(definition: FlowDefinition, nodes: ReadonlyMap<string, FlowNode>): FlowEdge[] {
  const rank = (edge: FlowEdge): number => {
    const source = nodes.get(edge.source);
    const index = source ? outputPorts(source).findIndex(({ id }) => id === portOf(edge)) : -1;
    return index < 0 ? Infinity : index;
  };
  return definition.edges
    .filter((edge) => nodes.has(edge.source) && nodes.has(edge.target))
    .map((edge) => ({ edge, at: rank(edge) }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at))
    .map(({ edge }) => edge);
}

/**
 * The heads of nodes are what edges arrive at, so they are lined up rather than the middles: a tall node
 * counts as reaching as far above its head as below.
 */
const headHeight = (node: FlowNode): number => 2 * sizeOf(node).height - nodeHeight;

function placesBy(nodes: readonly FlowNode[], edges: readonly FlowEdge[], keepOrder: boolean): Places {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: gaps.row, ranksep: gaps.column });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { width: sizeOf(node).width, height: headHeight(node) });
  for (const edge of edges) graph.setEdge(edge.source, edge.target, {}, edge.id);
  layout(graph, { disableOptimalOrderHeuristic: keepOrder });
  const places: Places = new Map();
  for (const node of nodes) {
    const { x = 0, y = 0 } = graph.node(node.id) as Partial<Position>;
    places.set(node.id, { x: x - sizeOf(node).width / 2, y: y - nodeHeight / 2 });
  }
  return places;
}

interface Line {
  from: Position;
  to: Position;
}

const turn = (a: Position, b: Position, c: Position): number =>
  Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));

function cross(a: Line, b: Line): boolean {
  return (
    turn(a.from, a.to, b.from) * turn(a.from, a.to, b.to) < 0 &&
    turn(b.from, b.to, a.from) * turn(b.from, b.to, a.to) < 0
  );
}

function crossings(places: Places, nodes: ReadonlyMap<string, FlowNode>, edges: readonly FlowEdge[]): number {
  const lines = edges.flatMap((edge): Line[] => {
    const [source, from, to] = [nodes.get(edge.source), places.get(edge.source), places.get(edge.target)];
    if (!source || !from || !to) return [];
    const port = outputPorts(source).findIndex(({ id }) => id === portOf(edge));
    const y = port < 0 ? sizeOf(source).height : portOffset(source, port);
    return [
      {
        from: { x: from.x + sizeOf(source).width, y: from.y + y },
        to: { x: to.x, y: to.y + nodeHeight / 2 },
      },
    ];
  });
  return lines.reduce(
    (sum, line, index) => sum + lines.slice(index + 1).filter((other) => cross(line, other)).length,
    0,
  );
}

/** From here on counting crossings takes longer than it is worth. */
const manyEdges = 600;

/**
 * Places nodes from left to right along the edges. The order of ports is kept from top to bottom, unless
 * fewer edges cross without that.
 */
export function layeredPlaces(definition: FlowDefinition, nodes: readonly FlowNode[]): Places {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const edges = inPortOrder(definition, byId);
  const ordered = placesBy(nodes, edges, true);
  const crossed = edges.length > manyEdges ? 1 : crossings(ordered, byId, edges);
  if (crossed === 0) return ordered;
  const untangled = placesBy(nodes, edges, false);
  return edges.length > manyEdges || crossings(untangled, byId, edges) < crossed ? untangled : ordered;
}
