import { nodeKinds } from '@crossdock/flow-schema';
import { isTrue } from '../expressions.ts';
import { executorOf } from './executor.ts';

export const switchExecutor = executorOf(nodeKinds.switch, async ({ cases, otherwise }, step) => {
  for (const [index, { port, when }] of cases.entries()) {
    const holds = isTrue(await step.evaluate(when, `config.cases[${index}].when`));
    if (holds) return { ports: [port], output: step.input };
  }
  return { ports: otherwise ? [otherwise] : [], output: step.input };
});
