import {
  errorPort,
  type FlowDefinition,
  type RunStatus,
  type Step,
  type StepError,
} from '@crossdock/flow-schema';
import { isNote, isTrigger, portOf } from './graph.ts';

/** What a run has done at a node, for the canvas. */
export type NodeRunState =
  'queued' | 'running' | 'retrying' | 'succeeded' | 'failed' | 'cancelled' | 'skipped';

export interface NodeOverlay {
  state: NodeRunState;
  /** Attempts at the node; over a loop, those of all items. */
  attempts: number;
  /** How often the node ran: 1, or once for each item of a loop. */
  count: number;
  /** Time of all attempts together, in milliseconds; undefined while nothing has ended. */
  durationMs: number | undefined;
  error: StepError | undefined;
  /** When the next attempt is due (ISO 8601), while retrying. */
  retryAt: string | undefined;
}

export interface RunOverlay {
  nodes: ReadonlyMap<string, NodeOverlay>;
  /** Edges that the run went along. */
  taken: ReadonlySet<string>;
}

const ended: readonly RunStatus[] = ['succeeded', 'failed', 'cancelled'];

/** The last attempt at each item (path) of a node. */
function latestByPath(steps: readonly Step[]): Step[] {
  const latest = new Map<string, Step>();
  for (const step of steps) {
    const known = latest.get(step.path);
    if (!known || step.attempt >= known.attempt) latest.set(step.path, step);
  }
  return [...latest.values()];
}

function stateOf(latest: readonly Step[], runEnded: boolean): NodeRunState {
  if (!runEnded && latest.some((step) => step.status === 'failed' && step.retryAt)) return 'retrying';
  if (latest.some((step) => step.status === 'running')) return 'running';
  if (latest.some((step) => step.status === 'failed')) return 'failed';
  if (latest.some((step) => step.status === 'cancelled')) return 'cancelled';
  return 'succeeded';
}

function ofSteps(steps: readonly Step[], runEnded: boolean): NodeOverlay {
  const latest = latestByPath(steps);
  const durations = steps.flatMap((step) => (step.durationMs === null ? [] : [step.durationMs]));
  const failed = latest.find((step) => step.status === 'failed');
  return {
    state: stateOf(latest, runEnded),
    attempts: steps.length,
    count: latest.length,
    durationMs: durations.length > 0 ? durations.reduce((sum, each) => sum + each, 0) : undefined,
    error: failed?.error,
    retryAt: failed?.retryAt,
  };
}

const without = (state: NodeRunState): NodeOverlay => ({
  state,
  attempts: 0,
  count: 0,
  durationMs: undefined,
  error: undefined,
  retryAt: undefined,
});

/** Ports that the steps of a node have left by; a step that failed for good took the error port if wired. */
function portsTaken(steps: readonly Step[]): Set<string> {
  const ports = latestByPath(steps).flatMap((step) =>
    step.ports.length > 0 || step.status !== 'failed' || step.retryAt ? step.ports : [errorPort],
  );
  return new Set(ports);
}

/**
 * Puts the steps of a run over its definition. Nodes without a step wait while the run goes on and were
 * skipped once it has ended; a trigger has done its part as soon as there is a run.
 */
export function overlayOf(definition: FlowDefinition, steps: readonly Step[], status: RunStatus): RunOverlay {
  const byNode = new Map<string, Step[]>();
  for (const step of steps) byNode.set(step.nodeId, [...(byNode.get(step.nodeId) ?? []), step]);
  const runEnded = ended.includes(status);
  const nodes = new Map<string, NodeOverlay>();
  const taken = new Set<string>();
  for (const node of definition.nodes) {
    if (isNote(node)) continue;
    const own = byNode.get(node.id);
    if (own) nodes.set(node.id, ofSteps(own, runEnded));
    else if (isTrigger(node)) nodes.set(node.id, without('succeeded'));
    else nodes.set(node.id, without(runEnded ? 'skipped' : 'queued'));
  }
  for (const edge of definition.edges) {
    const target = nodes.get(edge.target);
    if (!target || target.state === 'skipped') continue;
    const own = byNode.get(edge.source);
    const source = nodes.get(edge.source);
    if (own ? portsTaken(own).has(portOf(edge)) : source?.state === 'succeeded') taken.add(edge.id);
  }
  return { nodes, taken };
}
