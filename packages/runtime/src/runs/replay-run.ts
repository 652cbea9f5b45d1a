import { planFlow, type FlowDefinition, type ReplayBody, type TriggerMessage } from '@crossdock/flow-schema';
import type { Override } from '../engine/ports.ts';
import type { Dispatch } from '../queue/dispatch-queue.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Accepted, NewRun } from '../store/runs/accept.ts';
import type { ReplayedRun } from '../store/replay.ts';
import { isUuid } from '../store/uuid.ts';
import { neededKeysOf } from './start-run.ts';

export interface ReplayRequest extends ReplayBody {
  runId: string;
  actor: string;
}

export interface ReplayServices {
  load(runId: string): Promise<ReplayedRun | undefined>;
  failedNodes(runId: string): Promise<string[]>;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  accept(run: NewRun): Promise<Accepted>;
  dispatch(due: readonly Dispatch[]): void;
  audit(entry: {
    actor: string;
    action: string;
    subject: string;
    data: Readonly<Record<string, unknown>>;
  }): Promise<void>;
}

/**
 * Makes the function that runs a message again, as a new run. Steps before the given node are taken over.
 *
 * Effects keep the idempotency keys of the first run, so that what was booked is not booked again; only where a
 * person changed the input do they get keys of their own, because then something else is to be done.
 */
export function runReplayer(
  services: ReplayServices,
): (request: ReplayRequest) => Promise<{ runId: string }> {
  return async (request) => {
    const run = isUuid(request.runId) ? await services.load(request.runId) : undefined;
    if (!run) throw notFound('run');
    const { version, definition } = await chooseDefinition(services, run, request.version);
    const from = await startNodes(services, run, definition, request.from ?? 'start');
    const edited = 'input' in request;
    const trigger = triggerOf(run, from, request);
    const accepted = await services.accept({
      flowId: run.flowId,
      version,
      environment: run.environment,
      test: run.test,
      trigger,
      replayOf: run.id,
      takeOver: from === 'start' ? [] : nodesBefore(definition, from),
      overrides: overridesOf(from, request),
      ...(version === null ? { definition } : {}),
      ...(edited ? {} : { effectRoot: run.effectRoot }),
      ...replayKeys(run, neededKeysOf(definition, trigger)),
    });
    services.dispatch([{ runId: accepted.runId, dispatchNo: 1 }]);
    const data = { from: request.from ?? 'start', version, edited, newRunId: accepted.runId };
    await services.audit({ actor: request.actor, action: 'run.replayed', subject: run.id, data });
    return { runId: accepted.runId };
  };
}

async function chooseDefinition(
  { definitionOf }: ReplayServices,
  run: ReplayedRun,
  wanted: ReplayBody['version'],
): Promise<{ version: number | null; definition: FlowDefinition }> {
  if (run.draft && (wanted === undefined || wanted === 'same'))
    return { version: null, definition: run.draft };
  const version = wanted === 'latest' ? run.latestVersion : typeof wanted === 'number' ? wanted : run.version;
  if (version === null || version > (run.latestVersion ?? 0)) {
    const message = `is not a published version; the latest is ${run.latestVersion ?? 'none'}`;
    throw invalid('version', message);
  }
  return { version, definition: await definitionOf(run.flowId, version) };
}

/** Where to begin: at the trigger, or at these nodes. */
type From = 'start' | readonly string[];

async function startNodes(
  { failedNodes }: ReplayServices,
  run: ReplayedRun,
  definition: FlowDefinition,
  from: string,
): Promise<From> {
  if (from === 'start') return 'start';
  if (from === 'failed') {
    const failed = await failedNodes(run.id);
    if (failed.length === 0) throw new Refusal('conflict', 'No step of this run has failed.');
    return failed;
  }
  if (!definition.nodes.some(({ id }) => id === from)) {
    throw invalid('from', `must be start, failed, or a node of the flow; there is no node "${from}"`);
  }
  return [from];
}

/** All nodes but those to run again: the given ones, and everything behind them. */
function nodesBefore(definition: FlowDefinition, from: readonly string[]): string[] {
  const plan = planFlow(definition);
  const again = new Set(from);
  for (const node of plan.nodes) {
    if (node.incoming.some(({ source }) => again.has(source))) again.add(node.id);
  }
  return definition.nodes.map(({ id }) => id).filter((id) => !again.has(id));
}

function triggerOf(run: ReplayedRun, from: From, request: ReplayRequest): TriggerMessage {
  const trigger: TriggerMessage = run.trigger;
  return from === 'start' && 'input' in request ? { ...trigger, body: request.input } : trigger;
}

function overridesOf(from: From, request: ReplayRequest): Record<string, Override> {
  if (from === 'start' || !('input' in request)) return {};
  return Object.fromEntries(from.map((nodeId) => [nodeId, { input: request.input }]));
}

type Keys = ReturnType<typeof neededKeysOf>;

/** A replay repeats a message on purpose: it is no duplicate. Tests do not queue up in lanes. */
function replayKeys({ test }: ReplayedRun, keys: Keys): Omit<Keys, 'idempotencyKey'> {
  const { idempotencyKey: _key, orderingKey, ...others } = keys;
  return test || orderingKey === undefined ? others : { ...others, orderingKey };
}

const invalid = (path: string, message: string): Refusal =>
  new Refusal('invalid_fields', `${path} ${message}.`, { errors: [{ path, message }] });
