import type { PlanNode, StepError } from '@crossdock/flow-schema';
import { causeOf } from './cause.ts';
import { deskFor } from './desks.ts';
import type { Interruption } from './interruption.ts';
import type { ExceptionRecord, StepRecord, Verdict } from './ports.ts';
import { retryPolicyOf } from './retry.ts';
import {
  failuresSinceResume,
  nextAttempt,
  runOutput,
  stepInput,
  type OpenNode,
  type RunState,
} from './run-state.ts';
import { stepErrorOf } from './step-failure.ts';
import { runTimeout } from './step-failures.ts';

/** How a run leaves its worker, and the records that the verdict changes. */
export interface Conclusion {
  /** undefined: work is left that may not be begun now. */
  verdict: Verdict | undefined;
  records: readonly StepRecord[];
}

/** What becomes of a run in which nothing is under way any more. */
export function conclude(state: RunState, reason: Interruption | undefined, now: number): Conclusion {
  const { open } = state;
  if (reason?.kind === 'cancel') return { verdict: { kind: 'cancelled', by: reason.by }, records: [] };
  const unfinished = open.filter(({ phase }) => phase.kind !== 'failed');
  if (unfinished.length > 0 && reason?.kind === 'timeout') return failure(state, timedOut(state, open, now));
  if (unfinished.some(({ phase }) => phase.kind === 'start')) return { verdict: undefined, records: [] };
  const waiting = waitingFor(state, unfinished);
  if (waiting) return { verdict: waiting, records: [] };
  if (open.length > 0) return failure(state, open.flatMap(failedStep));
  return { verdict: { kind: 'succeeded', output: runOutput(state) }, records: [] };
}

/** A failed step that ends the run, as recorded, and what its exception says. */
interface Failed {
  node: PlanNode;
  record: StepRecord;
  error: StepError;
}

function failedStep({ node, phase }: OpenNode): Failed[] {
  return phase.kind === 'failed' && phase.record.error
    ? [{ node, record: phase.record, error: phase.record.error }]
    : [];
}

/** The run's time-out fails every node that still had something to do. */
function timedOut(state: RunState, open: readonly OpenNode[], now: number): Failed[] {
  return open.flatMap(({ node, phase }) => {
    if (phase.kind === 'failed') return failedStep({ node, phase });
    const timeout = stepErrorOf(runTimeout());
    if (phase.kind === 'start')
      return [{ node, record: neverRun(state, node, timeout, now), error: timeout }];
    const { retryAt: _none, ...record } = phase.record;
    return [{ node, record, error: { ...timeout, detail: { lastAttempt: record.error } } }];
  });
}

/** A record for a node that did not get its turn; one that was interrupted has it already. */
function neverRun(state: RunState, node: PlanNode, error: StepError, now: number): StepRecord {
  const latest = state.records.get(node.id)?.at(-1);
  if (latest?.error?.code === error.code) return latest;
  return {
    nodeId: node.id,
    path: '',
    attempt: nextAttempt(state, node.id),
    status: 'failed',
    ports: [],
    effect: 'pure',
    startedAt: new Date(now),
    durationMs: 0,
    input: stepInput(state, node),
    error,
  };
}

function failure(state: RunState, failed: readonly Failed[]): Conclusion {
  const { settings } = state.run.definition;
  const exceptions = failed.map(({ node, record, error }): ExceptionRecord => ({
    nodeId: node.id,
    nodeName: node.node.name,
    path: record.path,
    error,
    desk: deskFor(node.node, error, settings),
    input: record.input,
    stepAttempts: record.attempt,
    ...causeOf(error),
  }));
  const [first] = exceptions;
  const verdict = first && ({ kind: 'failed', error: first.error, exceptions } as const);
  return { verdict, records: failed.map(({ record }) => ({ ...record, ports: [] })) };
}

/** The next retry, if all that is left are retries. */
function waitingFor(state: RunState, open: readonly OpenNode[]): Verdict | undefined {
  const retries = open.flatMap(({ node, phase }) => (phase.kind === 'wait' ? [{ node, ...phase }] : []));
  const [next] = retries.toSorted((a, b) => a.until.getTime() - b.until.getTime());
  if (!next) return undefined;
  const { maxAttempts } = retryPolicyOf(next.node.node, state.run.definition.settings);
  const until = next.until.toISOString();
  const attempt = failuresSinceResume(state, next.node.id) + 1;
  const said = next.record.error?.message.replace(/\.$/, '') ?? 'It failed';
  return {
    kind: 'waiting',
    waitingFor: {
      reason: 'retry',
      nodeId: next.node.id,
      until,
      message: `${said}; attempt ${attempt} of ${maxAttempts} at ${until}`,
    },
    wakeAt: next.until,
  };
}
