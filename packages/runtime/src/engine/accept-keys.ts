import { createHash } from 'node:crypto';
import type { BusinessKey, FlowDefinition, TriggerMessage } from '@crossdock/flow-schema';
import { ExpressionError } from '@crossdock/mapping';
import { asText } from './as-text.ts';
import { isScalar, readBusinessKeys } from './business-keys.ts';
import { evaluate, type Evaluation } from './expressions.ts';
import { StepFailure } from './step-failure.ts';

type KeySetting = 'idempotencyKey' | 'orderingKey';

const names: Readonly<Record<KeySetting, string>> = {
  idempotencyKey: 'idempotency key',
  orderingKey: 'ordering key',
};

/**
 * The key by which a repeated message is recognised; undefined if the flow has none, or the message gives none.
 * @throws StepFailure `key_unreadable`: the message must not be accepted without
 */
export function idempotencyKeyOf(definition: FlowDefinition, trigger: TriggerMessage): string | undefined {
  return keyOf('idempotencyKey', definition, trigger);
}

/**
 * The key whose messages run one after the other; undefined if the flow has none, or the message gives none.
 * @throws StepFailure `key_unreadable`: the message must not be accepted without
 */
export function orderingKeyOf(definition: FlowDefinition, trigger: TriggerMessage): string | undefined {
  return keyOf('orderingKey', definition, trigger);
}

/**
 * Business keys that can be read from the message already. Those that give nothing are tried again with the
 * outputs of the steps; a message is not refused because nobody could find it by a name.
 */
export function businessKeysAtAccept(definition: FlowDefinition, trigger: TriggerMessage): BusinessKey[] {
  return readBusinessKeys(definition.settings?.businessKeys ?? [], atAccept(trigger));
}

function keyOf(
  setting: KeySetting,
  { settings }: FlowDefinition,
  trigger: TriggerMessage,
): string | undefined {
  const source = settings?.[setting];
  if (source === undefined) return undefined;
  const value = valueOf(setting, source, trigger);
  if (value === undefined || value === null || value === '') return undefined;
  if (isScalar(value)) return condensed(asText(value));
  throw unreadable(setting, 'it has to be one text or number', {});
}

/** Characters that a key keeps as they are; a database's index takes no entries of any length. */
const longestKey = 400;

/** A long key, such as a whole message, by its beginning and its digest: keys are only ever compared. */
function condensed(key: string): string {
  if (key.length <= longestKey) return key;
  const digest = createHash('sha256').update(key).digest('hex');
  return `${key.slice(0, longestKey - digest.length - 1)}…${digest}`;
}

function valueOf(setting: KeySetting, source: string, trigger: TriggerMessage): unknown {
  try {
    return evaluate(source, atAccept(trigger));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw unreadable(setting, error.message, { code: error.code, position: error.position });
  }
}

function unreadable(setting: KeySetting, reason: string, detail: object): StepFailure {
  const message = `The ${names[setting]} of this flow can’t be read from the message: ${reason}`;
  return new StepFailure('business', 'key_unreadable', message, { detail: { setting, ...detail } });
}

/** What expressions see of a message that has just arrived: the message, as input and as `$trigger`. */
const atAccept = (trigger: TriggerMessage): Evaluation => ({
  input: trigger,
  bindings: { trigger: () => trigger },
  now: Date.parse(trigger.receivedAt),
  seed: trigger.receivedAt,
});
