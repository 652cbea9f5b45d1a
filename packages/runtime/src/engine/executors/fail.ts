import { nodeKinds } from '@crossdock/flow-schema';
import { asText } from '../as-text.ts';
import { StepFailure } from '../step-failure.ts';
import { executorOf } from './executor.ts';

export const fail = executorOf(nodeKinds.fail, async ({ code, message, desk }, step) => {
  const text = asText(await step.resolve(message, 'config.message')) || code;
  throw new StepFailure('business', code, text, desk === undefined ? {} : { desk });
});
