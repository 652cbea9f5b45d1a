import type { ErrorClass, Exception } from '@crossdock/flow-schema';
import { lookupMissCode } from '../../components/lookups/lookup-miss.ts';
import { titleOf } from '../../components/domain/words.ts';

const advice: Record<ErrorClass, string> = {
  'technical-transient':
    'The other system did not answer properly. When it is well again, resume as it is: nothing has to be edited.',
  'technical-permanent':
    'Trying again changes nothing until the cause is mended: credentials, address or mapping. Then resume, or replay on the newest version of the flow.',
  business:
    'The message does not fit what the other system knows. Correct it below, or mend the master data there, and resume.',
};

const missAdvice =
  'A lookup table does not know a value of the message. Add it below: all runs that wait for it go on.';

/** Where it stopped and what to do, in two or three sentences. */
export function explain({ flowName, nodeName, attempts, businessKeys, error, status }: Exception): string {
  const key = businessKeys[0];
  const subject = key ? `${titleOf(key.type)} ${key.value}` : 'The message';
  const tries = attempts > 1 ? ` after ${attempts} attempts` : '';
  const next = error.code === lookupMissCode && status === 'open' ? missAdvice : advice[error.class];
  return `${subject} stopped at the step “${nodeName}” of “${flowName}”${tries}. ${next}`;
}
