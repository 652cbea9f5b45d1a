import {
  defaultTimeoutMs,
  parseSchemaReference,
  resolveDynamic,
  type Effect,
  type PlanNode,
} from '@crossdock/flow-schema';
import { effectKeyOf } from './effect-key.ts';
import type { StepContext, StepResult } from './executors/executor.ts';
import { executors } from './executors/index.ts';
import { isInterruption, type Watch } from './interruption.ts';
import { LeaseLost, type Journal, type JournalEntry } from './journal.ts';
import type { ClaimedRun, EngineServices, StepRecord } from './ports.ts';
import { nextAttempt, stepInput, type RunState } from './run-state.ts';
import { stepExpressions } from './step-expressions.ts';
import { failedRecord } from './step-failures.ts';
import { limitStep, type StepLimits } from './step-limits.ts';

/** What one claim of a run works with. */
export interface Execution {
  run: ClaimedRun;
  services: EngineServices;
  journal: Journal;
  watch: Watch;
}

/** What a step stands on when it begins. */
interface Begun {
  execution: Execution;
  state: RunState;
  node: PlanNode;
  record: Pick<StepRecord, 'nodeId' | 'path' | 'attempt' | 'startedAt' | 'input'>;
}

/**
 * Makes one attempt at a node. Whatever goes wrong in the step is in the record that it gives.
 *
 * @throws only what keeps the run from going on at all: the lease is lost, the store or a service of ours fails
 */
export async function attemptStep(
  execution: Execution,
  state: RunState,
  node: PlanNode,
): Promise<JournalEntry> {
  const { run, services, watch } = execution;
  const record = {
    nodeId: node.id,
    path: '',
    attempt: nextAttempt(state, node.id),
    startedAt: new Date(services.clock.now()),
    input: stepInput(state, node),
  };
  const given = givenOutput(run, node);
  if (given) return { record: { ...record, ...given, ...passed, ports: node.ports.slice(0, 1) } };
  tell(() => services.observer.stepStarted?.(run, node.id, record.attempt));
  const limits = limitStep(node.node.timeoutMs ?? defaultTimeoutMs, services.clock, watch.signal);
  try {
    return await execute({ execution, state, node, record }, limits);
  } finally {
    limits.end();
  }
}

const passed = { status: 'succeeded', effect: 'pure', durationMs: 0 } as const;

/** An output that stands in for running the node: given by a person on resuming, or pinned, in test runs. */
function givenOutput(run: ClaimedRun, node: PlanNode): Pick<StepRecord, 'output' | 'origin'> | undefined {
  const override = run.overrides[node.id];
  if (override && 'output' in override) return { output: override.output, origin: 'skipped' };
  const pinned = node.node.pinnedOutput;
  // The message that a test run is started with goes before the one pinned to the trigger.
  const isTrigger = node.incoming.length === 0;
  return run.test && pinned !== undefined && !isTrigger ? { output: pinned, origin: 'pinned' } : undefined;
}

async function execute(begun: Begun, limits: StepLimits): Promise<JournalEntry> {
  const { execution, state, node, record } = begun;
  const { clock } = execution.services;
  let effect: Effect = 'pure';
  let fatal: { error: unknown } | undefined;
  const orFatal = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      fatal ??= { error };
      throw error;
    }
  };
  const declare = async (declared: Effect): Promise<void> => {
    effect = declared;
    if (declared !== 'unsafe') return;
    execution.journal.add({ record: { ...record, status: 'running', effect, ports: [] } });
    await orFatal(execution.journal.commit());
  };
  try {
    const context = contextOf(begun, limits.signal, declare, orFatal);
    const result = await limits.within(executors[node.type](context));
    return succeeded(begun, effect, result, clock.now());
  } catch (thrown) {
    if (fatal) throw fatal.error;
    const cause: unknown = limits.signal.aborted ? limits.signal.reason : thrown;
    // What the call came to is for the next worker to find out: a record would take the place of its intent, and the
    // lease may be valid still, where a shutdown or a silent database only made us give it up.
    if (isInterruption(cause) && cause.kind === 'lease-lost') throw new LeaseLost('The lease is lost.');
    return { record: failedRecord({ state, node, begun: record, effect, cause }, execution.services) };
  }
}

function succeeded({ node, record }: Begun, effect: Effect, result: StepResult, now: number): JournalEntry {
  const { ports, output, http, milestone, reply } = result;
  return {
    record: {
      ...record,
      status: 'succeeded',
      effect,
      durationMs: Math.round(now - record.startedAt.getTime()),
      ports,
      output,
      ...(http ? { http } : {}),
    },
    ...(milestone ? { milestones: [{ nodeId: node.id, path: record.path, ...milestone }] } : {}),
    ...(reply ? { reply } : {}),
  };
}

function contextOf(
  { execution: { run, services }, state, node, record }: Begun,
  signal: AbortSignal,
  declare: StepContext['declare'],
  orFatal: <T>(work: Promise<T>) => Promise<T>,
): StepContext {
  const { evaluate, lookUp } = stepExpressions({
    run,
    state,
    node,
    input: record.input,
    variables: () => orFatal(services.variables.variablesOf(run.environment)),
    lookups: {
      tableOf: (key) => orFatal(services.lookups.tableOf(key)),
      freshTableOf: (key) => orFatal(services.lookups.freshTableOf(key)),
    },
  });
  return {
    node,
    run,
    input: record.input,
    attempt: record.attempt,
    signal,
    connectors: services.connectors,
    edi: {
      assign: (step, interchanges, dueInMs) => orFatal(services.edi.assign(step, interchanges, dueInMs)),
      receive: (step, interchanges) => orFatal(services.edi.receive(step, interchanges)),
      acknowledge: (environment, said) => orFatal(services.edi.acknowledge(environment, said)),
    },
    // Made only if it is asked for: few steps have an effect.
    get effectKey() {
      return effectKeyOf(services.effectKey, run.effectRoot, node.id, record.path);
    },
    now: () => services.clock.now(),
    evaluate,
    resolve: (value, field) => resolveDynamic(value, evaluate, field),
    lookUp,
    schemaOf: async (reference) => {
      const named = parseSchemaReference(reference);
      return named ? orFatal(services.schemas.schemaOf(named.key, named.version)) : null;
    },
    declare,
  };
}

/** Observers may not fail a run. */
export function tell(notify: () => void): void {
  try {
    notify();
  } catch {
    // Whoever listens has to mind its own faults.
  }
}
