import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { SchemaError, validateJson } from '@crossdock/mapping';
import { StepFailure } from '../step-failure.ts';
import { executorOf } from './executor.ts';

/** How many violations the message names; all of them stand in the detail. */
const named = 3;

export const validate = executorOf(nodeKinds.validate, ({ schema }, step) => {
  const errors = check(schema, step.input, step.node.node.name);
  if (errors.length === 0) return { ports: [mainPort], output: step.input };
  const some = errors.slice(0, named).map(({ path, message }) => `${path || 'the document'} ${message}`);
  const more = errors.length > named ? `; and ${errors.length - named} more` : '';
  throw new StepFailure(
    'business',
    'validation_failed',
    `The document is not valid: ${some.join('; ')}${more}.`,
    {
      detail: { errors },
    },
  );
});

function check(schema: object, input: unknown, name: string): ReturnType<typeof validateJson> {
  try {
    return validateJson(schema, input);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    throw new StepFailure('technical-permanent', 'schema_invalid', `“${name}”: ${error.message}`, {
      cause: error,
    });
  }
}
