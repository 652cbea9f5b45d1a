import { kindOf, type FlowDefinition, type FlowNode } from '@crossdock/flow-schema';
import { Cron } from 'croner';

/** The node that starts a flow. A published version has exactly one. */
export const triggerOf = ({ nodes }: FlowDefinition): FlowNode | undefined =>
  nodes.find(({ type, disabled }) => !disabled && kindOf(type)?.group === 'trigger');

/** Method and path of the intake of a flow that a webhook starts. */
export function intakeOf(definition: FlowDefinition): { method: string; path: string } | undefined {
  const trigger = triggerOf(definition);
  if (trigger?.type !== 'webhook') return undefined;
  const { method, path } = trigger.config;
  return typeof method === 'string' && typeof path === 'string' ? { method, path } : undefined;
}

/** When a flow that a schedule starts is due for the first time after a moment; undefined: never, or otherwise started. */
export function nextTickOf(definition: FlowDefinition, after: Date): Date | undefined {
  const trigger = triggerOf(definition);
  if (trigger?.type !== 'schedule') return undefined;
  const { cron, timeZone } = trigger.config;
  if (typeof cron !== 'string' || typeof timeZone !== 'string') return undefined;
  return new Cron(cron, { timezone: timeZone, paused: true }).nextRun(after) ?? undefined;
}
