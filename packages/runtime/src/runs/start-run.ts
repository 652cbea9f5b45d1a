import type { FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import { businessKeysAtAccept, idempotencyKeyOf, orderingKeyOf } from '../engine/accept-keys.ts';
import { StepFailure } from '../engine/step-failure.ts';
import type { Dispatch } from '../queue/dispatch-queue.ts';
import { Refusal } from '../refusal.ts';
import type { Accepted, NewRun } from '../store/runs/accept.ts';
import type { ClaimedRow } from '../store/runs/claim.ts';
import { within } from './patience.ts';

/** A message for a deployed version. */
export interface Message {
  flowId: string;
  version: number;
  environment: string;
  definition: FlowDefinition;
  trigger: TriggerMessage;
  /** Whether somebody waits for the run's answer. */
  awaited?: boolean;
  tick?: Date;
}

/** Room for one run in this process, which has to be used or left. */
export interface Place {
  /** For how long the run belongs to this process, in milliseconds. */
  readonly leaseMs: number;
  /** Works on the run that was accepted for it; resolves when this process has let go of it. Throws nothing. */
  work(run: ClaimedRow): Promise<void>;
  leave(): void;
}

/** A worker in this process, which can take a run without a detour through the queue. */
export interface LocalWorker {
  /** Gives room for a run that is about to be accepted, if there is any. */
  reserve(awaited: boolean): Place | undefined;
}

export interface RunStarterServices {
  accept(run: NewRun): Promise<Accepted>;
  dispatch(due: readonly Dispatch[]): void;
  /** The worker of this process, once it has one. */
  local(): LocalWorker | undefined;
}

export interface Started {
  runId: string;
  /** See `Accepted`. */
  duplicate: boolean;
  /** Set if this process works on the run: resolves when it has let go of it. */
  here?: Promise<void>;
}

export type StartRun = (message: Message) => Promise<Started>;

/** How long the database may take to write a message down, in milliseconds; the sender is then told to come again. */
const acceptMs = 10_000;

/**
 * Makes the one way by which messages become runs: their keys are read by the flow's settings, they are committed,
 * and only then worked on: here, if there is room, else by whom the queue gives them to.
 *
 * The function throws a `Refusal` when a key can't be read from the message: nothing is accepted then; and when the
 * database does not answer in time.
 */
export function runStarter({ accept, dispatch, local }: RunStarterServices): StartRun {
  const start = async (run: NewRun, place: Place | undefined): Promise<Started> => {
    let used = false;
    try {
      const { runId, duplicate, claimed } = await accept(run);
      if (place && claimed) {
        used = true;
        return { runId, duplicate, here: place.work(claimed) };
      }
      if (!duplicate) dispatch([{ runId, dispatchNo: 1 }]);
      return { runId, duplicate };
    } finally {
      if (!used) place?.leave();
    }
  };

  return async ({ definition, trigger, awaited = false, ...message }) => {
    const keys = neededKeysOf(definition, trigger);
    // One that may have to wait its turn goes through the queue, like those before it.
    const atOnce = keys.orderingKey === undefined && keys.concurrency === undefined;
    const place = atOnce ? local()?.reserve(awaited) : undefined;
    const lease = place ? { leaseMs: place.leaseMs } : {};
    return within(acceptMs, start({ ...message, ...lease, trigger, ...keys }, place));
  };
}

/** As `keysOf`. @throws Refusal when a key can't be read: whoever sends the message has to know */
export function neededKeysOf(definition: FlowDefinition, trigger: TriggerMessage): ReturnType<typeof keysOf> {
  try {
    return keysOf(definition, trigger);
  } catch (error) {
    if (error instanceof StepFailure) throw new Refusal('unreadable_key', error.message, { cause: error });
    throw error;
  }
}

/** What the settings of a flow say of a message. @throws StepFailure when a key can't be read from it */
export function keysOf(
  definition: FlowDefinition,
  trigger: TriggerMessage,
): Pick<NewRun, 'idempotencyKey' | 'orderingKey' | 'businessKeys' | 'timeoutMs' | 'concurrency' | 'partner'> {
  const idempotencyKey = idempotencyKeyOf(definition, trigger);
  const orderingKey = orderingKeyOf(definition, trigger);
  const { timeoutMs, concurrency } = definition.settings ?? {};
  return {
    businessKeys: businessKeysAtAccept(definition, trigger),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(orderingKey === undefined ? {} : { orderingKey }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(concurrency === undefined ? {} : { concurrency }),
    ...(trigger.partner === undefined ? {} : { partner: trigger.partner }),
  };
}
