import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { executorOf } from './executor.ts';

export const map = executorOf(nodeKinds.map, async ({ expression }, step) => ({
  ports: [mainPort],
  output: await step.evaluate(expression, 'config.expression'),
}));
