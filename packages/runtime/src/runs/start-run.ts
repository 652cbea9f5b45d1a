import type { FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import { businessKeysAtAccept, idempotencyKeyOf, orderingKeyOf } from '../engine/accept-keys.ts';
import type { Dispatch } from '../queue/dispatch-queue.ts';
import type { Accepted, NewRun } from '../store/runs/accept.ts';

/** A message for a deployed version. */
export interface Message {
  flowId: string;
  version: number;
  environment: string;
  definition: FlowDefinition;
  trigger: TriggerMessage;
  /** See `NewRun`. */
  leaseMs?: number;
  tick?: Date;
}

export interface RunStarterServices {
  accept(run: NewRun): Promise<Accepted>;
  dispatch(due: readonly Dispatch[]): void;
}

export type StartRun = (message: Message) => Promise<Accepted>;

/**
 * Makes the one way by which messages become runs: their keys are read by the flow's settings, they are committed,
 * and only then dispatched.
 *
 * The function throws `StepFailure` when a key can't be read from the message: nothing is accepted then.
 */
export function runStarter({ accept, dispatch }: RunStarterServices): StartRun {
  return async ({ definition, trigger, ...message }) => {
    const accepted = await accept({ ...message, trigger, ...keysOf(definition, trigger) });
    if (!accepted.duplicate && accepted.leaseToken === undefined) {
      dispatch([{ runId: accepted.runId, dispatchNo: 1 }]);
    }
    return accepted;
  };
}

/** What the settings of a flow say of a message. */
export function keysOf(
  definition: FlowDefinition,
  trigger: TriggerMessage,
): Pick<NewRun, 'idempotencyKey' | 'orderingKey' | 'businessKeys' | 'timeoutMs' | 'partner'> {
  const idempotencyKey = idempotencyKeyOf(definition, trigger);
  const orderingKey = orderingKeyOf(definition, trigger);
  const timeoutMs = definition.settings?.timeoutMs;
  return {
    businessKeys: businessKeysAtAccept(definition, trigger),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(orderingKey === undefined ? {} : { orderingKey }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(trigger.partner === undefined ? {} : { partner: trigger.partner }),
  };
}
