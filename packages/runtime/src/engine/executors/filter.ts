import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { isTrue } from '../expressions.ts';
import { executorOf } from './executor.ts';

export const filter = executorOf(nodeKinds.filter, async ({ when }, step) => {
  const passes = isTrue(await step.evaluate(when, 'config.when'));
  return { ports: [passes ? mainPort : 'rest'], output: step.input };
});
