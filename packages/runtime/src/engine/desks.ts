import type { ErrorClass, FlowNode, FlowSettings, StepError } from '@crossdock/flow-schema';

const deskOfClass: Readonly<Record<ErrorClass, string>> = {
  'technical-transient': 'integration-support',
  'technical-permanent': 'integration-support',
  business: 'customer-service',
};

/** Who takes care of a failure: the node says it, else the failure itself, the flow, or the kind of error. */
export function deskFor(node: FlowNode, error: StepError, settings: FlowSettings | undefined): string {
  return node.desk ?? error.desk ?? settings?.desk ?? deskOfClass[error.class];
}
