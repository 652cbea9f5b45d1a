import { PlanError, type FlowNode, type StepError } from '@crossdock/flow-schema';
import { planOf } from './plan-of.ts';
import type { ClaimedRun, Verdict } from './ports.ts';
import { startState } from './run-state.ts';

/** Published versions are validated, but drafts are tested as they are. */
export function notExecutable(run: ClaimedRun, { message }: PlanError): Verdict {
  const [first] = run.definition.nodes;
  return failedAt(run, first, { class: 'technical-permanent', code: 'flow_invalid', message });
}

/**
 * The end of a run that our own side can't carry on, though the database answers: what a step gave can't be recorded,
 * or something has a fault. Trying for ever would hide it; as an exception somebody sees it, and a resume goes on
 * behind what was recorded last.
 *
 * @param error what `advance` has thrown
 */
export function brokenDown(run: ClaimedRun, error: unknown): Verdict {
  const plan = planOf(run);
  const next = plan instanceof PlanError ? undefined : startState(run, plan).open[0]?.node.node;
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const message =
    'Crossdock could not go on with this run, or record what its steps gave. ' +
    'It stands at what was recorded last, and goes on from there when it is resumed.';
  const described = {
    class: 'technical-permanent',
    code: 'internal_error',
    message,
    detail: { reason },
  } as const;
  return failedAt(run, next, described);
}

function failedAt(
  { definition, trigger }: ClaimedRun,
  node: FlowNode | undefined,
  error: StepError,
): Verdict {
  const exception = {
    nodeId: node?.id ?? '',
    nodeName: node?.name ?? definition.name,
    path: '',
    error,
    desk: 'integration-support',
    input: trigger,
    stepAttempts: 0,
  };
  return { kind: 'failed', error, exceptions: [exception] };
}
