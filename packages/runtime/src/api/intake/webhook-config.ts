import type { nodeKinds, FlowDefinition } from '@crossdock/flow-schema';
import type { Static } from 'typebox';

/** Config of a webhook trigger; published versions have been checked against its schema. */
export type WebhookConfig = Static<typeof nodeKinds.webhook.config>;

export const defaultMaxBytes = 10_485_760;
export const defaultDeadlineMs = 30_000;

export function webhookConfigOf(definition: FlowDefinition): WebhookConfig | undefined {
  const node = definition.nodes.find(({ type }) => type === 'webhook');
  return node?.config as WebhookConfig | undefined;
}
