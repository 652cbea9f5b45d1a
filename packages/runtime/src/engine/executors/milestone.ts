import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { asText } from '../as-text.ts';
import { isNameable } from '../business-keys.ts';
import { StepFailure } from '../step-failure.ts';
import { executorOf, type StepContext } from './executor.ts';

export const milestone = executorOf(nodeKinds.milestone, async (config, step) => {
  const value = asText(await step.resolve(config.businessKey.value, 'config.businessKey.value'));
  if (value === '')
    throw new StepFailure(
      'technical-permanent',
      'business_key_missing',
      `“${step.node.node.name}” found no ${config.businessKey.type}: ${config.businessKey.value} gave nothing.`,
    );
  if (!isNameable(value))
    throw new StepFailure(
      'technical-permanent',
      'business_key_too_long',
      `“${step.node.node.name}” found no ${config.businessKey.type}: ${config.businessKey.value} gave a text of ${value.length} characters.`,
    );
  const data = await step.resolve(config.data, 'config.data');
  return {
    ports: [mainPort],
    output: step.input,
    milestone: {
      name: config.name,
      businessKey: { type: config.businessKey.type, value },
      at: await timeOf(config.time, step),
      ...(data === undefined ? {} : { data }),
    },
  };
});

async function timeOf(time: string | undefined, step: StepContext): Promise<Date> {
  const given = asText(await step.resolve(time, 'config.time'));
  const at = given === '' ? new Date(step.now()) : new Date(given);
  // A date of six digits, as EDI has them, would else be taken for a year that no database knows.
  if (at.getUTCFullYear() >= 1 && at.getUTCFullYear() <= 9999) return at;
  throw new StepFailure(
    'technical-permanent',
    'time_invalid',
    `“${step.node.node.name}”: ${JSON.stringify(given)} is not a time in ISO 8601.`,
  );
}
