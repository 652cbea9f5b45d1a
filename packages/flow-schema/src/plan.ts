import type { FlowDefinition, FlowNode } from './flow.ts';
import { mainPort } from './flow.ts';
import { groupBy } from './group-by.ts';
import { type ExecutableType, isExecutableType, isNodeType, kindOf } from './node-kinds.ts';

/** An edge with its port spelt out. */
export interface PlanEdge {
  id: string;
  source: string;
  port: string;
  target: string;
}

/** A node that takes part in execution. */
export interface PlanNode {
  id: string;
  type: ExecutableType;
  node: FlowNode;
  /** Disabled nodes pass their input on by their first port. */
  disabled: boolean;
  /** Edges that arrive, in the order of their sources in the plan. */
  incoming: readonly PlanEdge[];
  outgoing: readonly PlanEdge[];
  /** Output ports without the error port. */
  ports: readonly string[];
}

/**
 * What the engine executes: no notes, no positions. `nodes` stand in topological order, those closest to the
 * trigger first, equally close ones by id; so the same graph always gives the same plan, however it is drawn.
 */
export interface FlowPlan {
  trigger: PlanNode;
  nodes: readonly PlanNode[];
  byId: ReadonlyMap<string, PlanNode>;
}

/** Thrown when a definition can't be executed; `validateFlow` says beforehand, and better, why. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
}

/**
 * The plan of a definition.
 *
 * @throws PlanError when node types are unknown, there is not exactly one trigger, an edge leads nowhere, or
 * nodes form a cycle.
 */
export function planFlow(definition: FlowDefinition): FlowPlan {
  const members = definition.nodes.filter(takesPart);
  const edges = definition.edges.map(({ id, source, sourcePort, target }): PlanEdge => ({
    id,
    source,
    port: sourcePort ?? mainPort,
    target,
  }));
  const ranks = ranksOf(members, edges);
  const rankOf = (id: string): number => ranks.get(id) ?? 0;
  const closestFirst = (a: string, b: string): number =>
    rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);

  const incoming = groupBy(edges, ({ target }) => target);
  const outgoing = groupBy(edges, ({ source }) => source);
  const nodes = members
    .toSorted((a, b) => closestFirst(a.id, b.id))
    .map((node) =>
      planNode(
        node,
        (incoming.get(node.id) ?? []).toSorted((a, b) => closestFirst(a.source, b.source)),
        outgoing.get(node.id) ?? [],
      ),
    );
  return { trigger: triggerOf(nodes), nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}

/** The part of a plan that leads to one node: itself and all before it; the whole if there is no such node. */
export function planUpTo(plan: FlowPlan, nodeId: string): FlowPlan {
  const last = plan.byId.get(nodeId);
  if (!last) return plan;
  const kept = new Set([nodeId, ...ancestorsOf(plan, nodeId)]);
  const nodes = plan.nodes
    .filter(({ id }) => kept.has(id))
    .map((node) => ({ ...node, outgoing: node.outgoing.filter(({ target }) => kept.has(target)) }));
  return { trigger: triggerOf(nodes), nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}

/** Ids of all nodes from which edges lead to this one: those whose outputs it may read. */
export function ancestorsOf(plan: FlowPlan, nodeId: string): Set<string> {
  const found = new Set<string>();
  const open = [nodeId];
  for (let id = open.pop(); id !== undefined; id = open.pop())
    for (const { source } of plan.byId.get(id)?.incoming ?? [])
      if (!found.has(source)) {
        found.add(source);
        open.push(source);
      }
  return found;
}

/** Output ports of a node as its config declares them; none while the config can't be read. */
export function portsOf(node: Pick<FlowNode, 'type' | 'config'>): string[] {
  try {
    return (
      kindOf(node.type)
        ?.ports(node.config)
        .map(({ id }) => id) ?? []
    );
  } catch {
    return [];
  }
}

type Member = FlowNode & { type: ExecutableType };

function takesPart(node: FlowNode): node is Member {
  if (!isNodeType(node.type)) throw new PlanError(`"${node.name}" is of the unknown type "${node.type}".`);
  return isExecutableType(node.type);
}

function planNode(node: Member, incoming: PlanEdge[], outgoing: PlanEdge[]): PlanNode {
  return {
    id: node.id,
    type: node.type,
    node,
    disabled: node.disabled === true,
    incoming,
    outgoing,
    ports: portsOf(node),
  };
}

function triggerOf(nodes: readonly PlanNode[]): PlanNode {
  const triggers = nodes.filter(({ type }) => kindOf(type)?.group === 'trigger');
  const [trigger] = triggers;
  if (!trigger || triggers.length > 1)
    throw new PlanError(`A flow has exactly one trigger; this one has ${triggers.length}.`);
  return trigger;
}

/** Longest way to each node, in edges, by taking away node after node that nothing leads to any more. */
function ranksOf(members: readonly FlowNode[], edges: readonly PlanEdge[]): Map<string, number> {
  const ids = new Set(members.map(({ id }) => id));
  const waitsFor = new Map(members.map(({ id }) => [id, 0]));
  for (const { id, source, target } of edges) {
    if (!ids.has(source) || !ids.has(target)) throw new PlanError(`The edge "${id}" leads to no node.`);
    waitsFor.set(target, (waitsFor.get(target) ?? 0) + 1);
  }
  const leaving = groupBy(edges, ({ source }) => source);
  const ranks = new Map(members.filter(({ id }) => waitsFor.get(id) === 0).map(({ id }) => [id, 0]));
  for (const [id, rank] of ranks)
    for (const { target } of leaving.get(id) ?? []) {
      const left = (waitsFor.get(target) ?? 0) - 1;
      waitsFor.set(target, left);
      // The last edge to be taken away comes from the node furthest off: ranks only grow on the way.
      if (left === 0) ranks.set(target, rank + 1);
    }
  if (ranks.size < members.length) throw new PlanError('The nodes form a cycle.');
  return ranks;
}
