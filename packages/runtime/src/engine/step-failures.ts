import { errorPort, type Effect, type PlanNode } from '@crossdock/flow-schema';
import { isInterruption, type Interruption } from './interruption.ts';
import type { EngineServices, StepRecord } from './ports.ts';
import { retryPolicyOf, waitBeforeRetry } from './retry.ts';
import { exceptionPort, failuresSinceResume, type RunState } from './run-state.ts';
import { stepErrorOf, StepFailure, unforeseen } from './step-failure.ts';

/** A step that did not succeed, before it is decided what follows. */
export interface FailedStep {
  state: RunState;
  node: PlanNode;
  /** The record so far; its duration is filled in here. */
  begun: Pick<StepRecord, 'nodeId' | 'path' | 'attempt' | 'startedAt' | 'input'>;
  effect: Effect;
  /** What was thrown, or why the step was interrupted. */
  cause: unknown;
}

/** The record of a step that failed or was interrupted: tried again, sent to its error port, or to a desk. */
export function failedRecord(failed: FailedStep, { clock }: Pick<EngineServices, 'clock'>): StepRecord {
  const { begun, node, effect, cause } = failed;
  const record = {
    ...begun,
    effect,
    durationMs: Math.round(clock.now() - begun.startedAt.getTime()),
  };
  if (isInterruption(cause)) return interrupted(record, node, cause);
  // What is no failure is a fault of ours: it opens an exception like any, and repeating it would not help.
  const failure =
    cause instanceof StepFailure ? cause : unforeseen('technical-permanent', cause, node.node.name);
  if (effect === 'unsafe' && !failure.withoutEffect) return unknownOutcome(record, node, failure);
  const retryAt = retryTime(failed, failure, clock);
  const wired = node.outgoing.some(({ port }) => port === errorPort);
  return {
    ...record,
    status: 'failed',
    error: stepErrorOf(failure),
    ...(failure.http ? { http: failure.http } : {}),
    ...(retryAt ? { ports: [], retryAt } : { ports: [wired ? errorPort : exceptionPort] }),
  };
}

/**
 * The record of an unsafe step whose intent stands there without a result: its worker died in mid-call. It is
 * never repeated without a person's word, and takes no error port: nothing is known that a branch could act on.
 */
export function lostRecord(record: StepRecord, node: PlanNode): StepRecord {
  const failure = new StepFailure('technical-permanent', 'unknown_outcome', 'the server stopped in mid-call');
  return unknownOutcome(record, node, failure);
}

type Unfinished = Omit<StepRecord, 'status' | 'ports'>;

function unknownOutcome(record: Unfinished, node: PlanNode, failure: StepFailure): StepRecord {
  const message =
    `Whether “${node.node.name}” was carried out is not known (${failure.message}). Look in the other system: ` +
    'if it was, skip this step with its result; if not, resume.';
  return {
    ...record,
    status: 'failed',
    ports: [exceptionPort],
    error: {
      class: 'technical-permanent',
      code: 'unknown_outcome',
      message,
      detail: { cause: stepErrorOf(failure) },
      ...(failure.desk === undefined ? {} : { desk: failure.desk }),
    },
    ...(failure.http ? { http: failure.http } : {}),
  };
}

function interrupted(record: Unfinished, node: PlanNode, reason: Interruption): StepRecord {
  if (reason.kind === 'timeout') {
    const failure = runTimeout();
    // Without a port: the run ends by this, and a resume begins here.
    return record.effect === 'unsafe'
      ? unknownOutcome(record, node, failure)
      : { ...record, status: 'failed', ports: [], error: stepErrorOf(failure) };
  }
  const by = reason.kind === 'cancel' ? ` by ${reason.by}` : '';
  const lost = record.effect === 'unsafe' ? ' Whether it was carried out is not known.' : '';
  return {
    ...record,
    status: 'cancelled',
    ports: [],
    error: { class: 'technical-permanent', code: 'cancelled', message: `Cancelled${by} in mid-call.${lost}` },
  };
}

export const runTimeout = (): StepFailure =>
  new StepFailure('technical-permanent', 'run_timeout', 'The time-out of the run has passed');

function retryTime(
  { state, node, begun }: FailedStep,
  failure: StepFailure,
  clock: EngineServices['clock'],
): Date | undefined {
  if (failure.class !== 'technical-transient') return undefined;
  const wait = waitBeforeRetry({
    policy: retryPolicyOf(node.node, state.run.definition.settings),
    attempts: failuresSinceResume(state, begun.nodeId) + 1,
    retryAfterMs: failure.retryAfterMs,
    random: clock.random(),
  });
  if (wait === undefined) return undefined;
  const retryAt = new Date(clock.now() + wait);
  // Waiting for an attempt that the run's time-out would not let happen helps nobody.
  const { deadlineAt } = state.run;
  return deadlineAt && retryAt >= deadlineAt ? undefined : retryAt;
}
