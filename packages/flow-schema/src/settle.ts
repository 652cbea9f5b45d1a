import { errorPort } from './flow.ts';
import type { FlowPlan, PlanEdge, PlanNode } from './plan.ts';

/** What came of a node that is done: the ports it took, and what went out by them. */
export interface NodeResult<Failure = unknown> {
  ports: readonly string[];
  /** Of a node that took its error port: its input. */
  output: unknown;
  /** Why it took its error port. */
  failure?: Failure;
}

export type NodeResults<Failure = unknown> = ReadonlyMap<string, NodeResult<Failure>>;

/** `dead`: no way to it was taken. `ready`: all its edges are settled, at least one is taken. */
export type NodeState = 'pending' | 'ready' | 'done' | 'dead';
export type EdgeState = 'pending' | 'taken' | 'dead';

/** How far a plan has come: the state of each node, and the results with those of disabled nodes. */
export interface Settlement<Failure = unknown> {
  states: ReadonlyMap<string, NodeState>;
  results: NodeResults<Failure>;
}

/**
 * Works out from the results so far what is settled. A node is settled when it is done or dead; disabled
 * nodes are done as soon as they would be ready. One pass, as plans stand in topological order.
 */
export function settle<Failure>(plan: FlowPlan, results: NodeResults<Failure>): Settlement<Failure> {
  const draft = { states: new Map<string, NodeState>(), results: new Map(results) };
  for (const node of plan.nodes) settleNode(plan, node, draft);
  return draft;
}

/** The settlement with one more result: only what lies behind the node is looked at again. */
export function settleNext<Failure>(
  plan: FlowPlan,
  settlement: Settlement<Failure>,
  nodeId: string,
  result: NodeResult<Failure>,
): Settlement<Failure> {
  const draft = {
    states: new Map(settlement.states),
    results: new Map(settlement.results).set(nodeId, result),
  };
  const open = [nodeId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = plan.byId.get(id);
    const before = draft.states.get(id);
    if (!node) continue;
    const after = settleNode(plan, node, draft);
    if (after !== before && (after === 'done' || after === 'dead'))
      open.push(...node.outgoing.map(({ target }) => target));
  }
  return draft;
}

interface SettlementDraft<Failure> {
  states: Map<string, NodeState>;
  results: Map<string, NodeResult<Failure>>;
}

function settleNode<Failure>(plan: FlowPlan, node: PlanNode, draft: SettlementDraft<Failure>): NodeState {
  const { states, results } = draft;
  let state = results.has(node.id) ? 'done' : stateByEdges(plan, node, states, results);
  if (state === 'ready' && node.disabled) {
    results.set(node.id, { ports: node.ports.slice(0, 1), output: inputOf(node, results) });
    state = 'done';
  }
  states.set(node.id, state);
  return state;
}

/** Nodes that can run now, in the order of the plan. */
export function readyNodes(plan: FlowPlan, settlement: Settlement): PlanNode[] {
  return plan.nodes.filter(({ id }) => settlement.states.get(id) === 'ready');
}

/** Whether an edge was taken, judged by its source alone. */
export function isTaken(edge: PlanEdge, results: NodeResults): boolean {
  return results.get(edge.source)?.ports.includes(edge.port) ?? false;
}

/**
 * Input of a node whose edges are settled: with one source the output of that, with several an object keyed by
 * the id of the source. undefined for the trigger.
 */
export function inputOf(node: PlanNode, results: NodeResults): unknown {
  const sources = new Set(node.incoming.filter((edge) => isTaken(edge, results)).map(({ source }) => source));
  const outputs = [...sources].map((source) => [source, results.get(source)?.output] as const);
  return outputs.length > 1 ? Object.fromEntries(outputs) : outputs[0]?.[1];
}

/** The failure whose error branch leads to a node, the closest one first; undefined off error branches. */
export function failureBefore<Failure>(
  plan: FlowPlan,
  node: PlanNode,
  results: NodeResults<Failure>,
): Failure | undefined {
  const seen = new Set<string>();
  const open = [node];
  for (let current = open.shift(); current; current = open.shift())
    for (const edge of current.incoming) {
      if (!isTaken(edge, results)) continue;
      const failure = results.get(edge.source)?.failure;
      if (edge.port === errorPort && failure !== undefined) return failure;
      const source = plan.byId.get(edge.source);
      if (!source || seen.has(source.id)) continue;
      seen.add(source.id);
      open.push(source);
    }
  return undefined;
}

function stateByEdges(
  plan: FlowPlan,
  node: PlanNode,
  states: ReadonlyMap<string, NodeState>,
  results: NodeResults,
): NodeState {
  // Drafts may hold nodes that nothing leads to; they never run.
  if (node.incoming.length === 0) return node.id === plan.trigger.id ? 'ready' : 'dead';
  let taken = false;
  for (const edge of node.incoming) {
    const state = edgeState(edge, states, results);
    if (state === 'pending') return 'pending';
    taken ||= state === 'taken';
  }
  return taken ? 'ready' : 'dead';
}

function edgeState(edge: PlanEdge, states: ReadonlyMap<string, NodeState>, results: NodeResults): EdgeState {
  const source = states.get(edge.source);
  if (source === 'dead') return 'dead';
  if (source !== 'done') return 'pending';
  return isTaken(edge, results) ? 'taken' : 'dead';
}
