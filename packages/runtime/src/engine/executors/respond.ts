import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { asText } from '../as-text.ts';
import type { Reply } from '../ports.ts';
import { StepFailure } from '../step-failure.ts';
import { executorOf } from './executor.ts';

/**
 * The output is the reply itself: it is then on disk with the step, where any server can find it for the caller,
 * and a reader of the run what was answered.
 */
export const respond = executorOf(nodeKinds.respond, async (config, step) => {
  const headers = await step.resolve(config.headers ?? {}, 'config.headers');
  if (typeof headers !== 'object' || Array.isArray(headers))
    throw new StepFailure(
      'technical-permanent',
      'headers_invalid',
      `“${step.node.node.name}”: the headers have to be an object of names and values.`,
    );
  const texts = Object.entries(headers ?? {}).map(([name, value]) => [name, asText(value)] as const);
  const reply: Reply = {
    status: config.status,
    headers: Object.fromEntries(texts),
    body: await step.resolve(config.body, 'config.body'),
  };
  return { ports: [mainPort], output: reply, reply };
});
