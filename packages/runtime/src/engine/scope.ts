import type { PlanNode } from '@crossdock/flow-schema';
import type { LazyBindings } from './expressions.ts';
import type { ClaimedRun } from './ports.ts';
import { allOutputs, handledFailure, outputsBefore, type RunState } from './run-state.ts';

/** What the expressions of a node may read besides its input, and the variables of the environment. */
export function bindingsFor(state: RunState, node: PlanNode): LazyBindings {
  return {
    ...common(state),
    steps: () => outputsBefore(state, node.id),
    error: () => handledFailure(state, node),
  };
}

/** What the expressions in a flow's settings may read once the run is under way. */
export function bindingsForSettings(state: RunState): LazyBindings {
  return { ...common(state), steps: () => allOutputs(state) };
}

const common = ({ run }: RunState): LazyBindings => ({
  trigger: () => run.trigger,
  run: () => runInfo(run),
});

const runInfo = ({ id, attempts, flowName, version, environment, startedAt }: ClaimedRun): object => ({
  id,
  attempt: attempts,
  flow: flowName,
  version,
  environment,
  startedAt: startedAt.toISOString(),
});
