import type { TSchema } from 'typebox';
import { Check, Errors } from 'typebox/value';

import { sayViolation } from './messages.ts';
import type { SchemaViolation } from './messages.ts';

/**
 * Checks a value against a schema of our own code, without compiling it: compiling needs `new Function`, which
 * the pages of the designer are not allowed. For options and the like; what analysts write goes to
 * `validateJson`.
 * @returns The first departure, or undefined for a valid value
 */
export function checkPlain(schema: TSchema, value: unknown): SchemaViolation | undefined {
  if (Check(schema, value)) return undefined;
  const [error] = Errors(schema, value);
  if (error === undefined) return { path: '', message: 'is not valid' };
  const params =
    error.keyword === 'required' ? { missingProperty: error.params.requiredProperties[0] } : error.params;
  return sayViolation({
    // A property that an object must not have is reported as a value that nothing may be.
    keyword: error.keyword === 'boolean' ? 'additionalProperties' : error.keyword,
    instancePath: error.instancePath,
    params: { ...params },
    value: valueAt(value, error.instancePath),
    fallback: error.message,
  });
}

function valueAt(value: unknown, pointer: string): unknown {
  let current = value;
  for (const segment of pointer.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, name)) return undefined;
    current = Object.getOwnPropertyDescriptor(current, name)?.value;
  }
  return current;
}
