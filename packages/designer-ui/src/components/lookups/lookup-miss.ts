import type { LookupMiss } from '@crossdock/flow-schema';
import { isRecord } from '../../model/json-schema.ts';

/** What a lookup missed, by the detail of its error; undefined for the detail of another one. */
export function readMiss(error: {
  code: string;
  detail?: unknown;
}): Pick<LookupMiss, 'table' | 'key' | 'environment' | 'partner' | 'reverse'> | undefined {
  const { detail } = error;
  if (error.code !== lookupMissCode || !isRecord(detail)) return undefined;
  const { table, key, environment, partner, reverse } = detail;
  if (typeof table !== 'string' || typeof environment !== 'string' || typeof partner !== 'string')
    return undefined;
  return { table, key, environment, partner, ...(reverse === true ? { reverse } : {}) };
}

/** The contract's own constant would bring all of its schemas with it. */
export const lookupMissCode = 'lookup.miss';
