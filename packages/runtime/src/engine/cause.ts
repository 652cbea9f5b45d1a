import { lookupMissCode, LookupMiss, type StepError } from '@crossdock/flow-schema';
import { lookupCause } from '@crossdock/mapping';
import { Check } from 'typebox/schema';

/** What failures have in common that one correction mends; nothing for those that are cases of their own. */
export function causeOf({ code, detail }: StepError): { cause: string } | undefined {
  if (code !== lookupMissCode || !Check(LookupMiss, detail)) return undefined;
  return { cause: lookupCause(detail) };
}
