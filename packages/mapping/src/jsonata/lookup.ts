import { Callable } from './callable.ts';
import { emptySequence } from './invoke.ts';
import type { Run } from './run.ts';
import { pushAll } from './values.ts';

/**
 * Field of an object by name, or the fields of all objects in a list, as a sequence.
 * Only own fields are seen; functions have none.
 */
export function lookup(run: Run, input: unknown, name: string): unknown {
  if (typeof input !== 'object' || input === null) return undefined;
  if (Array.isArray(input)) return lookupInList(run, input, name);
  if (!Object.hasOwn(input, name) || input instanceof Callable) return undefined;
  return (input as Record<string, unknown>)[name];
}

function lookupInList(run: Run, list: readonly unknown[], name: string): unknown[] {
  const found = emptySequence();
  run.tick(list.length);
  for (const item of list) {
    const value = lookup(run, item, name);
    if (value !== undefined) pushAll(run, found, value);
  }
  return found;
}
