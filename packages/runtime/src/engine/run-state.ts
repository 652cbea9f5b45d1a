import {
  ancestorsOf,
  errorPort,
  failureBefore,
  inputOf,
  readyNodes,
  settle,
  settleNext,
  type FlowPlan,
  type NodeResult,
  type PlanNode,
  type Settlement,
  type StepError,
} from '@crossdock/flow-schema';
import type { ClaimedRun, StepRecord } from './ports.ts';

/**
 * Stands in the ports of a failure that will open an exception once the other branches have settled. The commit
 * that opens it takes the mark away: a failed step without mark, retry or error port is one that a resume runs
 * again. So a crash, or a park in between, is never taken for a resume.
 */
export const exceptionPort = 'exception';

/** What `$error` says on an error branch. */
export type HandledFailure = StepError & { nodeId: string; nodeName: string };

/** How far a run has come. Never changed: `withRecord` gives the next one. */
export interface RunState {
  readonly run: ClaimedRun;
  readonly plan: FlowPlan;
  /** All records of each node, in the order of attempts. */
  readonly records: ReadonlyMap<string, readonly StepRecord[]>;
  readonly settlement: Settlement<HandledFailure>;
  /** Nodes whose turn it is, each with what is to be done about it. */
  readonly open: readonly OpenNode[];
}

export interface OpenNode {
  node: PlanNode;
  phase: Phase;
}

/** What is to be done about a node that is ready. */
export type Phase =
  | { kind: 'start' }
  | { kind: 'wait'; record: StepRecord; until: Date }
  /** Has failed for good; the run goes on elsewhere. */
  | { kind: 'failed'; record: StepRecord };

/** The state of a run as recorded: the latest attempt at each node counts. */
export function startState(run: ClaimedRun, plan: FlowPlan): RunState {
  const records = new Map<string, StepRecord[]>();
  for (const record of run.steps.toSorted((a, b) => a.attempt - b.attempt))
    if (plan.byId.has(record.nodeId) && record.path === '')
      records.set(record.nodeId, [...(records.get(record.nodeId) ?? []), record]);

  const results = new Map<string, NodeResult<HandledFailure>>();
  for (const node of plan.nodes) {
    const result = resultOf(node, records.get(node.id)?.at(-1));
    if (result) results.set(node.id, result);
  }
  return stateOf({ run, plan, records, settlement: settle(plan, results) });
}

/** The state with a step recorded; one of the same attempt is replaced. */
export function withRecord(state: RunState, node: PlanNode, record: StepRecord): RunState {
  const earlier = (state.records.get(node.id) ?? []).filter(({ attempt }) => attempt !== record.attempt);
  const records = new Map(state.records).set(node.id, [...earlier, record]);
  const result = resultOf(node, record);
  const settlement = result ? settleNext(state.plan, state.settlement, node.id, result) : state.settlement;
  return stateOf({ ...state, records, settlement });
}

export function latestOf(state: RunState, nodeId: string): StepRecord | undefined {
  return state.records.get(nodeId)?.at(-1);
}

/** Number of the attempt to be made now. One that was begun, but whose end is unknown, is made again. */
export function nextAttempt(state: RunState, nodeId: string): number {
  const latest = latestOf(state, nodeId);
  if (!latest) return 1;
  return latest.status === 'running' ? latest.attempt : latest.attempt + 1;
}

/** Failed attempts since the start, or since a person resumed the run: each resume has all retries anew. */
export function failuresSinceResume(state: RunState, nodeId: string): number {
  const records = state.records.get(nodeId) ?? [];
  const lastEnd = records.findLastIndex(endedRun);
  return records.slice(lastEnd + 1).filter(({ status }) => status === 'failed').length;
}

/** Input of a node: what a person put in its place on resuming, else what came along the edges. */
export function stepInput(state: RunState, node: PlanNode): unknown {
  const override = state.run.overrides[node.id];
  return override && 'input' in override ? override.input : inputOf(node, state.settlement.results);
}

/** Outputs that a node may read as `$steps`: only of nodes before it, so that parallel branches don't race. */
export function outputsBefore(state: RunState, nodeId: string): Record<string, unknown> {
  return outputs(state, ancestorsOf(state.plan, nodeId));
}

/** Outputs of all nodes that are done. */
export function allOutputs(state: RunState): Record<string, unknown> {
  return outputs(state, state.settlement.results.keys());
}

/** The failure on whose error branch a node stands. */
export function handledFailure(state: RunState, node: PlanNode): HandledFailure | undefined {
  return failureBefore(state.plan, node, state.settlement.results);
}

/** Output of the run: of the nodes that nothing followed, as a value if it is one, else by node id. */
export function runOutput(state: RunState): unknown {
  const { results, states } = state.settlement;
  const last = state.plan.nodes.filter(({ id, outgoing }) => {
    const ports = results.get(id)?.ports ?? [];
    return states.get(id) === 'done' && !outgoing.some(({ port }) => ports.includes(port));
  });
  const values = last.map(({ id }) => [id, results.get(id)?.output] as const);
  return values.length > 1 ? Object.fromEntries(values) : values[0]?.[1];
}

function stateOf(state: Omit<RunState, 'open'>): RunState {
  const ready = readyNodes(state.plan, state.settlement);
  const open = ready.map((node) => ({ node, phase: phaseOf(state.records.get(node.id)?.at(-1)) }));
  return { ...state, open };
}

/** A success, or a failure that took its error port, is a result; all else is none. */
function resultOf(node: PlanNode, record: StepRecord | undefined): NodeResult<HandledFailure> | undefined {
  if (!record) return undefined;
  const { status, ports, output, input, error } = record;
  if (status === 'succeeded') return { ports, output };
  if (status !== 'failed' || !error || !ports.includes(errorPort)) return undefined;
  return { ports, output: input, failure: { ...error, nodeId: node.id, nodeName: node.node.name } };
}

function phaseOf(record: StepRecord | undefined): Phase {
  if (record?.status !== 'failed') return { kind: 'start' };
  if (record.retryAt) return { kind: 'wait', record, until: record.retryAt };
  return record.ports.includes(exceptionPort) ? { kind: 'failed', record } : { kind: 'start' };
}

/** Whether a record is of a failure that ended the run. */
const endedRun = ({ status, ports, retryAt }: StepRecord): boolean =>
  status === 'failed' && !retryAt && ports.length === 0;

function outputs(state: RunState, ids: Iterable<string>): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const id of ids) {
    const result = state.settlement.results.get(id);
    if (result && !result.failure && result.output !== undefined) entries.push([id, result.output]);
  }
  return Object.fromEntries(entries);
}
