import { mainPort, nodeKinds, type ErrorClass } from '@crossdock/flow-schema';
import { StepFailure, unforeseen } from '../step-failure.ts';
import { executorOf } from './executor.ts';

export const connector = executorOf(nodeKinds.connector, async (config, step) => {
  const call = {
    connector: config.connector,
    operation: config.operation,
    connection: config.connection,
    environment: step.run.environment,
    input: await step.resolve(config.input, 'config.input'),
  };
  await step.declare(await step.connectors.effectOf(call));
  try {
    const { output, http } = await step.connectors.call({
      ...call,
      idempotencyKey: step.effectKey,
      attempt: step.attempt,
      signal: step.signal,
    });
    return { ports: [mainPort], output, ...(http ? { http } : {}) };
  } catch (error) {
    // A connector that trips over something is like a system that is out of order: it is tried again.
    if (!(error instanceof StepFailure)) throw unforeseen('technical-transient', error, step.node.node.name);
    throw reclassified(error, config.classify ?? []);
  }
});

interface Classification {
  status?: number;
  code?: string;
  class: ErrorClass;
}

/** The failure as the node's config wants it taken; the first entry that fits counts. */
function reclassified(failure: StepFailure, classify: readonly Classification[]): StepFailure {
  const found = classify.find(
    ({ status, code }) =>
      (status === undefined || status === failure.http?.status) &&
      (code === undefined || code === failure.code),
  );
  return found ? failure.as(found.class) : failure;
}
