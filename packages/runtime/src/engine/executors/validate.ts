import { mainPort, nodeKinds } from '@crossdock/flow-schema';
import { SchemaError, validateJson } from '@crossdock/mapping';
import { StepFailure } from '../step-failure.ts';
import { executorOf, type StepContext } from './executor.ts';

/** How many violations the message names; all of them stand in the detail. */
const named = 3;

export const validate = executorOf(nodeKinds.validate, async ({ schema, schemaRef }, step) => {
  const known = schemaRef === undefined ? schema : await registered(schemaRef, step);
  const errors = check(known ?? {}, step.input, step.node.node.name);
  if (errors.length === 0) return { ports: [mainPort], output: step.input };
  const some = errors.slice(0, named).map(({ path, message }) => `${path || 'the document'} ${message}`);
  const more = errors.length > named ? `; and ${errors.length - named} more` : '';
  const by = schemaRef === undefined ? '' : ` (${schemaRef})`;
  throw new StepFailure(
    'business',
    'validation_failed',
    `The document is not valid${by}: ${some.join('; ')}${more}.`,
    {
      detail: { errors, ...(schemaRef === undefined ? {} : { schema: schemaRef }) },
    },
  );
});

/** @throws StepFailure when there is no such schema: it was checked at publishing, but test runs take drafts. */
async function registered(reference: string, step: StepContext): Promise<object> {
  const schema = await step.schemaOf(reference);
  if (schema) return schema;
  const { name } = step.node.node;
  throw new StepFailure(
    'technical-permanent',
    'schema_unknown',
    `“${name}”: there is no schema "${reference}".`,
  );
}

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
