import { DocumentError } from '@crossdock/mapping';
import { StepFailure } from '../step-failure.ts';

/** Options that are wrong are the flow's fault, not the document's. */
const optionCodes = ['options.invalid', 'format.unknown'];

/**
 * What a document that can't be read or written means for the step; other errors as they are.
 *
 * @param what what could not be done, for people: `“Read the 850” can’t read the document`
 */
export function documentFailure(error: unknown, what: string): unknown {
  if (!(error instanceof DocumentError)) return error;
  const message = `${what}: ${error.message}`;
  const detail = { reason: error.code, ...error.position };
  return optionCodes.includes(error.code)
    ? new StepFailure('technical-permanent', 'config_invalid', message, { detail })
    : new StepFailure('business', 'document_invalid', message, { detail, cause: error });
}
